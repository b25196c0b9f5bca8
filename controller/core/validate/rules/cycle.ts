import { orderSteps, stepEdges } from '../../dag.ts';
import { fieldPath, problem } from '../problem.ts';
import type { Rule } from '../rule.ts';

/** Steps do not wait for each other in a circle. Told at the field that closes it. */
export const acyclic: Rule = (spec) => {
  const ordered = orderSteps(spec);
  if (ordered.ok) return [];
  const { cycle } = ordered;
  const [last, first] = [cycle.at(-2), cycle.at(-1)];
  // `needs` of itself has a rule of its own
  const edges = stepEdges(spec).filter((edge) => edge.from === last && edge.to === first);
  const closing = edges.find(({ via }) => via !== 'needs') ?? edges[0];
  if (closing === undefined || (last === first && closing.via === 'needs')) return [];
  const path = ['spec', ...fieldPath(closing.field)];
  return [problem('cycle', path, `the cycle ${cycle.join(' -> ')}`, 'steps that do not wait for themselves')];
};
