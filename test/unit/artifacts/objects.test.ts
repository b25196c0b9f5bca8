import { expect } from 'chai';
import fc from 'fast-check';
import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openObjectArtifacts } from '../../../controller/artifacts/objects/artifacts.ts';
import { keepCredentials, readCredentialFiles } from '../../../controller/artifacts/objects/credentials.ts';
import { openFileObjects } from '../../../controller/artifacts/objects/file.ts';
import {
  attemptKey,
  isIndexFolder,
  noteKey,
  objectKey,
  parseKey,
  treeKey,
} from '../../../controller/artifacts/objects/keys.ts';
import type { ObjectStore } from '../../../controller/artifacts/objects/objects.ts';
import {
  headerBytes,
  parseTreeDocument,
  parseTreeHeader,
  treeDocument,
} from '../../../controller/artifacts/objects/trees.ts';
import type { TreeLine } from '../../../controller/artifacts/tree-manifest.ts';
import { sha256Hex } from '../../../controller/core/hash.ts';
import { treeDigest } from '../../../controller/core/tree-digest.ts';
import { attemptRecord, reasonOf } from '../../contract/artifacts.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { temporaryFolder } from '../../support/folder.ts';

const hex = sha256Hex('x').slice(7);

describe('keys of objects', () => {
  it('are read back as what they are', () => {
    expect(parseKey(objectKey(hex))).to.deep.equal({ space: 'objects', sha256: hex });
    expect(parseKey(treeKey(hex))).to.deep.equal({ space: 'trees', sha256: hex });
    expect(parseKey(attemptKey(`sha256:${hex}`, 12))).to.deep.equal({ space: 'index' });
    expect(parseKey(noteKey('gates/a.b-c'))).to.deep.equal({ space: 'notes' });
    expect(isIndexFolder(`index/${hex}`)).to.equal(true);
  });

  it('have one spelling: no text that is read as one leads anywhere else', () => {
    const piece = fc.constantFrom(
      'objects',
      'trees',
      'sha256',
      hex,
      hex.slice(0, 2),
      '..',
      '.',
      '',
      'index',
      '1.json',
      'notes',
      'a=.json',
      '%2e',
      'A',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.constantFrom('', '\n', '/', '\0'), (pieces, end) => {
        const key = pieces.join('/') + end;
        if (parseKey(key) === undefined) return;
        expect(key).to.match(/^(objects|trees|index|notes)\/[a-z0-9/=.-]+$/);
        expect(key.split('/')).to.not.include.members(['..']);
        expect(end).to.equal('');
      }),
    );
  });
});

describe('documents of directories', () => {
  const lines = fc
    .uniqueArray(fc.stringMatching(/^[a-c]{1,3}(\/[a-c]{1,2})?$/), { maxLength: 8 })
    .map((paths) =>
      paths
        .toSorted()
        .map((path, size): TreeLine => ({ path, mode: '100644', sha256: sha256Hex(path).slice(7), size })),
    );

  it('hold all lines, tell their size in the first bytes, and have the digest of the directory', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const document = treeDocument(given);
        expect(`sha256:${document.sha256}`).to.equal(treeDigest(given));
        expect(parseTreeDocument(document.sha256, document.bytes)).to.deep.equal(given);
        expect(parseTreeHeader(document.bytes.subarray(0, headerBytes))).to.deep.equal({
          size: document.size,
          entries: given.length,
        });
      }),
    );
  });

  it('are none when any byte of what the digest covers changed, or anything is cut off', () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat({ max: 254 }), (given, at, shift) => {
        const { sha256, bytes } = treeDocument(given);
        const start = bytes.indexOf('refit-tree-v1\0');
        const changed = Buffer.from(bytes);
        const place = start + (at % (bytes.length - start));
        changed.writeUInt8(((changed[place] ?? 0) + 1 + shift) % 256, place);
        expect(parseTreeDocument(sha256, changed)).to.equal(undefined);
        expect(parseTreeDocument(sha256, bytes.subarray(0, at % bytes.length))).to.equal(undefined);
      }),
    );
  });

  it('are none when paths lead out, repeat or are out of order', () => {
    for (const paths of [['../a'], ['a//b'], ['/a'], ['.'], ['a', 'a'], ['b', 'a']]) {
      const given = paths.map((path): TreeLine => ({ path, mode: '100644', sha256: hex, size: 1 }));
      const { sha256, bytes } = treeDocument(given);
      expect(parseTreeDocument(sha256, bytes), paths.join(' ')).to.equal(undefined);
    }
  });
});

