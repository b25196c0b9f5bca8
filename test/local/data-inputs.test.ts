import { expect } from 'chai';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentDigestOfSorted } from '../../controller/core/content-digest.ts';
import { keysIdentity } from '../../controller/core/parameter-files/parameter-file.ts';
import { executionName } from '../../controller/core/naming.ts';
import type { ExecutionInput, ExecutionState } from '../../controller/engines/engine.ts';
import type { ReferenceManifest } from '../../controller/data/reference.ts';
import { Delivery } from '../support/data/delivery.ts';
import { LfsServer } from '../support/data/lfs-server.ts';
import { temporaryFolder } from '../support/folder.ts';
import { TestRepository } from '../support/git-repository.ts';
import { PodRoot, podRequest } from '../support/pod-root.ts';
import { readFailure } from '../../controller/pod/termination.ts';
import { TestEngine } from '../support/process-engine.ts';

/** A pointer as git-lfs writes it. */
function pointer(oid: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`;
}

type Git = Extract<ExecutionInput['from'], { kind: 'Git' }>;

describe('inputs with data, as steps get them', function () {
  this.timeout(120_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let lfs: LfsServer;
  let delivery: Delivery;
  let repository: TestRepository;
  let oid: string;

  beforeEach(async () => {
    folder = temporaryFolder();
    lfs = await LfsServer.start();
    delivery = new Delivery(join(folder.path, 'delivery'));
    oid = lfs.add('the corpus');
    mkdirSync(join(folder.path, 'git'));
  });

  afterEach(async () => {
    delivery.close();
    await lfs.stop();
    folder.remove();
  });

  async function repositoryAt(path: string): Promise<{ url: string; commit: string }> {
    repository = await TestRepository.create(path, { bare: true });
    repository.write('.gitattributes', '*.bin filter=lfs diff=lfs merge=lfs -text\n');
    repository.write('data/corpus.bin', pointer(oid, 10)).write('data/labels.csv', 'a,b\n');
    repository.write('params.yaml', '# comment\ntrain:\n  rate: 0.1\nserve: {port: 1}\n');
    return { url: path, commit: await repository.commit('data') };
  }

  async function input(
    source: { url: string; commit: string },
    over: Partial<ExecutionInput>,
    more: Partial<Git> = {},
  ): Promise<ExecutionInput> {
    const access = { lfs: { url: lfs.url } };
    const { paths, digest } = await delivery.request(source, ['data'], access);
    const from = { kind: 'Git', ...source, paths, ...access, ...more } as const;
    return { name: 'corpus', path: 'data', mode: 'Mount', digest, from, ...over };
  }

  describe('on this machine', () => {
    let engine: TestEngine;
    beforeEach(() => {
      engine = new TestEngine();
    });
    afterEach(() => engine.close());

    const outputs = [{ name: 'out', kind: 'data', path: 'out' }] as const;

    it('are real files, shared or private, and fetched once', async () => {
      const source = await repositoryAt(join(folder.path, 'data.git'));
      for (const mode of ['Mount', 'Copy', 'Copy'] as const) {
        const request = engine.request('cat data/data/corpus.bin data/data/labels.csv > out', {
          inputs: [await input(source, { mode })],
          outputs,
        });
        const state = await engine.run(request);
        expect(state.phase, state.message).to.equal('Succeeded');
        expect(await engine.read(state, 'out')).to.equal('the corpusa,b\n');
      }
      expect(lfs.downloads()).to.have.length(1);
    });

    it('that are not there yet end the attempt for a reason that is waited for', async () => {
      const source = await repositoryAt(join(folder.path, 'data.git'));
      lfs.objects.delete(oid);
      const request = engine.request('cat data/data/corpus.bin > out', { inputs: [await input(source, {})], outputs });
      const early: ExecutionState = await engine.run(request);
      expect(early).to.include({ phase: 'Infrastructure', reason: 'DataNotAvailable' });
      expect(early.message).to.contain('data/corpus.bin').and.contain(oid);
      await engine.engine.remove(executionName(request.key));
      lfs.add('the corpus');
      const state = await engine.run(request);
      expect(state.phase, state.message).to.equal('Succeeded');
    });

    it('of mode Reference are told, and nothing is fetched', async () => {
      const source = await repositoryAt(join(folder.path, 'data.git'));
      const reference = await input(source, { mode: 'Reference', path: '' });
      const script =
        'echo "$REFIT_INPUT_CORPUS_URI" > out; cat "$REFIT_INPUT_CORPUS_MANIFEST" >> out; test -z "$REFIT_INPUT_CORPUS"; ls -A';
      const request = engine.request(script, { inputs: [reference], outputs });
      const state = await engine.run(request);
      expect(state.phase, state.message).to.equal('Succeeded');
      const [uri, text = ''] = (await engine.read(state, 'out')).split('\n');
      expect(uri).to.equal(`git+file://${source.url}@${source.commit}`);
      const manifest = JSON.parse(text) as ReferenceManifest;
      expect(manifest).to.include({ version: 1, source: source.url, commit: source.commit, lfs: lfs.url });
      expect(manifest.entries.map(({ path, identity, size }) => [path, identity.slice(0, 8), size])).to.deep.equal([
        ['data/corpus.bin', `lfs:${oid.slice(0, 4)}`, 10],
        ['data/labels.csv', manifest.entries[1]?.identity.slice(0, 8), undefined],
      ]);
      expect(lfs.requests).to.deep.equal([]);
    });

    it('with keys are one file reduced to them', async () => {
      const source = await repositoryAt(join(folder.path, 'data.git'));
      const text = '# comment\ntrain:\n  rate: 0.1\nserve: {port: 1}\n';
      const entry = (await delivery.request(source, ['params.yaml'])).paths;
      const keys = ['train.rate'];
      const identity = keysIdentity('params.yaml', Buffer.from(text), keys);
      const digest = contentDigestOfSorted([{ path: 'params.yaml', mode: '100644', oid: '', identity }]);
      const from = { kind: 'Git', ...source, paths: entry, keys } as const;
      const inputs = [{ name: 'code', path: '.', mode: 'Copy', digest, from }] as const;
      const state = await engine.run(engine.request('cat params.yaml > out', { inputs, outputs }));
      expect(state.phase, state.message).to.equal('Succeeded');
      expect(await engine.read(state, 'out'))
        .to.contain('rate: 0.1')
        .and.not.contain('port')
        .and.not.contain('comment');
    });
  });

  describe('in a pod', () => {
    let pod: PodRoot;
    beforeEach(async () => {
      pod = await PodRoot.create();
    });
    afterEach(() => pod.close());

    async function podSource(): Promise<{ url: string; commit: string }> {
      const { commit } = await repositoryAt(join(pod.folder, 'git', 'data.git'));
      return { url: pod.git.url('data.git'), commit };
    }

    it('are fetched with the Secrets that are mounted, moved into place, and nothing is left of the way', async () => {
      const source = await podSource();
      lfs.user = { name: 'ada', password: 'word' };
      const secret = join(pod.root, 'secrets', 'store');
      mkdirSync(secret, { recursive: true });
      writeFileSync(join(secret, 'username'), 'ada');
      writeFileSync(join(secret, 'password'), 'word');
      const one = await input(source, {}, { lfs: { url: lfs.url, secret: 'store' } });
      const two = { ...one, name: 'again', path: 'again', mode: 'Copy' } as const;
      const end = await pod.run('fetch', podRequest({ inputs: [one, two] }));
      expect(end, end.stderr).to.include({ code: 0, message: '' });
      const at = (path: string): string => pod.execution('workspace', 'work_dir', path);
      expect(readFileSync(at('data/data/corpus.bin'), 'utf8')).to.equal('the corpus');
      expect(statSync(at('data/data/corpus.bin')).mode & 0o777).to.equal(0o444);
      expect(statSync(at('again/data/corpus.bin')).mode & 0o777).to.equal(0o644);
      expect(statSync(at('again/data/corpus.bin')).nlink).to.equal(1);
      expect(readdirSync(pod.execution())).to.deep.equal(['workspace']);
    });

    it('are fetched once where there is a claim for them, and steps get copies', async () => {
      pod.fetching = { ...pod.fetching, dataBudget: 1_000_000 };
      mkdirSync(join(pod.root, 'data-cache'));
      const inputs = [await input(await podSource(), { mode: 'Copy' })];
      for (const time of ['first', 'second']) {
        rmSync(pod.execution(), { recursive: true, force: true });
        const end = await pod.run('fetch', podRequest({ inputs }));
        expect(end.code, `${time}: ${end.stderr}`).to.equal(0);
        const file = pod.execution('workspace', 'work_dir', 'data/data/corpus.bin');
        expect(readFileSync(file, 'utf8')).to.equal('the corpus');
        writeFileSync(file, 'changed by the step');
      }
      expect(lfs.downloads()).to.have.length(1);
    });

    it('that are not there yet say so in the termination message', async () => {
      const source = await podSource();
      const inputs = [await input(source, {})];
      lfs.objects.clear();
      const end = await pod.run('fetch', podRequest({ inputs }));
      expect(readFailure(end.message)).to.include({ phase: 'Infrastructure', reason: 'DataNotAvailable' });
      expect(readFailure(end.message)?.message).to.contain('data/corpus.bin');
    });

    it('of mode Reference leave a manifest that the step finds', async () => {
      const source = await podSource();
      const inputs = [await input(source, { mode: 'Reference', path: '' })];
      const end = await pod.run('fetch', podRequest({ inputs }));
      expect(end.code, end.stderr).to.equal(0);
      const manifest = JSON.parse(
        readFileSync(pod.execution('references', 'corpus.json'), 'utf8'),
      ) as ReferenceManifest;
      expect(manifest.uri).to.equal(`git+${source.url}@${source.commit}`);
      expect(statSync(pod.execution('references', 'corpus.json')).mode & 0o777).to.equal(0o444);
      expect(existsSync(pod.execution('workspace', 'work_dir', 'data'))).to.equal(false);
      rmSync(pod.execution('references'), { recursive: true });
      const { command: _none, ...capture } = podRequest({ inputs });
      expect(readFailure((await pod.run('fetch', capture)).message)).to.include({
        phase: 'Failed',
        reason: 'SpecInvalid',
      });
    });
  });
});
