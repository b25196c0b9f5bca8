import { expect } from 'chai';
import type { WorkflowSpecSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { RefitError } from '../../../controller/core/errors.ts';
import { explainPlan } from '../../../controller/core/reasons.ts';
import { rowsOf } from '../../../controller/core/symbolic.ts';
import { specOf, World } from '../../support/plan-world.ts';

function workflow(parameter: Record<string, unknown>): WorkflowSpecSpec {
  return specOf({
    sources: [{ name: 'code', git: { url: '/code' } }],
    parameters: [{ name: 'lr', ...parameter }],
    steps: [
      {
        name: 'train',
        run: { command: ['python', 'train.py', '{{ parameters.lr }}'] },
        inputs: [{ name: 'code', source: 'code', paths: ['train.py'] }],
      },
      { name: 'other', run: { command: ['true'] } },
    ],
  });
}

const from = { from: { source: 'code', file: 'params.yaml', key: 'train.lr' } };
const world = (params: string): World => new World({ 'code/train.py': 't', 'code/params.yaml': params });

async function fingerprint(at: World, spec: WorkflowSpecSpec): Promise<string | undefined> {
  return (await at.plan(spec)).steps.find(({ name }) => name === 'train')?.fingerprint;
}

describe('parameters from files', () => {
  it('are the same as values in the spec, so that moving one trains nothing', async () => {
    const value = await fingerprint(world(''), workflow({ value: '0.01' }));
    for (const text of ['train: {lr: 0.01}\n', '# slow\nother: 2\ntrain:\n  seed: 1\n  lr: 0.010\n'])
      expect(await fingerprint(world(text), workflow(from)), text).to.equal(value);
    expect(await fingerprint(world('train: {lr: 0.02}\n'), workflow(from))).to.not.equal(value);
    // A value from git is put in once and is never read as an expression.
    const braces = "train: {lr: '{{ parameters.lr }}'}\n";
    expect(await fingerprint(world(braces), workflow(from)))
      .to.be.a('string')
      .that.does.not.equal(value);
  });

  it('are told with their old and new value, and the commits of their file', async () => {
    const spec = workflow(from);
    const at = world('train: {lr: 0.01}\n');
    const base = rowsOf(await at.plan(spec));
    at.write('code/params.yaml', 'train: {lr: "0.02\\n\\e[31m"}\n');
    const asked: string[] = [];
    const commit = { sha: 'c1', author: 'Ada', subject: 'faster' };
    const reasons = await explainPlan(
      await at.plan(spec),
      base,
      (source, paths) => {
        asked.push(`${source} ${(paths ?? []).join()}`);
        return Promise.resolve({ changes: [], commits: [commit], truncated: false });
      },
      spec,
    );
    expect(asked).to.deep.equal(['code params.yaml']);
    expect(reasons.get('train')).to.deep.equal([
      {
        kind: 'ParameterChanged',
        input: 'lr',
        paths: ['params.yaml train.lr: 0.01 → 0.02\\u{a}\\u{1b}[31m'],
        commits: [commit],
        truncated: false,
      },
    ]);
  });

  it('name the step and the parameter when the key is not there, where it is used', async () => {
    const error: unknown = await world('train: {lrr: 1}\n')
      .plan(workflow(from))
      .catch((thrown: unknown) => thrown);
    expect(error instanceof RefitError && `${error.reason}: ${error.message}`).to.equal(
      'InputNotFound: step train, parameter lr: key train.lr is not in params.yaml: train has lrr; the nearest key is train.lrr',
    );
  });
});