describe('credentials of an object store', () => {
  it('are read again after a minute, or when they are refused, but not all the time', async () => {
    const clock = new FakeClock();
    let reads = 0;
    const source = keepCredentials(async () => ({ accessKeyId: `key-${++reads}`, secretAccessKey: 's' }), clock);
    expect((await source(false)).accessKeyId).to.equal('key-1');
    expect((await source(true)).accessKeyId).to.equal('key-1');
    await clock.advance(6_000);
    expect((await source(false)).accessKeyId).to.equal('key-1');
    expect((await source(true)).accessKeyId).to.equal('key-2');
    await clock.advance(61_000);
    expect((await source(false)).accessKeyId).to.equal('key-3');
  });

  it('that cannot be read are not remembered', async () => {
    let reads = 0;
    const source = keepCredentials(async () => {
      if (++reads === 1) throw new Error('not yet');
      return { accessKeyId: 'key', secretAccessKey: 's' };
    }, new FakeClock());
    await source(false).catch(() => undefined);
    expect((await source(false)).accessKeyId).to.equal('key');
  });

  it('are files of a mounted Secret', async () => {
    const folder = temporaryFolder();
    expect(await reasonOf(readCredentialFiles(folder.path))).to.equal('SecretNotFound');
    writeFileSync(join(folder.path, 'accessKeyId'), 'key\n');
    writeFileSync(join(folder.path, 'secretAccessKey'), 'secret');
    expect(await readCredentialFiles(folder.path)).to.deep.equal({ accessKeyId: 'key', secretAccessKey: 'secret' });
    writeFileSync(join(folder.path, 'sessionToken'), 'token');
    expect(await readCredentialFiles(folder.path)).to.have.property('sessionToken', 'token');
    folder.remove();
  });
});

