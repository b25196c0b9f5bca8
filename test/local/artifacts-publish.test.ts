import { expect } from 'chai';
import {
  appendFileSync,
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openFolderArtifacts } from '../../controller/artifacts/folder.ts';
import type { FolderArtifacts } from '../../controller/artifacts/folder.ts';
import { sha256Hex } from '../../controller/core/hash.ts';
import { treeDigest } from '../../controller/core/tree-digest.ts';
import { temporaryFolder } from '../support/folder.ts';

describe('artifact folder, publishing and views', function () {
  this.timeout(60_000);
  let folder: string;
  let out: string;
  let artifacts: FolderArtifacts;
  let remove: () => void;
  beforeEach(() => {
    const made = temporaryFolder();
    [folder, remove] = [made.path, () => made.remove()];
    out = join(folder, 'out');
    mkdirSync(out);
    artifacts = openFolderArtifacts({ folder: join(folder, 'artifacts') });
  });
  afterEach(() => remove());

  const failure = (action: Promise<unknown>): Promise<unknown> =>
    action.then(
      () => undefined,
      (error: unknown) => error,
    );
  const objects = (): string[] =>
    readdirSync(join(folder, 'artifacts/objects'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /[0-9a-f]{64}$/.test(name),
    );

  it('gives a directory the digest of the design: content, names, executable bits and links; no times, no empty folders', async () => {
    mkdirSync(join(out, 'd/empty'), { recursive: true });
    writeFileSync(join(out, 'd/a'), 'A');
    writeFileSync(join(out, 'run'), 'R', { mode: 0o755 });
    symlinkSync('d/a', join(out, 'link'));
    const hash = (text: string): string => sha256Hex(text).slice(7);
    const published = await artifacts.publish(out);
    expect(published).to.deep.equal({
      digest: treeDigest([
        { path: 'd/a', mode: '100644', sha256: hash('A') },
        { path: 'link', mode: '120000', sha256: hash('d/a') },
        { path: 'run', mode: '100755', sha256: hash('R') },
      ]),
      kind: 'Directory',
      size: 5,
    });
    utimesSync(join(out, 'd/a'), 1, 1);
    chmodSync(join(out, 'd/a'), 0o600);
    mkdirSync(join(out, 'another'));
    expect(await artifacts.publish(out)).to.deep.equal(published);
    expect(await artifacts.list(published.digest)).to.deep.include({
      path: 'link',
      mode: '120000',
      sha256: hash('d/a'),
      size: 3,
      target: 'd/a',
    });
  });

  it('an empty directory is an artifact too', async () => {
    const { digest, size } = await artifacts.publish(out);
    expect([digest, size]).to.deep.equal([treeDigest([]), 0]);
    await artifacts.checkout(digest, join(folder, 'copy'), 'Copy');
    expect(readdirSync(join(folder, 'copy'))).to.deep.equal([]);
  });

  it('stores unchanged files of a directory once', async () => {
    for (let i = 0; i < 40; i++) writeFileSync(join(out, `f${i}`), `content ${i}`);
    writeFileSync(join(out, 'large'), Buffer.alloc(6_000_000, 7));
    const first = await artifacts.publish(out);
    const before = objects();
    appendFileSync(join(out, 'f3'), ' more');
    const second = await artifacts.publish(out);
    expect(second.digest).not.to.equal(first.digest);
    expect(objects()).to.have.length(before.length + 1);
    expect(await artifacts.verify(first.digest)).to.equal(true);
    expect(await artifacts.verify(second.digest)).to.equal(true);
  });

  it('keeps names that are not text, byte for byte', async () => {
    const names = [
      Buffer.from('with space'),
      Buffer.from('line\nbreak'),
      Buffer.from([0xff, 0xfe, 0x41]),
      Buffer.from('ümlaut'),
    ];
    for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${out}/`), name]), name);
    const { digest } = await artifacts.publish(out);
    await artifacts.checkout(digest, join(folder, 'copy'), 'Copy');
    await artifacts.checkout(digest, join(folder, 'mount'), 'Mount');
    for (const target of ['copy', 'mount']) {
      const found = readdirSync(join(folder, target), { encoding: 'buffer' });
      expect(found.map((name) => name.toString('latin1')).sort()).to.deep.equal(
        names.map((name) => name.toString('latin1')).sort(),
      );
      for (const name of names)
        expect(readFileSync(Buffer.concat([Buffer.from(`${join(folder, target)}/`), name]))).to.deep.equal(name);
    }
    expect(await artifacts.publish(join(folder, 'copy'))).to.include({ digest });
  });

  it('refuses a file that changes while it is read', async () => {
    writeFileSync(join(out, 'growing'), Buffer.alloc(64_000_000));
    let ended = false;
    const publishing = failure(artifacts.publish(out)).finally(() => (ended = true));
    while (!ended) {
      appendFileSync(join(out, 'growing'), 'x');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await publishing).to.have.property('reason', 'OutputInvalid');
    expect(readdirSync(join(folder, 'artifacts/tmp'))).to.deep.equal([]);
  });

  it('checks a private copy out: writable, with modes and links, sharing nothing with the store', async () => {
    writeFileSync(join(out, 'run'), 'R', { mode: 0o755 });
    symlinkSync('run', join(out, 'link'));
    const { digest } = await artifacts.publish(out);
    const copy = join(folder, 'copy');
    await artifacts.checkout(digest, copy, 'Copy');
    expect(lstatSync(join(copy, 'run')).mode & 0o777).to.equal(0o755);
    expect(readlinkSync(join(copy, 'link'))).to.equal('run');
    expect(lstatSync(join(copy, 'run')).nlink).to.equal(1);
    writeFileSync(join(copy, 'run'), 'changed');
    expect(await artifacts.verify(digest)).to.equal(true);
  });

  it('makes a view once, read-only, shared, never linked to the store', async () => {
    mkdirSync(join(out, 'd'));
    writeFileSync(join(out, 'd/x'), 'x');
    const { digest } = await artifacts.publish(out);
    const views = await Promise.all(Array.from({ length: 8 }, () => artifacts.view(digest, folder)));
    expect(new Set(views.map(({ path }) => path)).size).to.equal(1);
    const path = views[0]?.path ?? '';
    expect(statSync(join(path, 'd/x')).mode & 0o777).to.equal(0o444);
    expect(statSync(join(path, 'd')).mode & 0o777).to.equal(0o555);
    expect(statSync(join(path, 'd/x')).nlink).to.equal(1);
    const { ino } = statSync(join(path, 'd/x'));
    const again = openFolderArtifacts({ folder: join(folder, 'artifacts') });
    expect(statSync(join((await again.view(digest)).path, 'd/x')).ino).to.equal(ino);
  });

  const alterations: readonly (readonly [string, (path: string) => void])[] = [
    [
      'changed bytes of the same size and time',
      (path) => {
        const { atime, mtime } = statSync(join(path, 'd/x'));
        chmodSync(join(path, 'd/x'), 0o644);
        writeFileSync(join(path, 'd/x'), 'y');
        chmodSync(join(path, 'd/x'), 0o444);
        utimesSync(join(path, 'd/x'), atime, mtime);
      },
    ],
    [
      'an added file',
      (path) => {
        chmodSync(join(path, 'd'), 0o755);
        writeFileSync(join(path, 'd/new'), '');
        chmodSync(join(path, 'd'), 0o555);
      },
    ],
  ];
  for (const [what, alter] of alterations) {
    it(`finds an altered view (${what}) and makes another, leaving the old to who uses it`, async () => {
      mkdirSync(join(out, 'd'));
      writeFileSync(join(out, 'd/x'), 'x');
      const { digest } = await artifacts.publish(out);
      const holder = join(folder, 'holder');
      mkdirSync(holder);
      const view = await artifacts.view(digest, holder);
      expect(await artifacts.views.altered(view)).to.equal(undefined);
      alter(view.path);
      expect(await artifacts.views.altered(view)).to.be.a('string');
      const next = await artifacts.view(digest, holder);
      expect(readFileSync(join(next.path, 'd/x'), 'utf8')).to.equal('x');
      expect(readdirSync(join(next.path, 'd'))).to.deep.equal(['x']);
      expect(statSync(view.path, { throwIfNoEntry: false })).not.to.equal(undefined);
    });
  }

  it('prunes views that nobody holds, and only those', async () => {
    writeFileSync(join(out, 'x'), 'x');
    const { digest } = await artifacts.publish(out);
    const holder = join(folder, 'holder');
    mkdirSync(holder);
    const view = await artifacts.view(digest, holder);
    const later = Date.now() + 10_000;
    await artifacts.views.prune(1_000, later);
    expect(readFileSync(join(view.path, 'x'), 'utf8')).to.equal('x');
    rmdirSync(holder);
    await artifacts.views.prune(60_000, later);
    expect(readFileSync(join(view.path, 'x'), 'utf8')).to.equal('x');
    await artifacts.views.prune(1_000, later);
    expect(statSync(view.path, { throwIfNoEntry: false })).to.equal(undefined);
    expect(readFileSync(join((await artifacts.view(digest)).path, 'x'), 'utf8')).to.equal('x');
  });
});
