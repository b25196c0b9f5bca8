/**
 * The graph of steps. Edges are `from:`, `needs:`, `deploy.model` and `{{ steps.… }}` expressions (design section 2);
 * list order means nothing beyond breaking ties.
 */
import { referencesOf } from './expressions.ts';

/** A program's texts. */
export interface DagProgram {
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env?: readonly { readonly value?: string | undefined }[] | undefined;
}

/** What of a step makes edges; the API's `Step` fits. */
export interface DagStep {
  readonly name: string;
  readonly needs?: readonly string[] | undefined;
  readonly inputs?: readonly { readonly name: string; readonly from?: string | undefined }[] | undefined;
  readonly run?: DagProgram | undefined;
  readonly gate?: readonly { readonly metric: string }[] | undefined;
  readonly deploy?: { readonly model: string; readonly deployment: DagProgram } | undefined;
}

/** A spec, as far as its graph goes. */
export interface DagSpec {
  readonly steps: readonly DagStep[];
}

/** `to` waits for `from` because of `field` (a path from the spec, such as `steps[1].inputs[0].from`). */
export interface StepEdge {
  readonly from: string;
  readonly to: string;
  readonly via: 'needs' | 'from' | 'model' | 'expression';
  readonly field: string;
}

/** An order, or a cycle: each step needs the one before it, the first is repeated at the end. */
export type StepOrder =
  { readonly ok: true; readonly order: readonly string[] } | { readonly ok: false; readonly cycle: readonly string[] };

/**
 * All edges, in order of declaration; several between two steps if several fields make them. `from` may name a step
 * that does not exist: validation tells. A gate's champion stage makes no edge: it is read, not waited for.
 */
export function stepEdges(spec: DagSpec): readonly StepEdge[] {
  return spec.steps.flatMap((step, index) => edgesOf(step, `steps[${index}]`));
}

/**
 * The steps so that each comes after those it needs; among ready ones in order of declaration. Edges from unknown
 * steps are passed over; of two steps of one name the first counts.
 */
export function orderSteps(spec: DagSpec): StepOrder {
  const names = [...new Set(spec.steps.map((step) => step.name))];
  const waits = new Map(names.map((name) => [name, new Set<string>()]));
  for (const edge of stepEdges(spec)) if (waits.has(edge.from)) waits.get(edge.to)?.add(edge.from);
  const order: string[] = [];
  const placed = new Set<string>();
  while (order.length < names.length) {
    const ready = names.find(
      (name) => !placed.has(name) && [...(waits.get(name) ?? [])].every((need) => placed.has(need)),
    );
    if (ready === undefined) return { ok: false, cycle: findCycle(names, waits, placed) };
    placed.add(ready);
    order.push(ready);
  }
  return { ok: true, order };
}

/** All steps that `name` waits for, directly or not; itself only in a cycle. */
export function ancestors(edges: readonly StepEdge[], name: string): ReadonlySet<string> {
  return reachable(name, (at) => edges.filter((edge) => edge.to === at).map((edge) => edge.from));
}

/** All steps that wait for `name`, directly or not; itself only in a cycle. */
export function descendants(edges: readonly StepEdge[], name: string): ReadonlySet<string> {
  return reachable(name, (at) => edges.filter((edge) => edge.from === at).map((edge) => edge.to));
}

function edgesOf(step: DagStep, field: string): StepEdge[] {
  const edges: StepEdge[] = [];
  const add = (from: string, via: StepEdge['via'], where: string): void => {
    edges.push({ from, to: step.name, via, field: `${field}.${where}` });
  };
  step.needs?.forEach((need, index) => add(need, 'needs', `needs[${index}]`));
  step.inputs?.forEach((input, index) => {
    if (input.from !== undefined) add(producerOf(input.from), 'from', `inputs[${index}].from`);
  });
  if (step.deploy) add(producerOf(step.deploy.model), 'model', 'deploy.model');
  for (const [where, text] of textsOf(step)) {
    for (const reference of referencesOf(text)) {
      if (reference.kind === 'metric' || reference.kind === 'stepUrl') add(reference.step, 'expression', where);
    }
  }
  return edges;
}

/** The step of `step.output`. */
function producerOf(from: string): string {
  const dot = from.indexOf('.');
  return dot < 0 ? from : from.slice(0, dot);
}

function textsOf(step: DagStep): readonly (readonly [field: string, text: string])[] {
  return [
    ...programTexts(step.run, 'run'),
    ...(step.gate ?? []).map(({ metric }, index) => [`gate[${index}].metric`, metric] as const),
    ...programTexts(step.deploy?.deployment, 'deploy.deployment'),
  ];
}

function programTexts(program: DagProgram | undefined, field: string): (readonly [string, string])[] {
  const command = (program?.command ?? []).map((text, index) => [`${field}.command[${index}]`, text] as const);
  const args = (program?.args ?? []).map((text, index) => [`${field}.args[${index}]`, text] as const);
  const env = (program?.env ?? []).map(({ value }, index) => [`${field}.env[${index}].value`, value ?? ''] as const);
  return [...command, ...args, ...env];
}

/** Going back from a step that is stuck, some step comes a second time: every stuck step waits for a stuck one. */
function findCycle(
  names: readonly string[],
  waits: ReadonlyMap<string, ReadonlySet<string>>,
  placed: ReadonlySet<string>,
): readonly string[] {
  const trail: string[] = [];
  let at = names.find((name) => !placed.has(name));
  while (at !== undefined && !trail.includes(at)) {
    trail.push(at);
    at = [...(waits.get(at) ?? [])].find((need) => !placed.has(need));
  }
  if (at === undefined) return [];
  const cycle = trail.slice(trail.indexOf(at)).toReversed();
  // Told from the step declared first, so that one mistake has one message.
  const start = cycle.indexOf(names.find((name) => cycle.includes(name)) ?? at);
  const turned = [...cycle.slice(start), ...cycle.slice(0, start)];
  return [...turned, ...turned.slice(0, 1)];
}

function reachable(start: string, next: (name: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const name of next(at)) {
      if (found.has(name)) continue;
      found.add(name);
      open.push(name);
    }
  }
  return found;
}
