import { expect } from 'chai';
import type { PlannedStep } from '../../../controller/core/planning.ts';
import { rowsOf } from '../../../controller/core/symbolic.ts';
import { digestOf, specOf, table, World } from '../../support/plan-world.ts';

const metric = '{{ steps.evaluate.outputs.report.accuracy }}';

const written = {
  sources: [
    { name: 'code', git: { url: '/code' } },
    { name: 'data', git: { url: '/data' } },
  ],
  parameters: [{ name: 'alpha', value: '0.1' }],
  steps: [
    {
      name: 'prepare',
      run: { command: ['sh', 'prepare.sh'] },
      inputs: [
        { name: 'code', source: 'code', paths: ['prepare.sh'] },
        { name: 'batches', source: 'data', paths: ['batches'] },
      ],
      outputs: [{ name: 'dataset' }],
    },
    {
      name: 'train',
      run: { command: ['sh', 'train.sh', '{{ parameters.alpha }}'] },
      inputs: [
        { name: 'code', source: 'code', paths: ['train.sh'] },
        { name: 'dataset', from: 'prepare.dataset' },
      ],
      outputs: [{ name: 'model', kind: 'model' }],
    },
    {
      name: 'evaluate',
      run: { command: ['sh', 'evaluate.sh'] },
      inputs: [
        { name: 'code', source: 'code', paths: ['evaluate.sh'] },
        { name: 'model', from: 'train.model' },
      ],
      outputs: [{ name: 'report', kind: 'metrics' }],
    },
    {
      name: 'quality',
      needs: ['evaluate'],
      gate: [
        { metric, min: '0.5' },
        { metric, champion: { better: 'Higher', stage: 'serve' } },
      ],
    },
    {
      name: 'serve',
      needs: ['quality'],
      inputs: [{ name: 'code', source: 'code', paths: ['serve.py'] }],
      deploy: { model: 'train.model', deployment: { command: ['python', 'serve.py'], port: 8080 } },
    },
  ],
};
const spec = specOf(written);

/** Accuracy by the model's digest; evaluation tells it for whichever model it is given. */
function world(): World & { accuracy: Map<string, string> } {
  const accuracy = new Map<string, string>();
  const made = new World({
    'code/README.md': 'words',
    'code/prepare.sh': 'p1',
    'code/train.sh': 't1',
    'code/evaluate.sh': 'e1',
    'code/serve.py': 's1',
    'data/batches/1': 'rows',
    'data/README.md': 'words',
  });
  made.programs.set('evaluate', (row) => {
    const model = row.resolved.inputs.find((input) => input.name === 'model')?.digest ?? '';
    const value = accuracy.get(model) ?? '0.8';
    return { outputs: { report: `${value} ${row.fingerprint}` }, metrics: { report: { accuracy: value } } };
  });
  return Object.assign(made, { accuracy });
}

function rowOf(plan: { steps: readonly PlannedStep[] }, name: string): PlannedStep {
  const row = plan.steps.find((each) => each.name === name && each.subject === 'candidate');
  if (!row) throw new Error(`no row ${name}`);
  return row;
}

/** The digest of the model that training makes now. */
async function modelOf(at: World): Promise<string> {
  const plan = await at.plan(spec);
  return rowOf(plan, 'train').record?.outputs[0]?.digest ?? '';
}

