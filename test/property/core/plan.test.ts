import { expect } from 'chai';
import fc from 'fast-check';
import type { WorkflowSpecSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { descendants, stepEdges } from '../../../controller/core/dag.ts';
import type { Plan } from '../../../controller/core/planning.ts';
import { knownFrom, planSymbolically, rowsOf, sameWork, symbolicEvidence } from '../../../controller/core/symbolic.ts';
import { planSteps } from '../../../controller/core/plan.ts';
import { specOf, World } from '../../support/plan-world.ts';

/** A graph of run steps: `from[i]` are earlier steps whose output step i reads; each reads a file of its own. */
interface Graph {
  readonly from: readonly (readonly number[])[];
  /** Ends with a gate on the last step and a deploy step. */
  readonly served: boolean;
}

const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.record({
    from: fc.tuple(
      ...Array.from({ length: size }, (_, index) => fc.subarray(Array.from({ length: index }, (_, at) => at))),
    ),
    served: fc.boolean(),
  }),
);

function specFrom({ from, served }: Graph): WorkflowSpecSpec {
  const last = from.length - 1;
  const steps: Record<string, unknown>[] = from.map((needs, index) => ({
    name: `step-${index}`,
    run: { command: ['sh', `${index}.sh`] },
    inputs: [
      { name: 'code', source: 'code', paths: [`${index}.sh`] },
      ...needs.map((need) => ({ name: `in-${need}`, from: `step-${need}.out` })),
    ],
    outputs: [{ name: 'out', kind: 'model' }, ...(index === last ? [{ name: 'report', kind: 'metrics' }] : [])],
  }));
  if (served) {
    const metric = `{{ steps.step-${last}.outputs.report.score }}`;
    steps.push({ name: 'quality', gate: [{ metric, min: '0.5' }] });
    steps.push({
      name: 'serve',
      needs: ['quality'],
      inputs: [{ name: 'code', source: 'code', paths: ['serve.py'] }],
      deploy: { model: `step-${last}.out`, deployment: { command: ['serve'], port: 80 } },
    });
  }
  return specOf({ sources: [{ name: 'code', git: { url: '/code' } }], steps });
}

function worldOf({ from }: Graph): World {
  const world = new World({ 'code/README.md': 'words', 'code/serve.py': 'server' });
  from.forEach((_, index) => world.write(`code/${index}.sh`, 'v0'));
  const last = from.length - 1;
  world.programs.set(`step-${last}`, () => ({ metrics: { report: { score: '0.9' } } }));
  return world;
}

/** An edit: a file (the last two are the server and the README) gets one of a few contents. */
const edits = fc.array(fc.tuple(fc.nat(7), fc.nat(2)), { maxLength: 8 });

function edit(world: World, { from }: Graph, [file, version]: readonly [number, number]): void {
  const names = [...from.map((_, index) => `${index}.sh`), 'serve.py', 'README.md'];
  world.write(`code/${names[file % names.length]}`, `v${version}`);
}

function actions(plan: Plan): Record<string, string> {
  return Object.fromEntries(plan.steps.map((row) => [row.name, row.action]));
}

