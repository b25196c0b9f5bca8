import { expect } from 'chai';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ArtifactEntry, Artifacts, ArtifactStat, AttemptRecord } from '../../controller/artifacts/artifacts.ts';
import { RefitError } from '../../controller/core/errors.ts';
import { sha256Hex } from '../../controller/core/hash.ts';
import { treeDigest } from '../../controller/core/tree-digest.ts';
import { temporaryFolder } from '../support/folder.ts';

/** What the programs of a pod have of a store. */
export interface PodSide extends Artifacts {
  publish(path: string): Promise<ArtifactStat>;
  checkout(digest: string, target: string, mode: 'Copy' | 'Mount'): Promise<void>;
}

/** A store of namespace `ml`, empty, as a pod and as the controller see it. */
export interface ArtifactWorld {
  readonly pod: PodSide;
  readonly controller: Artifacts;
  /** Changes the stored bytes of a file's content, past the store; undefined: removes them. */
  damage(sha256: string, bytes: string | undefined): Promise<void> | void;
  close(): Promise<void> | void;
}

const fingerprint = `sha256:${'0f'.repeat(32)}`;

export function attemptRecord(attempt: number, message = ''): AttemptRecord {
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

/** The reason an action fails with; fails itself if it does not, or with another error. */
export async function reasonOf(action: Promise<unknown>): Promise<string> {
  try {
    await action;
  } catch (error: unknown) {
    if (error instanceof RefitError) return error.reason;
    throw error;
  }
  throw new Error('it did not fail');
}

export async function textOf(artifacts: Artifacts, digest: string): Promise<string> {
  const chunks: Buffer[] = [];
  const stream: AsyncIterable<Buffer> = await artifacts.read(digest);
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** What every store behind the artifact port must do. */
export function describeArtifacts(name: string, open: () => Promise<ArtifactWorld>): void {
  describe(`artifacts: ${name}`, function () {
    this.timeout(120_000);
    let world: ArtifactWorld;
    let folder: string;
    let remove: () => void;
    beforeEach(async () => {
      const made = temporaryFolder();
      [folder, remove] = [made.path, () => made.remove()];
      world = await open();
    });
    afterEach(async () => {
      await world.close();
      remove();
    });

    function output(): string {
      const path = join(folder, 'out');
      mkdirSync(join(path, 'd/empty'), { recursive: true });
      writeFileSync(join(path, 'd/a'), 'A');
      writeFileSync(join(path, 'd/same'), 'A');
      writeFileSync(join(path, 'nothing'), '');
      writeFileSync(join(path, 'run'), 'R', { mode: 0o755 });
      symlinkSync('d/a', join(path, 'link'));
      symlinkSync('../run', join(path, 'd/up'));
      writeFileSync(Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0xff, 0x20])]), 'latin');
      return path;
    }

    const hash = (text: string): string => sha256Hex(text).slice(7);

    it('keeps bytes by their sha256, empty ones too, from memory and from streams', async () => {
      const stored = await world.pod.write(Buffer.from('model'));
      expect(stored).to.deep.equal({ digest: sha256Hex('model'), kind: 'File', size: 5 });
      expect(await world.controller.write(Readable.from([Buffer.from('mo'), Buffer.from('del')]))).to.deep.equal(
        stored,
      );
      expect(await world.controller.stat(stored.digest)).to.deep.equal(stored);
      expect(await textOf(world.controller, stored.digest)).to.equal('model');
      const empty = await world.pod.write(Buffer.alloc(0));
      expect(await world.controller.stat(empty.digest)).to.deep.equal(empty);
      expect(await textOf(world.controller, empty.digest)).to.equal('');
      const large = Buffer.alloc(5 * 1024 * 1024, 'x');
      const streamed = await world.pod.write(Readable.from([large, large]));
      expect(streamed.size).to.equal(2 * large.length);
      expect(await world.controller.verify(streamed.digest)).to.equal(true);
    });

    it('answers undefined, false and ArtifactMissing for what is not there', async () => {
      const digest = sha256Hex('never');
      expect(await world.pod.stat(digest)).to.equal(undefined);
      expect(await world.pod.verify(digest)).to.equal(false);
      expect(await reasonOf(world.pod.read(digest))).to.equal('ArtifactMissing');
      expect(await reasonOf(world.pod.list(digest))).to.equal('ArtifactMissing');
      expect(await reasonOf(world.pod.checkout(digest, join(folder, 'x'), 'Copy'))).to.equal('ArtifactMissing');
      expect(readdirSync(folder)).to.deep.equal([]);
      expect(await reasonOf(world.pod.stat('sha256:../../x'))).to.equal('InternalError');
    });

    it('gives a directory the digest of the design, on every transport', async () => {
      const published = await world.pod.publish(output());
      expect(published).to.deep.equal({
        digest: treeDigest([
          { path: '\xff ', mode: '100644', sha256: hash('latin') },
          { path: 'd/a', mode: '100644', sha256: hash('A') },
          { path: 'd/same', mode: '100644', sha256: hash('A') },
          { path: 'd/up', mode: '120000', sha256: hash('../run') },
          { path: 'link', mode: '120000', sha256: hash('d/a') },
          { path: 'nothing', mode: '100644', sha256: hash('') },
          { path: 'run', mode: '100755', sha256: hash('R') },
        ]),
        kind: 'Directory',
        size: 1 + 1 + 6 + 3 + 0 + 1 + 5,
      });
      expect(await world.pod.publish(join(folder, 'out'))).to.deep.equal(published);
      // Asked twice: what was seen once is looked for another way.
      for (let times = 0; times < 2; times++)
        expect(await world.controller.stat(published.digest)).to.deep.equal(published);
      const entries: readonly ArtifactEntry[] = await world.controller.list(published.digest);
      expect(entries.map(({ path, target }) => [path, target])).to.deep.equal([
        ['d/a', undefined],
        ['d/same', undefined],
        ['d/up', '../run'],
        ['link', 'd/a'],
        ['nothing', undefined],
        ['run', undefined],
        ['\xff ', undefined],
      ]);
      expect(await world.controller.verify(published.digest)).to.equal(true);
    });

    it('publishes a file by itself, and an empty directory', async () => {
      writeFileSync(join(folder, 'model'), 'weights', { mode: 0o755 });
      const file = await world.pod.publish(join(folder, 'model'));
      expect(file).to.deep.equal({ digest: sha256Hex('weights'), kind: 'File', size: 7 });
      mkdirSync(join(folder, 'none'));
      const none = await world.pod.publish(join(folder, 'none'));
      expect(none).to.deep.equal({ digest: treeDigest([]), kind: 'Directory', size: 0 });
      await world.pod.checkout(none.digest, join(folder, 'again'), 'Copy');
      expect(readdirSync(join(folder, 'again'))).to.deep.equal([]);
      await world.pod.checkout(file.digest, join(folder, 'file'), 'Copy');
      expect(readFileSync(join(folder, 'file'), 'utf8')).to.equal('weights');
      expect(statSync(join(folder, 'file')).mode & 0o777).to.equal(0o644);
    });

    it('checks out what was published: a copy that may be changed, a mount that may not', async () => {
      const { digest } = await world.pod.publish(output());
      const [copy, mount] = [join(folder, 'copy'), join(folder, 'mount')];
      await world.pod.checkout(digest, copy, 'Copy');
      await world.pod.checkout(digest, mount, 'Mount');
      for (const path of [copy, mount]) {
        expect(readFileSync(join(path, 'd/a'), 'utf8')).to.equal('A');
        expect(readlinkSync(join(path, 'link'))).to.equal('d/a');
        expect(readFileSync(join(path, 'd/up'), 'utf8')).to.equal('R');
        expect(existsSync(join(path, 'd/empty'))).to.equal(false);
        expect((await world.pod.publish(`${path}/`)).digest).to.equal(digest);
      }
      const modes = (path: string): number[] =>
        ['d/a', 'run', 'd', '.'].map((entry) => statSync(join(path, entry)).mode & 0o777);
      expect(modes(copy)).to.deep.equal([0o644, 0o755, 0o755, 0o755]);
      expect(modes(mount)).to.deep.equal([0o444, 0o555, 0o555, 0o555]);
      expect(await reasonOf(world.pod.checkout(digest, copy, 'Copy'))).to.match(
        /InternalError|ArtifactStoreUnavailable/,
      );
      expect(readFileSync(join(copy, 'run'), 'utf8')).to.equal('R');
    });

    it('refuses an output with a link that leads outside', async () => {
      const path = output();
      symlinkSync('/etc/passwd', join(path, 'out-there'));
      expect(await reasonOf(world.pod.publish(path))).to.equal('OutputInvalid');
      expect(await reasonOf(world.pod.publish(join(path, 'link')))).to.equal('OutputInvalid');
    });

    it('never hands out changed bytes, and then does not find them any more until they are stored again', async () => {
      for (const content of ['one', 'two']) {
        const { digest } = await world.pod.write(Buffer.from(content));
        await world.damage(hash(content), 'bad');
        if (content === 'one') expect(await world.controller.verify(digest)).to.equal(false);
        else
          expect(await reasonOf(world.pod.checkout(digest, join(folder, 'x'), 'Copy'))).to.equal('ArtifactCorrupted');
        expect(await world.controller.stat(digest), content).to.equal(undefined);
        await world.pod.write(Buffer.from(content));
        expect(await textOf(world.controller, digest)).to.equal(content);
      }
      expect(readdirSync(folder)).to.deep.equal([]);
    });

    it('gives a directory up with any of its files, and takes it in again', async () => {
      const path = output();
      const { digest } = await world.pod.publish(path);
      for (const bytes of ['bad', 'B', undefined]) {
        await world.damage(hash('A'), bytes);
        const reason = await reasonOf(world.pod.checkout(digest, join(folder, 'copy'), 'Copy'));
        expect(reason).to.be.oneOf(['ArtifactCorrupted', 'ArtifactMissing']);
        expect(await world.controller.stat(digest), bytes).to.equal(undefined);
        expect((await world.pod.publish(path)).digest).to.equal(digest);
        await world.damage(hash('R'), bytes);
        expect(await world.controller.verify(digest)).to.equal(false);
        expect(await world.controller.stat(digest), bytes).to.equal(undefined);
        await world.pod.publish(path);
        expect(await world.controller.verify(digest)).to.equal(true);
        rmSync(join(folder, 'copy'), { recursive: true, force: true });
      }
      await world.pod.checkout(digest, join(folder, 'copy'), 'Copy');
      expect(readdirSync(folder).toSorted()).to.deep.equal(['copy', 'out']);
    });

    it('records an attempt once, in order, and keeps the first', async () => {
      const { controller } = world;
      expect(await controller.attempts('ml', fingerprint)).to.deep.equal([]);
      expect(await controller.record('ml', attemptRecord(10))).to.equal(true);
      expect(await controller.record('ml', attemptRecord(2, 'first'))).to.equal(true);
      expect(await controller.record('ml', attemptRecord(2, 'second'))).to.equal(false);
      for (let times = 0; times < 2; times++) {
        const attempts = await controller.attempts('ml', fingerprint);
        expect(attempts.map(({ attempt, message }) => [attempt, message])).to.deep.equal([
          [2, 'first'],
          [10, ''],
        ]);
      }
      const races = await Promise.all(
        Array.from({ length: 20 }, (_, index) => controller.record('ml', attemptRecord(11, String(index)))),
      );
      expect(races.filter(Boolean)).to.have.length(1);
    });

    it('keeps notes, create-only, and refuses keys that are paths elsewhere', async () => {
      const { controller } = world;
      expect(await controller.readNote('ml', 'gates/a')).to.equal(undefined);
      expect(await controller.writeNote('ml', 'gates/a', { ok: true })).to.equal(true);
      expect(await controller.writeNote('ml', 'gates/a', { ok: false })).to.equal(false);
      expect(await controller.writeNote('ml', 'gates', 1)).to.equal(true);
      expect(await controller.writeNote('ml', 'gates/a/b', 2)).to.equal(true);
      expect(await controller.readNote('ml', 'gates/a')).to.deep.equal({ ok: true });
      for (const key of ['../x', 'a/../../x', '/x', '', 'a//b', 'A', '..']) {
        expect(await reasonOf(controller.writeNote('ml', key, 1)), key).to.equal('InternalError');
      }
      expect(await reasonOf(controller.attempts('../x', fingerprint))).to.equal('ArtifactStoreUnavailable');
    });

    it('moves a thousand small files and a large one there and back', async () => {
      const path = join(folder, 'many');
      mkdirSync(path);
      for (let index = 0; index < 1000; index++) {
        if (index % 100 === 0) mkdirSync(join(path, `d${index / 100}`));
        writeFileSync(join(path, `d${Math.floor(index / 100)}`, `f${index}`), `content ${index}`);
      }
      writeFileSync(join(path, 'large'), Buffer.alloc(9 * 1024 * 1024, 'large'));
      const published = await world.pod.publish(path);
      await world.pod.checkout(published.digest, join(folder, 'copy'), 'Copy');
      expect(await world.pod.publish(join(folder, 'copy'))).to.deep.equal(published);
      expect(lstatSync(join(folder, 'copy/large')).size).to.equal(9 * 1024 * 1024);
      expect(await world.controller.list(published.digest)).to.have.length(1001);
    });
  });
}