describe('plan', () => {
  it('runs what is certain and leaves to upstream what only it can tell', async () => {
    const plan = await world().plan(spec);
    expect(table(plan)).to.deep.equal([
      'prepare Run',
      'train Pending',
      'evaluate Pending',
      'quality Pending',
      'serve Pending',
    ]);
    expect(plan.affected).to.equal(true);
  });

  it('affects nothing once it has been carried out', async () => {
    const at = world();
    const { ran, plan } = await at.carryOut(spec);
    expect(ran).to.deep.equal(['prepare', 'train', 'evaluate', 'quality', 'serve']);
    expect(plan.affected).to.equal(false);
    expect(table(await at.plan(spec)).every((row) => row.endsWith('Reuse Succeeded'))).to.equal(true);
  });

  it('is not affected by what no input selects', async () => {
    const at = world();
    await at.carryOut(spec);
    at.write('code/README.md', 'other').write('data/README.md', 'other').write('code/new.py', 'new');
    expect((await at.plan(spec)).affected).to.equal(false);
  });

  it('stops the wave where an output stays the same', async () => {
    const at = world();
    at.programs.set('prepare', () => ({ outputs: { dataset: 'always the same' } }));
    await at.carryOut(spec);
    at.write('data/batches/2', 'more');
    expect((await at.carryOut(spec)).ran).to.deep.equal(['prepare']);
  });

  it('evaluates again and leaves the release in place when only the evaluation changes', async () => {
    const at = world();
    await at.carryOut(spec);
    const before = at.stage('serve').identity;
    at.write('code/evaluate.sh', 'e2');
    const { ran, plan } = await at.carryOut(spec);
    expect(ran).to.deep.equal(['evaluate']);
    expect(at.stage('serve').identity).to.equal(before);
    expect(rowOf(plan, 'serve')).to.include({ action: 'Reuse', outcome: 'Succeeded' });
  });

  it('replaces the release and runs nothing when only the server changes', async () => {
    const at = world();
    await at.carryOut(spec);
    at.write('code/serve.py', 's2');
    expect(table(await at.plan(spec)).at(-1)).to.equal('serve Run');
    expect((await at.carryOut(spec)).ran).to.deep.equal(['serve']);
  });

  it('runs only what uses a parameter', async () => {
    const at = world();
    await at.carryOut(spec);
    const changed = specOf({ ...written, parameters: [{ name: 'alpha', value: '0.2' }] });
    expect(table(await at.plan(changed)).slice(0, 2)).to.deep.equal(['prepare Reuse Succeeded', 'train Run']);
  });

  it('names every input that selects nothing, at once', async () => {
    const at = world().write('code/train.sh', null).write('data/batches/1', null);
    const error = await at.plan(spec).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.have.property('reason', 'InputNotFound');
    expect(String(error)).to.contain('step prepare, input batches').and.to.contain('step train, input code');
  });
});

describe('plan: certain against a base', () => {
  it('says Run, not Pending, of a step whose own code changed behind one that runs', async () => {
    const at = world();
    await at.carryOut(spec);
    const base = rowsOf(await at.plan(spec));
    at.write('data/batches/2', 'more').write('code/evaluate.sh', 'e2');
    expect(table(await at.plan(spec, { base }))).to.deep.equal([
      'prepare Run',
      'train Pending',
      'evaluate Run',
      'quality Pending',
      'serve Pending',
    ]);
  });
});