describe('plans of any graph', () => {
  it('affect nothing once carried out, and run each fingerprint once whatever is pushed', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, edits, async (graph, pushes) => {
        const spec = specFrom(graph);
        const world = worldOf(graph);
        const ran: string[] = [];
        for (const step of spec.steps.filter(({ run }) => run)) {
          const program = world.programs.get(step.name);
          world.programs.set(step.name, (row) => {
            ran.push(row.fingerprint ?? '');
            return program?.(row) ?? {};
          });
        }
        for (const push of [[7, 0] as const, ...pushes]) {
          edit(world, graph, push);
          await world.carryOut(spec);
          const after = await world.plan(spec);
          expect(after.affected).to.equal(false);
          expect(after.steps.every((row) => row.outcome === 'Succeeded')).to.equal(true);
        }
        expect(new Set(ran).size).to.equal(ran.length);
      }),
      { numRuns: 60 },
    );
  });

  it('are the same for the same contents, whatever the history', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, edits, edits, async (graph, before, detour) => {
        const spec = specFrom(graph);
        const world = worldOf(graph);
        await world.carryOut(spec);
        for (const push of before) edit(world, graph, push);
        const straight = await world.plan(spec);
        const contents = [...world.files];
        for (const push of detour) {
          edit(world, graph, push);
          await world.plan(spec);
        }
        world.files.clear();
        for (const [path, text] of contents.toReversed()) world.write(path, text);
        expect(await world.plan(spec)).to.deep.equal(straight);
      }),
      { numRuns: 60 },
    );
  });

  it('run exactly the step whose input changed, wait for it exactly behind it', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.nat(5), async (graph, which) => {
        const spec = specFrom(graph);
        const world = worldOf(graph);
        await world.carryOut(spec);
        const changed = which % graph.from.length;
        world.write(`code/${changed}.sh`, 'another');
        const behind = descendants(stepEdges(spec), `step-${changed}`);
        for (const [name, action] of Object.entries(actions(await world.plan(spec)))) {
          const wanted = name === `step-${changed}` ? 'Run' : behind.has(name) ? 'Pending' : 'Reuse';
          expect(`${name} ${action}`).to.equal(`${name} ${wanted}`);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tell the same from symbols as from results', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, edits, async (graph, pushes) => {
        const spec = specFrom(graph);
        const world = worldOf(graph);
        await world.carryOut(spec);
        const base = await planSymbolically(world.target(spec));
        for (const push of pushes) edit(world, graph, push);
        const target = world.target(spec, { base: rowsOf(base) });
        const symbolic = await planSteps(target, symbolicEvidence(spec, knownFrom(base)));
        const real = await world.plan(spec, { base: rowsOf(await resultsAt(world, graph, spec)) });
        expect(actions(symbolic)).to.deep.equal(actions(real));
        expect(sameWork(base, await planSymbolically(world.target(spec)))).to.equal(!real.affected);
      }),
      { numRuns: 60 },
    );
  });

  it('stop where an output stays the same', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.nat(5), async (graph, which) => {
        const spec = specFrom(graph);
        const world = worldOf(graph);
        const changed = which % graph.from.length;
        const metrics = { report: { score: '0.9' } };
        world.programs.set(`step-${changed}`, () => ({ outputs: { out: 'same', report: 'same' }, metrics }));
        await world.carryOut(spec);
        world.write(`code/${changed}.sh`, 'reformatted');
        expect((await world.carryOut(spec)).ran).to.deep.equal([`step-${changed}`]);
      }),
      { numRuns: 60 },
    );
  });

  it('never start what is behind a failure, and never repeat it', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.nat(5), async (graph, which) => {
        const spec = specFrom(graph);
        const world = worldOf(graph);
        const broken = which % graph.from.length;
        let attempts = 0;
        world.programs.set(`step-${broken}`, () => {
          attempts += 1;
          return 'fails';
        });
        await world.carryOut(spec);
        world.write('code/README.md', 'other');
        const { ran, plan } = await world.carryOut(spec);
        expect(ran).to.deep.equal([]);
        expect(attempts).to.equal(1);
        const behind = descendants(stepEdges(spec), `step-${broken}`);
        for (const row of plan.steps) {
          const wanted = row.name === `step-${broken}` ? 'Failed' : behind.has(row.name) ? 'Skipped' : 'Succeeded';
          expect(`${row.name} ${row.outcome}`).to.equal(`${row.name} ${wanted}`);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The plan as it was right after everything was carried out at the first contents. */
async function resultsAt(world: World, graph: Graph, spec: WorkflowSpecSpec): Promise<Plan> {
  const first = worldOf(graph);
  for (const [fingerprint, record] of world.results) first.results.set(fingerprint, record);
  for (const [key, verdict] of world.verdicts) first.verdicts.set(key, verdict);
  for (const [step, stage] of world.stages) first.stages.set(step, stage);
  return first.plan(spec);
}
