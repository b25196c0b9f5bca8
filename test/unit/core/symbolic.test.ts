import { expect } from 'chai';
import { planSteps } from '../../../controller/core/plan.ts';
import { knownFrom, planSymbolically, rowsOf, sameWork, symbolicEvidence } from '../../../controller/core/symbolic.ts';
import { specOf, table, World } from '../../support/plan-world.ts';

const steps = [
  {
    name: 'train',
    run: { command: ['sh', 'train.sh'] },
    inputs: [{ name: 'code', source: 'code', paths: ['train.sh'] }],
    outputs: [{ name: 'model', kind: 'model' }],
  },
  {
    name: 'evaluate',
    run: { command: ['sh', 'evaluate.sh'], timeout: '1m' },
    inputs: [
      { name: 'code', source: 'code', paths: ['evaluate.sh'] },
      { name: 'model', from: 'train.model' },
    ],
    outputs: [{ name: 'report', kind: 'metrics' }],
  },
  {
    name: 'quality',
    gate: [
      {
        metric: '{{ steps.evaluate.outputs.report.any }}',
        champion: { better: 'Higher', stage: 'serve' },
      },
    ],
  },
  {
    name: 'serve',
    needs: ['quality'],
    deploy: { model: 'train.model', deployment: { command: ['serve'], port: 80 } },
  },
  { name: 'smoke', run: { command: ['curl', '{{ steps.serve.url }}'] }, outputs: [{ name: 'ok' }] },
];
const written = { sources: [{ name: 'code', git: { url: '/code' } }], steps };
const spec = specOf(written);

function world(): World {
  return new World({ 'code/train.sh': 't1', 'code/evaluate.sh': 'e1' });
}

describe('symbolic plans', () => {
  it('take everything as done at the base', async () => {
    const at = world();
    const base = await planSymbolically(at.target(spec));
    expect(base.steps.every((row) => row.fingerprint !== undefined)).to.equal(true);
    const evidence = symbolicEvidence(spec, knownFrom(base));
    const plan = await planSteps(at.target(spec, { base: rowsOf(base) }), evidence);
    expect(plan.affected).to.equal(false);
    expect(table(plan)).to.deep.equal(steps.map(({ name }) => `${name} Reuse Succeeded`));
  });

  it('tell what a change would run', async () => {
    const at = world();
    const base = await planSymbolically(at.target(spec));
    at.write('code/evaluate.sh', 'e2');
    const evidence = symbolicEvidence(spec, knownFrom(base));
    expect(table(await planSteps(at.target(spec, { base: rowsOf(base) }), evidence))).to.deep.equal([
      'train Reuse Succeeded',
      'evaluate Run',
      'quality Pending',
      // Bound to the report among its ancestors, but what serves is the same.
      'serve Pending',
      'smoke Pending',
    ]);
  });

  it('are the same work when only what never enters a fingerprint differs', async () => {
    const at = world();
    const one = await planSymbolically(at.target(spec));
    const other = specOf({
      ...written,
      steps: steps.map((step) =>
        step.name === 'evaluate' ? { ...step, run: { ...step.run, timeout: '2m', retries: 3 } } : step,
      ),
    });
    expect(sameWork(one, await planSymbolically(at.target(other)))).to.equal(true);
    at.write('code/README.md', 'words');
    expect(sameWork(one, await planSymbolically(at.target(spec)))).to.equal(true);
    at.write('code/train.sh', 't2');
    expect(sameWork(one, await planSymbolically(at.target(spec)))).to.equal(false);
  });

  it('are other work when a step comes, goes or is named otherwise', async () => {
    const at = world();
    const one = await planSymbolically(at.target(spec));
    expect(sameWork(one, await planSymbolically(at.target(specOf({ ...written, steps: steps.slice(0, 4) }))))).to.equal(
      false,
    );
  });

  it('run a step that is never reused', async () => {
    const at = world();
    const never = specOf({
      ...written,
      steps: [{ ...steps[0], run: { command: ['sh', 'train.sh'], reuse: { policy: 'Never' } } }],
    });
    const base = await planSymbolically(at.target(never));
    const plan = await planSteps(at.target(never), symbolicEvidence(never, knownFrom(base)));
    expect(table(plan)).to.deep.equal(['train Run']);
  });
});
