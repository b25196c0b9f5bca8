import { expect } from 'chai';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { AttemptRecord } from '../../controller/artifacts/artifacts.ts';
import { openFolderArtifacts } from '../../controller/artifacts/folder.ts';
import type { FolderArtifacts } from '../../controller/artifacts/folder.ts';
import { sha256Hex } from '../../controller/core/hash.ts';
import { temporaryFolder } from '../support/folder.ts';

const fingerprint = `sha256:${'0f'.repeat(32)}`;

function record(attempt: number, message = ''): AttemptRecord {
  return {
    fingerprint,
    attempt,
    outcome: 'Succeeded',
    reason: 'Succeeded',
    message,
    finishedAt: '2026-01-01T00:00:00Z',
    seconds: 1,
    outputs: [],
    metrics: {},
    execution: { workflow: 'w', step: 's', subject: 'candidate', name: 'x' },
  };
}

describe('artifact folder', () => {
  let folder: string;
  let artifacts: FolderArtifacts;
  let remove: () => void;
  beforeEach(() => {
    const made = temporaryFolder();
    [folder, remove] = [made.path, () => made.remove()];
    artifacts = openFolderArtifacts({ folder: join(folder, 'artifacts') });
  });
  afterEach(() => remove());

  const objectOf = (digest: string): string =>
    join(folder, 'artifacts/objects/sha256', digest.slice(7, 9), digest.slice(7));
  const failure = (action: Promise<unknown>): Promise<unknown> =>
    action.then(
      () => undefined,
      (error: unknown) => error,
    );

  async function text(digest: string): Promise<string> {
    const chunks: Buffer[] = [];
    const stream: AsyncIterable<Buffer> = await artifacts.read(digest);
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  it('stores bytes by their sha256, read-only, once', async () => {
    const stored = await artifacts.write(Buffer.from('model'));
    expect(stored).to.deep.equal({ digest: sha256Hex('model'), kind: 'File', size: 5 });
    expect(await artifacts.write(Readable.from([Buffer.from('mo'), Buffer.from('del')]))).to.deep.equal(stored);
    expect(await artifacts.stat(stored.digest)).to.deep.equal(stored);
    expect(await text(stored.digest)).to.equal('model');
    expect(statSync(objectOf(stored.digest)).mode & 0o777).to.equal(0o444);
    expect(readdirSync(join(folder, 'artifacts/tmp'))).to.deep.equal([]);
  });

  it('answers undefined and ArtifactMissing for what is not there', async () => {
    const digest = sha256Hex('never');
    expect(await artifacts.stat(digest)).to.equal(undefined);
    expect(await artifacts.verify(digest)).to.equal(false);
    expect(await failure(artifacts.read(digest))).to.have.property('reason', 'ArtifactMissing');
    expect(await failure(artifacts.list(digest))).to.have.property('reason', 'ArtifactMissing');
    expect(await failure(artifacts.checkout(digest, join(folder, 'x'), 'Copy'))).to.have.property(
      'reason',
      'ArtifactMissing',
    );
  });

  it('sets a truncated artifact aside, and lets it be stored again', async () => {
    const { digest } = await artifacts.write(Buffer.from('weights'));
    chmodSync(objectOf(digest), 0o644);
    writeFileSync(objectOf(digest), 'weig');
    expect(await artifacts.stat(digest)).to.equal(undefined);
    expect(readdirSync(join(folder, 'artifacts/quarantine'))).to.have.length(1);
    await artifacts.write(Buffer.from('weights'));
    expect(await text(digest)).to.equal('weights');
  });

  it('finds changed bytes by verify, scrub and checkout, and never hands them out', async () => {
    const digests = await Promise.all(
      ['one', 'two', 'six'].map(async (content) => (await artifacts.write(Buffer.from(content))).digest),
    );
    for (const digest of digests) {
      chmodSync(objectOf(digest), 0o644);
      writeFileSync(objectOf(digest), 'bad');
    }
    expect(await artifacts.verify(digests[0] ?? '')).to.equal(false);
    const target = join(folder, 'copy');
    expect(await failure(artifacts.checkout(digests[1] ?? '', target, 'Copy'))).to.have.property(
      'reason',
      'ArtifactCorrupted',
    );
    expect(statSync(target, { throwIfNoEntry: false })).to.equal(undefined);
    expect((await artifacts.scrub({ bytesPerSecond: 1e9 })).corrupted).to.deep.equal([digests[2]]);
    for (const digest of digests) expect(await artifacts.stat(digest)).to.equal(undefined);
  });

  it('finds a directory whose file or manifest is damaged', async () => {
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out/a'), 'aaaa');
    writeFileSync(join(folder, 'out/b'), 'bbbb');
    const { digest } = await artifacts.publish(join(folder, 'out'));
    rmSync(objectOf(sha256Hex('bbbb')));
    expect(await artifacts.stat(digest)).to.equal(undefined);
    expect(await artifacts.publish(join(folder, 'out'))).to.deep.equal(await artifacts.stat(digest));
    const manifest = join(folder, 'artifacts/trees', digest.slice(7, 9), digest.slice(7));
    chmodSync(manifest, 0o644);
    writeFileSync(manifest, 'refit-tree-v1\0');
    expect(await artifacts.stat(digest)).to.equal(undefined);
    await artifacts.publish(join(folder, 'out'));
    expect(await artifacts.verify(digest)).to.equal(true);
  });

  it('scrubs at a bounded speed and stops when told', async () => {
    for (let i = 0; i < 5; i++) await artifacts.write(Buffer.alloc(100, i));
    expect(await artifacts.scrub({ bytesPerSecond: 1e9 })).to.deep.equal({ checked: 5, bytes: 500, corrupted: [] });
    const report = await artifacts.scrub({ bytesPerSecond: 1, signal: AbortSignal.timeout(50) });
    expect(report.checked).to.be.lessThan(5);
  });

  it('records an attempt once, in order, and keeps the first', async () => {
    expect(await artifacts.attempts('ml', fingerprint)).to.deep.equal([]);
    expect(await artifacts.record('ml', record(10))).to.equal(true);
    expect(await artifacts.record('ml', record(2, 'first'))).to.equal(true);
    expect(await artifacts.record('ml', record(2, 'second'))).to.equal(false);
    const attempts = await artifacts.attempts('ml', fingerprint);
    expect(attempts.map(({ attempt, message }) => [attempt, message])).to.deep.equal([
      [2, 'first'],
      [10, ''],
    ]);
    expect(await artifacts.attempts('other', fingerprint)).to.deep.equal([]);
    const races = await Promise.all(
      Array.from({ length: 20 }, (_, index) => artifacts.record('ml', record(11, String(index)))),
    );
    expect(races.filter(Boolean)).to.have.length(1);
  });

  it('keeps notes, create-only, and refuses keys that are paths elsewhere', async () => {
    expect(await artifacts.readNote('ml', 'gates/a')).to.equal(undefined);
    expect(await artifacts.writeNote('ml', 'gates/a', { ok: true })).to.equal(true);
    expect(await artifacts.writeNote('ml', 'gates/a', { ok: false })).to.equal(false);
    expect(await artifacts.writeNote('ml', 'gates', 1)).to.equal(true);
    expect(await artifacts.writeNote('ml', 'gates/a/b', 2)).to.equal(true);
    expect(await artifacts.readNote('ml', 'gates/a')).to.deep.equal({ ok: true });
    for (const key of ['../x', 'a/../../x', '/x', '', 'a//b', 'A', '..']) {
      expect(await failure(artifacts.writeNote('ml', key, 1)), key).to.be.instanceOf(Error);
    }
    expect(await failure(artifacts.attempts('../x', fingerprint))).to.be.instanceOf(Error);
    expect(await failure(artifacts.stat('sha256:../../x'))).to.be.instanceOf(Error);
  });

  it('never takes a fault for "not there"', async () => {
    await artifacts.record('ml', record(1));
    const path = join(folder, 'artifacts/attempts/ml', fingerprint.slice(7), '1.json');
    const good = readFileSync(path);
    rmSync(path);
    mkdirSync(path);
    expect(await failure(artifacts.attempts('ml', fingerprint))).to.have.property('reason', 'ArtifactStoreUnavailable');
    rmSync(path, { recursive: true });
    writeFileSync(path, good.subarray(0, 20));
    expect(await failure(artifacts.attempts('ml', fingerprint))).to.have.property('reason', 'ArtifactStoreUnavailable');
    // A disk that is not mounted any more.
    renameSync(join(folder, 'artifacts'), join(folder, 'gone'));
    const actions = [
      () => artifacts.stat(fingerprint),
      () => artifacts.attempts('ml', fingerprint),
      () => artifacts.readNote('ml', 'a'),
      () => artifacts.write(Buffer.from('x')),
    ];
    for (const action of actions) {
      expect(await failure(action())).to.have.property('reason', 'ArtifactStoreUnavailable');
    }
  });
});