describe('artifacts on an object store', () => {
  let folder: string;
  let objects: ObjectStore;
  let remove: () => void;
  beforeEach(() => {
    const made = temporaryFolder();
    [folder, remove] = [made.path, () => made.remove()];
    objects = openFileObjects({ folder: join(folder, 'volume'), namespace: 'ml' });
  });
  afterEach(() => remove());

  it('never take a volume that is gone, or a damaged record, for "not there"', async () => {
    const artifacts = openObjectArtifacts(objects, { namespace: 'ml' });
    const { fingerprint } = attemptRecord(1);
    await artifacts.record('ml', attemptRecord(1));
    const path = join(folder, 'volume/namespaces/ml', attemptKey(fingerprint, 1));
    const fresh = openObjectArtifacts(objects, { namespace: 'ml' });
    rmSync(path);
    writeFileSync(path, '{"fingerprint":');
    expect(await reasonOf(fresh.attempts('ml', fingerprint))).to.equal('ArtifactStoreUnavailable');
    renameSync(join(folder, 'volume'), join(folder, 'gone'));
    const actions = [
      () => artifacts.stat(fingerprint),
      () => artifacts.read(fingerprint),
      () => artifacts.attempts('ml', fingerprint),
      () => artifacts.readNote('ml', 'a'),
      () => artifacts.write(Buffer.from('x')),
    ];
    for (const action of actions) expect(await reasonOf(action())).to.equal('ArtifactStoreUnavailable');
  });

  it('send files that the store has not again', async () => {
    const sent: string[] = [];
    const counting: ObjectStore = {
      ...objects,
      put: async (key, body, options) => {
        const answer = await objects.put(key, body, options);
        if (answer === 'Stored' && key.startsWith('objects/')) sent.push(key);
        return answer;
      },
    };
    const artifacts = openObjectArtifacts(counting);
    const out = join(folder, 'out');
    mkdirSync(out);
    for (let index = 0; index < 30; index++) writeFileSync(join(out, `f${index}`), `content ${index % 10}`);
    writeFileSync(join(out, 'large'), Buffer.alloc(3 * 1024 * 1024, 'a'));
    writeFileSync(join(out, 'same'), Buffer.alloc(3 * 1024 * 1024, 'a'));
    await artifacts.publish(out);
    expect(sent).to.have.length(11);
    appendFileSync(join(out, 'f0'), 'changed');
    const { digest } = await artifacts.publish(out);
    expect(sent).to.have.length(12);
    expect(sent.at(-1)).to.equal(objectKey(sha256Hex('content 0changed').slice(7)));
    expect(await artifacts.verify(digest)).to.equal(true);
  });

  it('refuse a file that changes while it is read, and keep nothing of it', async () => {
    const out = join(folder, 'model');
    writeFileSync(out, Buffer.alloc(3 * 1024 * 1024, 'a'));
    const slow: ObjectStore = {
      ...objects,
      // Between the reading that gave the digest and the one that is sent.
      put: (key, body, options) => {
        writeFileSync(out, Buffer.alloc(3 * 1024 * 1024, 'b'));
        return objects.put(key, body, options);
      },
    };
    expect(await reasonOf(openObjectArtifacts(slow).publish(out))).to.equal('OutputInvalid');
    expect(readdirSync(join(folder, 'volume/tmp'))).to.deep.equal([]);
    expect(await openObjectArtifacts(objects).stat(sha256Hex(Buffer.alloc(3 * 1024 * 1024, 'a')))).to.equal(undefined);
  });

  it('hand over no directory whose links lead outside, whoever put it there', async () => {
    const artifacts = openObjectArtifacts(objects);
    const { digest } = await artifacts.write(Buffer.from('/etc/passwd'));
    const document = treeDocument([{ path: 'a', mode: '120000', sha256: digest.slice(7), size: 11 }]);
    await objects.put(treeKey(document.sha256), document.bytes, { createOnly: false });
    const checkout = artifacts.checkout(`sha256:${document.sha256}`, join(folder, 'x'), 'Copy');
    expect(await reasonOf(checkout)).to.equal('ArtifactCorrupted');
    expect(readdirSync(folder)).to.deep.equal(['volume']);
  });

  it('keep nothing of a stream that fails', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(5 * 1024 * 1024);
        await Promise.resolve();
        throw new Error('broke off');
      })(),
    );
    expect(await reasonOf(openObjectArtifacts(objects).write(broken))).to.equal('ArtifactStoreUnavailable');
    await objects.head('objects/x');
    expect(readdirSync(join(folder, 'volume/tmp'))).to.deep.equal([]);
  });

  it('write no record over another where the store knows no create-only', async () => {
    const careless: ObjectStore = {
      ...objects,
      put: (key, body, options) => objects.put(key, body, { ...options, createOnly: false }),
    };
    const artifacts = openObjectArtifacts(careless, { namespace: 'ml' });
    expect(await artifacts.record('ml', attemptRecord(1, 'first'))).to.equal(true);
    expect(await artifacts.record('ml', attemptRecord(1, 'second'))).to.equal(false);
    const [record] = await artifacts.attempts('ml', attemptRecord(1).fingerprint);
    expect(record?.message).to.equal('first');
  });

  it('are one namespace: keys of another are refused, whatever they look like', async () => {
    const artifacts = openObjectArtifacts(objects, { namespace: 'ml' });
    expect(await reasonOf(artifacts.attempts('other', attemptRecord(1).fingerprint))).to.equal(
      'ArtifactStoreUnavailable',
    );
    for (const key of ['../other/objects/x', 'a/../../b', '/etc/passwd', 'a\0b', '']) {
      expect(await reasonOf(objects.head(key)), key).to.equal('InternalError');
    }
  });
});