describe('plan: forced, failed, missing', () => {
  it('runs a forced step and what its new output changes', async () => {
    const at = world();
    await at.carryOut(spec);
    const plan = await at.plan(spec, { forced: new Set(['train']) });
    expect(rowOf(plan, 'train')).to.include({ action: 'Run', missing: 'Forced', ready: true });
    expect(rowOf(plan, 'evaluate').action).to.equal('Pending');
    // The same bytes come out of it: nothing follows.
    expect((await at.carryOut(spec, { forced: new Set(['train']) })).ran).to.deep.equal(['train']);
  });

  it('is certain of a forced step behind one that runs', async () => {
    const at = world();
    expect(rowOf(await at.plan(spec, { forced: new Set(['train']) }), 'train')).to.include({
      action: 'Run',
      ready: false,
    });
  });

  it('remembers a failure: nothing is affected, everything behind it is skipped', async () => {
    const at = world();
    at.programs.set('train', () => 'fails');
    const { ran, plan } = await at.carryOut(spec);
    expect(ran).to.deep.equal(['prepare', 'train']);
    expect(plan.affected).to.equal(false);
    expect(table(plan)).to.deep.equal([
      'prepare Reuse Succeeded',
      'train Reuse Failed',
      'evaluate Reuse Skipped',
      'quality Reuse Skipped',
      'serve Reuse Skipped',
    ]);
    at.write('code/train.sh', 'fixed');
    expect(rowOf(await at.plan(spec), 'train')).to.include({ action: 'Run', ready: true });
  });

  it('runs a step again whose artifact is gone, and nothing behind it if the same comes out', async () => {
    const at = world();
    const { plan } = await at.carryOut(spec);
    at.missing.add(rowOf(plan, 'train').fingerprint ?? '');
    expect(rowOf(await at.plan(spec), 'train')).to.include({ action: 'Run', missing: 'ArtifactMissing' });
    expect((await at.carryOut(spec)).ran).to.deep.equal(['train']);
  });

  it('fails a step whose expression names a metric that was not written', async () => {
    const steps = [
      ...written.steps.slice(0, 3),
      { name: 'tell', run: { command: ['echo', '{{ steps.evaluate.outputs.report.recall }}'] } },
    ];
    const { ran, plan } = await world().carryOut(specOf({ ...written, steps }));
    expect(ran).to.deep.equal(['prepare', 'train', 'evaluate']);
    expect(rowOf(plan, 'tell')).to.include({ action: 'Reuse', outcome: 'Failed' });
    expect(rowOf(plan, 'tell').message).to.contain('recall').and.to.contain('accuracy');
  });

  it('does not take what every object has by birth for a metric', async () => {
    const steps = [
      ...written.steps.slice(0, 3),
      { name: 'tell', run: { command: ['echo', '{{ steps.evaluate.outputs.report.constructor }}'] } },
    ];
    const { plan } = await world().carryOut(specOf({ ...written, steps }));
    expect(rowOf(plan, 'tell')).to.include({ action: 'Reuse', outcome: 'Failed' });
  });
});

