import { expect } from 'chai';
import type { Step, WorkflowSpecSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { resolveStep, type Resolution, type Upstream } from '../../../controller/core/resolve.ts';
import { digestOf, specOf, World } from '../../support/plan-world.ts';

const nothing: Upstream = { output: () => undefined, metrics: () => undefined, served: () => undefined };

const written = {
  sources: [{ name: 'code', git: { url: '/code' } }],
  environments: [{ name: 'py', image: 'py:1', lock: { source: 'code', paths: ['lock.txt'] } }],
  parameters: [{ name: 'alpha', value: '0.1' }],
  stepDefaults: { run: { environment: 'py' } },
  steps: [
    {
      name: 'train',
      run: { image: 'train:1', command: ['train'] },
      outputs: [{ name: 'model', kind: 'model' }],
    },
    {
      name: 'evaluate',
      run: { image: 'train:1', command: ['evaluate'] },
      inputs: [{ name: 'model', from: 'train.model' }],
      outputs: [{ name: 'report', kind: 'metrics' }],
    },
    { name: 'quality', gate: [{ metric: '{{ steps.evaluate.outputs.report.accuracy }}', min: '0.1' }] },
    {
      name: 'serve',
      needs: ['quality'],
      deploy: { model: 'train.model', deployment: { image: 'serve:1', command: ['serve'], port: 80 } },
    },
  ],
};

function stepOf(spec: WorkflowSpecSpec, name: string): Step {
  const step = spec.steps.find((each) => each.name === name);
  if (!step) throw new Error(`no step ${name}`);
  return step;
}

/** Resolves one more step beside the pipeline above. */
async function resolved(step: Readonly<Record<string, unknown>>, upstream: Upstream = nothing): Promise<Resolution> {
  const spec = specOf({ ...written, steps: [...written.steps, { name: 'last', ...step }] });
  const world = new World({ 'code/a.py': 'a', 'code/lock.txt': 'locked' });
  return resolveStep(world.target(spec), stepOf(spec, 'last'), upstream);
}

describe('resolve', () => {
  it('takes environment and lock from the defaults, and leaves an image alone', async () => {
    const defaulted = await resolved({ run: { command: ['x'] } });
    expect(defaulted.resolved.environment).to.include({ name: 'py', image: 'py:1' });
    expect(defaulted.program.lockDigest).to.equal(defaulted.resolved.environment?.lock?.digest);
    expect(defaulted.program.engine).to.equal('image:py:1');
    const own = await resolved({ run: { image: 'mine:2', command: ['x'] } });
    expect(own.resolved.environment).to.deep.equal({ name: 'image', image: 'mine:2' });
    expect(own.program.lockDigest).to.equal(undefined);
  });

  it('keeps paths and urls as written for fingerprints, and resolves urls for engines', async () => {
    const upstream: Upstream = { ...nothing, served: () => ({ identity: 'release-1', url: 'http://127.0.0.1:1' }) };
    const command = ['curl', '{{ steps.serve.url }}', '{{ outputs.out.path }}', '{{ parameters.alpha }}'];
    const { program, resolved: execution } = await resolved({ run: { command }, outputs: [{ name: 'out' }] }, upstream);
    expect(program.command).to.deep.equal(['curl', '{{ steps.serve.url }}', '{{ outputs.out.path }}', '0.1']);
    expect(execution.command).to.deep.equal(['curl', 'http://127.0.0.1:1', '{{ outputs.out.path }}', '0.1']);
    expect(program.served).to.deep.equal([{ step: 'serve', digest: 'release-1' }]);
  });

  it('is incomplete while an input, a metric or a release is not known', async () => {
    const metric = '{{ steps.evaluate.outputs.report.accuracy }}';
    const cases = [
      { run: { command: ['x'] }, inputs: [{ name: 'model', from: 'train.model' }] },
      { run: { command: ['x', metric] } },
      { run: { command: ['x'], env: [{ name: 'URL', value: '{{ steps.serve.url }}' }] } },
    ];
    for (const step of cases) expect((await resolved(step)).complete).to.equal(false);
    expect((await resolved({ run: { command: ['x'] } })).complete).to.equal(true);
  });

  it('is incomplete while an input named like a served step is not known, though that step serves', async () => {
    const upstream: Upstream = { ...nothing, served: () => ({ identity: 'release-1', url: 'http://127.0.0.1:1' }) };
    const step = {
      run: { command: ['curl', '{{ steps.serve.url }}'] },
      inputs: [{ name: 'serve', from: 'train.model' }],
    };
    expect((await resolved(step, upstream)).complete).to.equal(false);
  });

  it('knows a metric that is an empty text', async () => {
    const upstream: Upstream = { ...nothing, metrics: () => ({ note: '' }) };
    const step = { run: { command: ['x', '{{ steps.evaluate.outputs.report.note }}'] } };
    const { complete, program } = await resolved(step, upstream);
    expect(complete).to.equal(true);
    expect(program.command).to.deep.equal(['x', '']);
  });

  it('never has a secret in what is hashed or compared', async () => {
    const env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } } }];
    const { program, resolved: execution } = await resolved({ run: { command: ['x'], env } });
    expect(program.env).to.deep.equal([{ name: 'TOKEN', secret: 'hub/token' }]);
    expect(execution.env).to.deep.equal([{ name: 'TOKEN', secret: { name: 'hub', key: 'token' } }]);
  });

  it('does not care what an ignored input is, but waits for it', async () => {
    const step = {
      run: { command: ['x'], reuse: { ignore: ['model'] } },
      inputs: [{ name: 'model', from: 'train.model' }],
    };
    expect((await resolved(step)).complete).to.equal(false);
    const known = await resolved(step, { ...nothing, output: () => ({ digest: digestOf('m') }) });
    expect(known.complete).to.equal(true);
    expect(known.program.inputs).to.deep.equal([]);
    expect(known.facts.upstream).to.deep.equal({});
    expect(known.resolved.inputs[0]?.digest).to.equal(digestOf('m'));
  });
});
