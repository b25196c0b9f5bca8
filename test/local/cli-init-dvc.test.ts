import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StepStatus, WorkflowRun } from '../../controller/api/v1alpha1/kinds.ts';
import { openFolderArtifacts } from '../../controller/artifacts/folder.ts';
import type { PlanDocument } from '../../controller/cli/plan/document.ts';
import { run } from '../support/cluster/build/run.ts';
import { DvcRepository } from '../support/data/dvc.ts';
import { eventually } from '../support/eventually.ts';
import { Bench } from './cli-command.ts';

const example = fileURLToPath(new URL('../../examples/dvc', import.meta.url));
const stages = ['prepare', 'featurize', 'train', 'evaluate'];

describe('a workflow that refit init made of a real DVC pipeline', function () {
  this.timeout(180_000);
  let bench: Bench;
  let project: DvcRepository;

  before(async () => {
    bench = new Bench();
    project = await DvcRepository.create(bench.file('project'));
    cpSync(example, project.git.path, { recursive: true });
    await bench.repository('origin.git', { bare: true });
    await project.git.git('remote', 'add', 'origin', '../origin.git');
    await project.dvc('remote', 'add', '-q', '-d', 'store', '../store');
    await makeData('1');
    await project.dvc('repro', '-q');
    await project.dvc('push', '-q');
    await push('Pipeline');
  });
  after(() => bench.remove());

  async function makeData(seed: string): Promise<void> {
    await run('python3', ['make_data.py', seed], { cwd: project.git.path });
    await project.dvc('add', '-q', 'data/data.csv');
  }

  async function push(message: string): Promise<void> {
    await project.git.commit(message);
    await project.git.push('origin');
  }

  const refit = async (...args: string[]): Promise<{ readonly stdout: string; readonly stderr: string }> => {
    const ended = await bench.run(args, { cwd: 'project' });
    expect(ended.code, `${ended.stderr}\n${ended.stdout}`).to.equal(0);
    return ended;
  };
  const plan = async (): Promise<PlanDocument> =>
    JSON.parse((await refit('plan', '-f', 'workflow.yaml', '-o', 'json')).stdout) as PlanDocument;
  const runs = async (): Promise<readonly WorkflowRun[]> =>
    (JSON.parse((await refit('get', 'runs', '-o', 'json')).stdout) as { items: WorkflowRun[] }).items;
  const lastSteps = async (): Promise<readonly StepStatus[]> => (await runs()).at(-1)?.status?.steps ?? [];

  /** What the last run did: the steps that ran, of all that it had. */
  async function ran(): Promise<readonly string[]> {
    await refit('up', '-f', 'workflow.yaml', '--once');
    const steps = await lastSteps();
    expect(steps.map(({ name }) => name)).to.deep.equal(stages);
    return steps.filter(({ state }) => state === 'Succeeded').map(({ name }) => name);
  }

  /** Outputs of the last run, files by path, put where DVC has them. */
  async function made(): Promise<Record<string, string>> {
    const artifacts = openFolderArtifacts({ folder: project.git.file('.refit', 'artifacts') });
    const files: Record<string, string> = {};
    for (const { name, outputs } of await lastSteps()) {
      for (const output of outputs) {
        const target = join(mkdtempSync(bench.file('made-')), 'output');
        await artifacts.checkout(output.digest, target, 'Copy');
        Object.assign(files, contentOf(target, `${name}.${output.name}`));
      }
    }
    return files;
  }

  it('makes what dvc repro made, with scripts that stay as they are', async () => {
    const { stderr } = await refit('init');
    expect(stderr.trim().split('\n')).to.deep.equal([
      ...['prepare', 'featurize', 'train'].map(
        (step) => `note: step ${step}: src/params.py is imported, but not among its deps; it is an input now`,
      ),
      'note: plots of the pipeline is not carried over: a WorkflowSpec has no such thing',
    ]);
    expect((await refit('validate', 'workflow.yaml')).stdout).to.contain('valid: 1 workflow, 0 errors, 0 warnings');
    expect((await plan()).steps.map(({ action }) => action)).to.deep.equal(['Run', 'Pending', 'Pending', 'Pending']);
    expect(await ran()).to.deep.equal(stages);
    expect(await project.git.git('status', '--porcelain')).to.equal('?? workflow.yaml');
    const at = (...names: string[]): string => project.git.file(...names);
    expect(await made()).to.deep.equal({
      ...contentOf(at('data', 'prepared'), 'prepare.prepared'),
      ...contentOf(at('data', 'features'), 'featurize.features'),
      ...contentOf(at('model.pkl'), 'train.model'),
      ...contentOf(at('eval'), 'evaluate.eval'),
      ...contentOf(at('eval', 'metrics.json'), 'evaluate.metrics'),
    });
    const { accuracy } = JSON.parse(readFileSync(at('eval', 'metrics.json'), 'utf8')) as { accuracy: number };
    expect((await lastSteps()).at(-1)?.metrics['metrics']?.['accuracy']).to.equal(String(accuracy));
  });

  const edit = (file: string, from: string, to: string): void => {
    const text = readFileSync(project.git.file(file), 'utf8');
    expect(text).to.contain(from);
    writeFileSync(project.git.file(file), text.replace(from, to));
  };

  it('runs what a key of params.yaml is for, and nothing for other keys, comments and formatting', async () => {
    edit('params.yaml', 'epochs: 8', 'epochs: 9');
    await push('More epochs');
    expect(await ran()).to.deep.equal(['train', 'evaluate']);
    const before = await runs();
    edit('params.yaml', 'title: Tickets', 'title: All tickets');
    await push('A key that nothing reads');
    expect((await plan()).affected).to.equal(false);
    edit('params.yaml', '# Shares and seeds of the split.\n', '\n# Of the split.\n');
    edit('params.yaml', '  split: 0.25\n  seed: 20170428', '    seed: 20170428   # a date\n    split: 0.250');
    await push('Another look');
    expect((await plan()).affected).to.equal(false);
    edit('data/data.csv.dvc', 'outs:', '# Tickets of the year.\nouts:');
    await push('A comment in the pointer');
    expect((await plan()).affected).to.equal(false);
    await refit('up', '-f', 'workflow.yaml', '--once');
    expect((await runs()).map(({ metadata }) => metadata.name)).to.deep.equal(
      before.map(({ metadata }) => metadata.name),
    );
  });

  it('runs everything on other data', async () => {
    await makeData('2');
    await project.dvc('push', '-q');
    await push('Tickets of the next year');
    expect(await ran()).to.deep.equal(stages);
    await project.dvc('repro', '-q');
    expect((await made())['train.model']).to.equal(contentOf(project.git.file('model.pkl'), '')['']);
  });

  it('waits for data that is not pushed, and goes on by itself', async () => {
    await makeData('3');
    await push('Pointer before data');
    const up = bench.start(['up', '-f', 'workflow.yaml'], { cwd: 'project' });
    const { md5 } = /md5: (?<md5>[0-9a-f]{32})/.exec(readFileSync(project.git.file('data/data.csv.dvc'), 'utf8'))
      ?.groups ?? { md5: 'none' };
    await eventually(async () => {
      if (up.child.exitCode !== null) throw new Error(up.output());
      const [prepare] = await lastSteps();
      expect(prepare?.message).to.contain('waits: ').and.contain('data/data.csv').and.contain(md5);
      expect(prepare?.state).to.equal('Pending');
    }, 60_000);
    await project.dvc('push', '-q');
    await eventually(async () => expect((await runs()).at(-1)?.status?.phase).to.equal('Succeeded'), 90_000);
    expect((await lastSteps()).map(({ state }) => state)).to.deep.equal(stages.map(() => 'Succeeded'));
    up.child.kill('SIGINT');
    await up.ended;
    await project.dvc('repro', '-q');
    expect((await made())['train.model']).to.equal(contentOf(project.git.file('model.pkl'), '')['']);
  });
});

/** sha256 of a file, or of all files below a folder, by name. */
function contentOf(path: string, name: string): Record<string, string> {
  if (!statSync(path).isDirectory()) return { [name]: createHash('sha256').update(readFileSync(path)).digest('hex') };
  return Object.assign(
    {},
    ...readdirSync(path).map((entry) => contentOf(join(path, entry), `${name}/${entry}`)),
  ) as Record<string, string>;
}
