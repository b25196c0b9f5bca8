import { expect } from 'chai';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ExecutionRequest } from '../../../controller/engines/engine.ts';
import { readManifest } from '../../../controller/pod/manifest.ts';
import type { Manifest } from '../../../controller/pod/manifest.ts';
import { readFailure, readPublished } from '../../../controller/pod/termination.ts';
import { TestRepository } from '../../support/git-repository.ts';
import { PodRoot, podRequest } from '../../support/pod-root.ts';

describe('the programs of a step pod', () => {
  let pod: PodRoot;
  let source: { url: string; commit: string };

  before(async () => {
    pod = await PodRoot.create();
    const repository = await TestRepository.create(join(pod.folder, 'git', 'code.git'), { bare: true });
    repository.write('old.txt', 'old').write('train.py', 'print(1)');
    await repository.commit('first');
    repository.write('train.py', 'print(2)').write('run.sh', '#!/bin/sh\n', { mode: '100755' });
    repository.write('data/a.csv', 'a').write('data/b.csv', 'b').write('data/notes.md', 'notes');
    source = { url: pod.git.url('code.git'), commit: await repository.commit('second') };
  });
  beforeEach(() => {
    pod.git.requests.length = 0;
    pod.git.fault = () => undefined;
    pod.clear();
  });
  after(() => pod.close());

  /** Code in the working directory, data beside it, read-only. */
  async function request(over: Partial<ExecutionRequest> = {}): Promise<ExecutionRequest> {
    const inputs = [
      await pod.gitInput(source, { name: 'code', paths: ['train.py', 'run.sh'] }),
      await pod.gitInput(source, { name: 'data', paths: ['data', '!**/*.md'] }),
    ];
    pod.git.requests.length = 0;
    const outputs = [
      { name: 'model', kind: 'model', path: 'models/model.bin' },
      { name: 'report', kind: 'metrics' },
    ] as const;
    return podRequest({ inputs, outputs, ...over });
  }

  async function manifestOf(message: string, wanted: ExecutionRequest): Promise<Manifest> {
    const published = readPublished(message);
    const chunks: Buffer[] = [];
    for await (const chunk of await pod.artifacts.read(published?.manifest ?? ''))
      chunks.push(Buffer.from(chunk as Buffer));
    const text = Buffer.concat(chunks).toString('utf8');
    expect(Buffer.byteLength(text)).to.equal(published?.size);
    const manifest = readManifest(text, wanted.outputs);
    if (typeof manifest === 'string') throw new Error(manifest);
    return manifest;
  }

  it('lays out what the step sees and nothing else, from one commit', async () => {
    const end = await pod.run('fetch', await request());
    expect(end).to.deep.equal({ code: 0, message: '', stdout: '', stderr: '' });
    const work = pod.execution('workspace', 'work_dir');
    expect(readFileSync(join(work, 'train.py'), 'utf8')).to.equal('print(2)');
    expect(lstatSync(join(work, 'run.sh')).mode & 0o777).to.equal(0o755);
    expect(existsSync(join(work, 'old.txt'))).to.equal(false);
    const data = pod.execution('workspace', 'data', 'data');
    expect(existsSync(join(data, 'notes.md'))).to.equal(false);
    expect(lstatSync(join(data, 'a.csv')).mode & 0o222).to.equal(0);
    expect(lstatSync(data).mode & 0o222).to.equal(0);
    expect(lstatSync(work).mode & 0o200).to.equal(0o200);
    expect(lstatSync(pod.execution('outputs')).isDirectory()).to.equal(true);
    expect(lstatSync(join(work, 'models')).isDirectory()).to.equal(true);
    expect(existsSync(join(pod.root, 'own', 'mirrors'))).to.equal(false);
    const fetches = pod.git.requests.filter(({ body }) => body.includes('command=fetch'));
    expect(fetches[0]?.body).to.contain('deepen 1').and.contain('filter blob:none');
  });

  it('publishes outputs by digest, metrics flattened, and says only where', async () => {
    const wanted = await request();
    await pod.run('fetch', wanted);
    writeFileSync(pod.execution('workspace', 'work_dir', 'models', 'model.bin'), 'weights');
    writeFileSync(pod.execution('outputs', 'report'), '{"val": {"acc": 0.910}, "lr": NaN}');
    const end = await pod.run('publish', wanted);
    expect(end).to.include({ code: 0, stdout: '', stderr: '' });
    const { outputs, metrics } = await manifestOf(end.message, wanted);
    expect(outputs.map(({ name, kind, size }) => [name, kind, size])).to.deep.equal([
      ['model', 'model', 7],
      ['report', 'metrics', 34],
    ]);
    expect(metrics).to.deep.equal({ report: { 'val.acc': '0.910', lr: 'NaN' } });
    expect(await pod.artifacts.stat(outputs[0]?.digest ?? '')).to.include({ kind: 'File', size: 7 });
  });

  it('feeds an artifact to the next step, a directory too', async () => {
    mkdirSync(join(pod.folder, 'made', 'sub'), { recursive: true });
    writeFileSync(join(pod.folder, 'made', 'sub', 'x'), 'x');
    const { digest } = await pod.artifacts.publish(join(pod.folder, 'made'));
    const from = { kind: 'Artifact' } as const;
    const wanted = podRequest({ inputs: [{ name: 'set', path: 'data/set', mode: 'Mount', digest, from }] });
    expect((await pod.run('fetch', wanted)).code).to.equal(0);
    const file = pod.execution('workspace', 'work_dir', 'data', 'set', 'sub', 'x');
    expect(readFileSync(file, 'utf8')).to.equal('x');
    expect(lstatSync(file).mode & 0o222).to.equal(0);
    const missing = podRequest({
      inputs: [{ name: 'set', path: 'set', mode: 'Copy', digest: `sha256:${'0'.repeat(64)}`, from }],
    });
    const end = await pod.run('fetch', missing);
    expect(readFailure(end.message)).to.include({ phase: 'Infrastructure', reason: 'ArtifactMissing' });
    expect(end.code).to.equal(1);
  });

  it('refuses another content than was decided, a path that selects nothing, a commit that is gone', async () => {
    const wanted = await request();
    const change = (over: object): ExecutionRequest => ({
      ...wanted,
      inputs: wanted.inputs.map((input) => ({ ...input, ...over })),
    });
    const mismatch = await pod.run('fetch', change({ digest: `sha256:${'1'.repeat(64)}` }));
    expect(readFailure(mismatch.message)).to.include({ phase: 'Infrastructure', reason: 'InputMismatch' });
    pod.clear();
    const nothing = await pod.run('fetch', change({ from: { kind: 'Git', ...source, paths: ['nowhere'] } }));
    expect(readFailure(nothing.message)).to.include({ phase: 'Failed', reason: 'InputNotFound' });
    pod.clear();
    const gone = { kind: 'Git', url: source.url, commit: 'f'.repeat(40), paths: [] };
    const revision = await pod.run('fetch', change({ from: gone }));
    expect(readFailure(revision.message)).to.include({ phase: 'Infrastructure', reason: 'RevisionGone' });
  });

  it('tries again when the git host is away for a moment', async () => {
    const wanted = await request();
    let faults = 2;
    pod.git.fault = () => (faults-- > 0 ? { kind: 'status', status: 503 } : undefined);
    expect(await pod.run('fetch', wanted)).to.include({ code: 0, message: '' });
    expect(faults).to.be.lessThan(0);
  });

  it('begins anew when its container is started again', async () => {
    const wanted = await request();
    await pod.run('fetch', wanted);
    writeFileSync(pod.execution('workspace', 'work_dir', 'left.txt'), 'left');
    expect((await pod.run('fetch', wanted)).code).to.equal(0);
    expect(existsSync(pod.execution('workspace', 'work_dir', 'left.txt'))).to.equal(false);
  });

  it('names what a step wrote instead of its output', async () => {
    const wanted = await request();
    await pod.run('fetch', wanted);
    writeFileSync(pod.execution('workspace', 'work_dir', 'models', 'model.pkl'), 'weights');
    const failure = readFailure((await pod.run('publish', wanted)).message);
    expect(failure).to.include({ phase: 'Failed', reason: 'OutputMissing' });
    expect(failure?.message).to.contain('models/model.bin').and.contain('model.pkl');
  });

  it('does not take a file that came with an input for an output', async () => {
    const wanted = await request({ outputs: [{ name: 'script', kind: 'data', path: 'train.py' }] });
    expect((await pod.run('fetch', wanted)).code).to.equal(0);
    const failure = readFailure((await pod.run('publish', wanted)).message);
    expect(failure).to.include({ phase: 'Failed', reason: 'OutputMissing' });
  });

  for (const [what, folder] of [
    ['the folder of outputs', 'outputs'],
    ['the workspace', 'workspace'],
  ] as const) {
    it(`does not follow a link that a step put in place of ${what}`, async () => {
      const wanted = await request({
        outputs: [{ name: 'token', kind: 'data', ...(folder === 'outputs' ? {} : { path: '../token' }) }],
      });
      await pod.run('fetch', wanted);
      chmodSync(pod.execution(folder), 0o755);
      renameSync(pod.execution(folder), pod.execution('aside'));
      symlinkSync(join(pod.root, 'artifacts'), pod.execution(folder));
      const failure = readFailure((await pod.run('publish', wanted)).message);
      expect(failure).to.include({ phase: 'Failed', reason: 'OutputInvalid' });
      rmSync(pod.execution(folder));
    });
  }

  it('captures inputs as outputs of the same names, and the lock files', async () => {
    const { command: _none, ...base } = await request({ outputs: [] });
    const input = await pod.gitInput(source, { name: 'lock', paths: ['run.sh'] });
    if (input.from.kind !== 'Git') throw new Error('no git input');
    const { url, commit, paths } = input.from;
    const capture = { ...base, environment: { name: 'py', lock: { digest: input.digest, url, commit, paths } } };
    expect((await pod.run('fetch', capture)).code).to.equal(0);
    const end = await pod.run('publish', capture);
    const expected = ['code', 'data', 'environment'].map((name) => ({ name, kind: 'data' as const }));
    const { outputs } = await manifestOf(end.message, { ...base, outputs: expected });
    expect(outputs.map(({ name }) => name)).to.deep.equal(['code', 'data', 'environment']);
    const listed = await pod.artifacts.list(outputs[1]?.digest ?? '');
    expect(listed.map(({ path }) => path)).to.deep.equal(['data/a.csv', 'data/b.csv']);
  });
});
