import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  ancestors,
  descendants,
  orderSteps,
  stepEdges,
  type DagSpec,
  type DagStep,
} from '../../../controller/core/dag.ts';

/** Steps s0…sN; each edge is written as one of the ways there are. */
const spec: fc.Arbitrary<DagSpec> = fc.integer({ min: 1, max: 12 }).chain((count) => {
  const edge = fc.tuple(fc.nat(count), fc.constantFrom('needs', 'from', 'metric', 'url'));
  return fc
    .array(fc.array(edge, { maxLength: 3 }), { minLength: count, maxLength: count })
    .map((all) => ({ steps: all.map((edges, index) => stepWith(`s${index}`, edges)) }));
});

function stepWith(name: string, edges: readonly (readonly [number, string])[]): DagStep {
  const of = (kind: string): string[] => edges.filter((edge) => edge[1] === kind).map(([to]) => `s${to}`);
  return {
    name,
    needs: of('needs'),
    inputs: of('from').map((from) => ({ name: `in-${from}`, from: `${from}.out` })),
    run: {
      command: ['run', ...of('metric').map((from) => `--x={{ steps.${from}.outputs.o.m }}`)],
      env: of('url').map((from) => ({ value: `{{ steps.${from}.url }}` })),
    },
  };
}

describe('dag, properties', () => {
  it('orders every step after those it needs, or shows a cycle that is there', () => {
    fc.assert(
      fc.property(spec, (given) => {
        const names = given.steps.map((step) => step.name);
        const edges = stepEdges(given).filter((edge) => names.includes(edge.from));
        const result = orderSteps(given);
        if (result.ok) {
          expect(result.order.toSorted()).to.deep.equal(names.toSorted());
          for (const edge of edges) expect(result.order.indexOf(edge.from)).to.be.below(result.order.indexOf(edge.to));
        } else {
          expect(result.cycle.length).to.be.at.least(2);
          expect(result.cycle.at(-1)).to.equal(result.cycle[0]);
          for (const [index, to] of result.cycle.slice(1).entries()) {
            expect(edges.some((edge) => edge.from === result.cycle[index] && edge.to === to)).to.equal(true);
          }
        }
        expect(result.ok).to.equal(names.every((name) => !ancestors(edges, name).has(name)));
      }),
      { numRuns: 500 },
    );
  });

  it('among ready steps goes by declaration', () => {
    fc.assert(
      fc.property(spec, (given) => {
        const result = orderSteps(given);
        if (!result.ok) return;
        const names = given.steps.map((step) => step.name);
        const edges = stepEdges(given).filter((edge) => names.includes(edge.from));
        for (const [index, name] of result.order.entries()) {
          const placed = new Set(result.order.slice(0, index));
          const ready = names.filter(
            (each) => !placed.has(each) && edges.every((edge) => edge.to !== each || placed.has(edge.from)),
          );
          expect(ready[0]).to.equal(name);
        }
      }),
    );
  });

  it('has each step after its ancestors and before its descendants', () => {
    fc.assert(
      fc.property(spec, (given) => {
        const edges = stepEdges(given);
        for (const { name } of given.steps) {
          for (const other of ancestors(edges, name)) expect(descendants(edges, other).has(name)).to.equal(true);
        }
      }),
    );
  });
});
