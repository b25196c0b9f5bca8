import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { importSecret } from '../../controller/secrets/folder.ts';
import { eventually } from '../support/eventually.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { LocalPipeline, pipelineSpec, rows, trainWith, type WrittenSpec } from '../support/local-pipeline.ts';

const who = ['-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.com'];

interface WrittenSource {
  readonly name: string;
  readonly git: Readonly<Record<string, unknown>>;
}

describe('a source whose signatures are checked', () => {
  let pipeline: LocalPipeline;

  before(async () => {
    pipeline = await LocalPipeline.create({ spec: verified });
    for (const name of ['ada', 'eve']) {
      const comment = `${name}@example.com`;
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', comment, '-f', join(pipeline.folder, name)]);
    }
    await signed(pipeline.data, 'the first that counts', 'ada');
    await pipeline.start();
    await importSecret(join(pipeline.state, 'secrets'), 'keys', keyFile('ada'));
    await pipeline.apply();
    await pipeline.settled();
    pipeline.ran();
  });

  after(() => pipeline.remove());

  function verified(of: LocalPipeline): WrittenSpec {
    const spec = pipelineSpec(of) as { readonly sources: readonly WrittenSource[] };
    const verify = { mode: 'Range', secretRef: { name: 'keys' } };
    const sources = spec.sources.map((source) =>
      source.name === 'data' ? { ...source, git: { ...source.git, verify } } : source,
    );
    return { ...spec, sources };
  }

  /** A public key, which as a secret is a key of its name. */
  function keyFile(name: string): string {
    return join(pipeline.folder, `${name}.pub`);
  }

  /** Commits what was written, signed by a key. */
  async function signed(repository: TestRepository, message: string, key: string): Promise<void> {
    const sign = ['-c', 'gpg.format=ssh', '-c', `user.signingkey=${join(pipeline.folder, key)}`];
    await repository.git('add', '-A');
    await repository.git(...who, ...sign, 'commit', '-q', '--allow-empty', '-S', '-m', message);
  }

  /** What the status says of the data source. */
  async function told(): Promise<string | undefined> {
    const source = (await pipeline.workflow()).status?.sources?.find(({ name }) => name === 'data');
    return source?.reason;
  }

  it('is trusted when the keys are those of the secret, and tells whose', async () => {
    expect(await pipeline.condition('SourceVerified')).to.include({ status: 'True', reason: 'SourceTrusted' });
    const source = (await pipeline.workflow()).status?.sources?.find(({ name }) => name === 'data');
    expect(source?.verified?.commit).to.equal(await pipeline.data.head());
    expect(source?.verified?.by).to.match(/^ssh:SHA256:\S+ .*ada@example\.com/);
  });

  it('makes no run of a commit that nobody signed, names it, and goes on serving', async () => {
    const before = await pipeline.served();
    const commit = await pipeline.push(pipeline.data, 'unsigned', { 'batches/2.csv': rows(5, 10) });
    const condition = await pipeline.becomes('SourceVerified', 'False', 'SourceUntrusted');
    expect(condition.message).to.contain(commit).and.to.contain('Unsigned');
    expect(await pipeline.condition('Ready')).to.include({ status: 'False', reason: 'SourceUntrusted' });
    expect(await told()).to.equal('SourceUntrusted');
    expect(pipeline.ran()).to.deep.equal([]);
    expect(await pipeline.served()).to.deep.equal(before);
  });

  it('does not forget it when a signed one comes on top', async () => {
    await signed(pipeline.data, 'on top', 'ada');
    await eventually(async () => {
      const { status } = await pipeline.workflow();
      expect(status?.sources?.find(({ name }) => name === 'data')?.message).to.contain('Unsigned');
    });
    expect(pipeline.ran()).to.deep.equal([]);
  });

  it('takes the same content when every commit of it is signed, also by a key that was added since', async () => {
    await pipeline.data.git('reset', '-q', '--soft', 'HEAD~2');
    await signed(pipeline.data, 'the same, signed by another', 'eve');
    await eventually(async () => {
      expect((await pipeline.condition('SourceVerified'))?.message).to.contain('UnknownKey');
    });
    await importSecret(join(pipeline.state, 'secrets'), 'keys', keyFile('eve'));
    await pipeline.becomes('SourceVerified', 'True', 'SourceTrusted');
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal(['prepare', 'train', 'evaluate']);
    expect(await told()).to.equal(undefined);
  });

  it('has no say over the other sources', async () => {
    await pipeline.push(pipeline.code, 'unsigned code', { 'train.sh': trainWith(1) });
    await pipeline.settled();
    expect(pipeline.ran()).to.deep.equal(['train', 'evaluate']);
  });
});
