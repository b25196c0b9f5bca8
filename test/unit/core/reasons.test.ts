import { expect } from 'chai';
import type { StepReason } from '../../../controller/api/v1alpha1/kinds.ts';
import { explainPlan, type History } from '../../../controller/core/reasons.ts';
import { rowsOf } from '../../../controller/core/symbolic.ts';
import { specOf, World } from '../../support/plan-world.ts';

const written = {
  sources: [{ name: 'code', git: { url: '/code' } }],
  environments: [
    { name: 'py', lock: { source: 'code', paths: ['requirements.txt'] } },
    { name: 'gpu', image: 'registry.example/gpu:1' },
  ],
  parameters: [{ name: 'alpha', value: '0.1' }],
  steps: [
    {
      name: 'train',
      run: { environment: 'py', command: ['python', 'train.py', '{{ parameters.alpha }}'] },
      inputs: [{ name: 'code', source: 'code', paths: ['train.py', 'lib'] }],
      outputs: [{ name: 'model', kind: 'model' }],
    },
    {
      name: 'evaluate',
      run: { environment: 'gpu', command: ['python', 'evaluate.py'] },
      inputs: [
        { name: 'code', source: 'code', paths: ['evaluate.py'] },
        { name: 'model', from: 'train.model' },
      ],
      outputs: [{ name: 'report', kind: 'metrics' }],
    },
    { name: 'tell', run: { command: ['echo', '{{ steps.evaluate.outputs.report.accuracy }}'] } },
    { name: 'after', needs: ['tell'], run: { command: ['true', '{{ steps.tell.outputs.none.x }}'] } },
  ],
};
// A step without inputs that waits for another by `needs` alone.
const spec = specOf({ ...written, steps: written.steps.slice(0, 3) });

function world(): World {
  const at = new World({
    'code/train.py': 't1',
    'code/lib/a.py': 'a1',
    'code/evaluate.py': 'e1',
    'code/requirements.txt': 'r1',
  });
  at.programs.set('evaluate', () => ({ metrics: { report: { accuracy: '0.5' } } }));
  return at;
}

const commit = { sha: 'c1', author: 'Ada', subject: 'change' };

/** Everything that was asked for, and a history of one commit. */
function history(paths: readonly string[], asked: string[] = [], commits = [commit]): History {
  return (source, selected) => {
    asked.push(`${source} ${(selected ?? []).join(',')}`);
    return Promise.resolve({ changes: paths.map((path) => ({ path })), commits, truncated: false });
  };
}

function told(reasons: readonly StepReason[] | undefined): string[] {
  return (reasons ?? []).map(({ kind, input }) => (input === undefined ? kind : `${kind} ${input}`));
}

describe('reasons', () => {
  it('are NoResult where nothing is known to compare with', async () => {
    const plan = await world().plan(spec);
    const reasons = await explainPlan(plan, undefined, history([]));
    expect(told(reasons.get('train'))).to.deep.equal(['NoResult']);
    expect([...reasons.keys()]).to.deep.equal(['train', 'evaluate', 'tell']);
  });

  it('name the input, its paths and commits, and ask for the history of that selection alone', async () => {
    const at = world();
    await at.carryOut(spec);
    const base = rowsOf(await at.plan(spec));
    at.write('code/lib/a.py', 'a2');
    const asked: string[] = [];
    const reasons = await explainPlan(await at.plan(spec, { base }), base, history(['lib/a.py'], asked));
    expect(asked).to.deep.equal(['code train.py,lib']);
    expect(reasons.get('train')).to.deep.equal([
      { kind: 'PathsChanged', input: 'code', paths: ['lib/a.py'], commits: [commit], truncated: false },
    ]);
    expect(told(reasons.get('evaluate'))).to.deep.equal(['UpstreamChanged model']);
    expect(told(reasons.get('tell'))).to.deep.equal(['UpstreamChanged evaluate.report.accuracy']);
  });

  it('tell parameter, command, environment and image apart', async () => {
    const at = world();
    await at.carryOut(spec);
    const base = rowsOf(await at.plan(spec));
    at.write('code/requirements.txt', 'r2');
    const [train, evaluate] = written.steps;
    const changed = specOf({
      ...written,
      environments: [written.environments[0], { name: 'gpu', image: 'registry.example/gpu:2' }],
      parameters: [{ name: 'alpha', value: '0.2' }],
      steps: [{ ...train, run: { ...train?.run, args: ['-v'] } }, evaluate],
    });
    const reasons = await explainPlan(await at.plan(changed, { base }), base, history([]));
    expect(told(reasons.get('train'))).to.have.members([
      'EnvironmentChanged py',
      'ParameterChanged alpha',
      'CommandChanged',
    ]);
    expect(told(reasons.get('evaluate'))).to.include.members(['ImageChanged', 'UpstreamChanged model']);
  });

  it('are Forced and ArtifactMissing where that is why', async () => {
    const at = world();
    const { plan } = await at.carryOut(spec);
    const base = rowsOf(plan);
    const forced = await explainPlan(await at.plan(spec, { forced: new Set(['train']) }), base, history([]));
    expect(told(forced.get('train'))).to.deep.equal(['Forced']);
    for (const fingerprint of at.results.keys()) at.missing.add(fingerprint);
    const missing = await explainPlan(await at.plan(spec), base, history([]));
    expect(told(missing.get('train'))).to.deep.equal(['ArtifactMissing']);
  });

  it('say nothing of an input that is to be ignored', async () => {
    const [train] = written.steps;
    const ignoring = specOf({
      ...written,
      steps: [{ ...train, run: { ...train?.run, reuse: { ignore: ['code'] } } }],
    });
    const at = world();
    await at.carryOut(ignoring);
    at.write('code/train.py', 't2');
    expect((await at.plan(ignoring)).affected).to.equal(false);
  });

  it('are bounded, and say so', async () => {
    const at = world();
    await at.carryOut(spec);
    const base = rowsOf(await at.plan(spec));
    at.write('code/lib/a.py', 'a2');
    const many = Array.from({ length: 1_000 }, (_, index) => `lib/${'x'.repeat(5_000)}${index}`);
    const commits = Array.from({ length: 50 }, () => commit);
    const reasons = await explainPlan(await at.plan(spec, { base }), base, history(many, [], commits));
    const [reason] = reasons.get('train') ?? [];
    expect(reason).to.include({ truncated: true });
    expect(reason?.paths).to.have.length(20);
    expect(reason?.paths.every((path) => path.length <= 4_096)).to.equal(true);
    expect(reason?.commits).to.have.length(10);
  });

  it('are at most 32 of a step, with names of at most 256 characters', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
    const step = { name: 'many', run: { command: ['echo', ...names.map((name) => `{{ parameters.${name} }}`)] } };
    const withValue = (value: string) =>
      specOf({ ...written, parameters: names.map((name) => ({ name, value })), steps: [step] });
    const at = world();
    await at.carryOut(withValue('1'));
    const base = rowsOf(await at.plan(withValue('1')));
    const reasons = await explainPlan(await at.plan(withValue('2'), { base }), base, history([]));
    expect(reasons.get('many')).to.have.length(32);
  });
});