describe('plan: gate and champion', () => {
  async function withChampion(): Promise<ReturnType<typeof world>> {
    const at = world();
    await at.carryOut(spec);
    at.write('code/train.sh', 't2');
    return at;
  }

  it('refuses a worse model and says so again without running anything', async () => {
    const at = await withChampion();
    const champion = at.stage('serve').champion;
    at.programs.set('train', () => ({ outputs: { model: 'worse' } }));
    at.accuracy.set(digestOf('worse'), '0.7');
    const { ran, plan } = await at.carryOut(spec);
    expect(ran).to.deep.equal(['train', 'evaluate', 'quality']);
    expect(table(plan).slice(-3)).to.deep.equal([
      'evaluate* Reuse Succeeded',
      'quality Reuse Refused',
      'serve Reuse Skipped',
    ]);
    expect(plan.affected).to.equal(false);
    expect(at.stage('serve').champion).to.equal(champion);
  });

  it('runs the evaluation of the champion first when its code changed with the model', async () => {
    const at = await withChampion();
    at.write('code/evaluate.sh', 'e2');
    const { ran } = await at.carryOut(spec);
    expect(ran).to.deep.equal(['train', 'evaluate', 'evaluate*', 'quality', 'serve']);
  });

  it('does not evaluate the champion for a candidate that fails its own bounds', async () => {
    const at = await withChampion();
    at.write('code/evaluate.sh', 'e2');
    at.programs.set('train', () => ({ outputs: { model: 'bad' } }));
    at.accuracy.set(digestOf('bad'), '0.1');
    expect((await at.carryOut(spec)).ran).to.deep.equal(['train', 'evaluate', 'quality']);
  });

  it('lets a model that was live before pass, unless its own bounds refuse it', async () => {
    const at = await withChampion();
    const first = at.stage('serve').champion ?? '';
    at.programs.set('train', (row) => ({ outputs: { model: `better ${row.resolved.inputs[0]?.digest}` } }));
    await at.carryOut(spec);
    expect(at.stage('serve').champion).not.to.equal(first);
    at.write('code/train.sh', 't1').write('code/evaluate.sh', 'e3');
    at.accuracy.set(first, '0.6');
    const { ran, plan } = await at.carryOut(spec);
    expect(ran).to.deep.equal(['evaluate', 'quality', 'serve']);
    expect(await modelOf(at)).to.equal(first);
    expect(rowOf(plan, 'serve').outcome).to.equal('Succeeded');
    at.accuracy.set(first, '0.4');
    at.write('code/evaluate.sh', 'e4');
    expect(rowOf((await at.carryOut(spec)).plan, 'quality').outcome).to.equal('Refused');
  });

  it('fails closed on a metric that is missing, no number or by birth', async () => {
    for (const metrics of [{}, { accuracy: 'NaN' }, { accuracy: 'good' }]) {
      const at = world();
      at.programs.set('evaluate', () => ({ metrics: { report: metrics } }));
      const { plan } = await at.carryOut(spec);
      expect(rowOf(plan, 'quality').outcome).to.equal('Refused');
      expect(rowOf(plan, 'serve').outcome).to.equal('Skipped');
      expect(at.stage('serve').identity).to.equal(undefined);
    }
    const steps = written.steps.map((step) =>
      step.name === 'quality'
        ? { ...step, gate: [{ metric: '{{ steps.evaluate.outputs.report.constructor }}', min: '0' }] }
        : step,
    );
    const { plan } = await world().carryOut(specOf({ ...written, steps }));
    expect(rowOf(plan, 'quality').outcome).to.equal('Refused');
  });

  it('fails closed when the evaluation of the champion fails', async () => {
    const at = await withChampion();
    const champion = at.stage('serve').champion;
    at.write('code/evaluate.sh', 'e2');
    const evaluate = at.programs.get('evaluate');
    at.programs.set('evaluate', (row) => (row.subject === 'champion' ? 'fails' : (evaluate?.(row) ?? {})));
    const { plan } = await at.carryOut(spec);
    expect(table(plan)).to.include('evaluate* Reuse Failed');
    expect(rowOf(plan, 'quality').outcome).to.equal('Refused');
    expect(at.stage('serve').champion).to.equal(champion);
  });

  it('keeps a release that did not become ready out of its stage, and lets another in', async () => {
    const at = world();
    await at.carryOut(spec);
    at.write('code/serve.py', 'broken');
    const plan = await at.plan(spec);
    at.stage('serve').blocked.set(rowOf(plan, 'serve').identity ?? '', 'not ready in time');
    const after = await at.plan(spec);
    expect(rowOf(after, 'serve')).to.include({ action: 'Reuse', outcome: 'Failed', message: 'not ready in time' });
    expect(after.affected).to.equal(false);
    at.write('code/serve.py', 'mended');
    expect(rowOf(await at.plan(spec), 'serve').action).to.equal('Run');
    at.write('code/serve.py', 's1');
    expect(rowOf(await at.plan(spec), 'serve')).to.include({ action: 'Reuse', outcome: 'Succeeded' });
  });
});

describe('plan: a forced deploy step', () => {
  async function forcedRow(stage: { identity?: string; fresh: boolean; blocked: ReadonlyMap<string, string> }) {
    const at = world();
    await at.carryOut(spec);
    const evidence = { ...at.evidence, stage: () => ({ ...at.evidence.stage('serve'), ...stage }) };
    const { planSteps } = await import('../../../controller/core/plan.ts');
    return rowOf(await planSteps(at.target(spec, { forced: new Set(['serve']) }), evidence), 'serve');
  }

  it('runs, is done when it has come live since, and has failed when it was blocked since', async () => {
    expect(await forcedRow({ fresh: false, blocked: new Map() })).to.include({ action: 'Run' });
    expect(await forcedRow({ fresh: true, blocked: new Map() })).to.include({ action: 'Reuse', outcome: 'Succeeded' });
    const at = world();
    await at.carryOut(spec);
    const identity = at.stage('serve').identity ?? '';
    const blocked = new Map([[identity, 'not ready']]);
    expect(await forcedRow({ identity: 'another', fresh: false, blocked })).to.include({ outcome: 'Failed' });
  });
});
