/** The artifact port of one namespace on an object store, and what the programs of a pod do with it. */
import type { Readable } from 'node:stream';
import { RefitError } from '../../core/errors.ts';
import type { ArtifactEntry, Artifacts, ArtifactStat } from '../artifacts.ts';
import { forEachBounded } from '../bounded.ts';
import { guardStore } from '../faults.ts';
import { digestHex } from '../folder-layout.ts';
import { checkoutTo } from './checkout.ts';
import type { CheckoutMode } from './checkout.ts';
import { openVerified, readLink } from './content.ts';
import { objectKey } from './keys.ts';
import type { ObjectStore } from './objects.ts';
import { publishPath, storeBytes } from './publish.ts';
import { openObjectRecords } from './records.ts';
import type { ObjectRecords } from './records.ts';
import { withSpooled } from './spool.ts';
import { openStat, orDiscardTree, requireTree, verifyArtifact } from './stat.ts';

export interface ObjectArtifactsOptions {
  /** Whose records `attempts`, `record` and the notes are: any other is refused. Left out (in pods): all are refused. */
  readonly namespace?: string;
}

/** The port, and the two ways between it and files of this machine. All faults of the store are ArtifactStoreUnavailable. */
export interface ObjectArtifacts extends Artifacts {
  /** Stores a file or directory of this machine. @throws RefitError OutputInvalid, as the artifact folder's publish */
  publish(path: string): Promise<ArtifactStat>;
  /**
   * Puts an artifact at `target`, which must not exist: `Copy` writable, `Mount` read-only files and folders. After a failure
   * nothing is there. @throws RefitError ArtifactMissing | ArtifactCorrupted
   */
  checkout(digest: string, target: string, mode: CheckoutMode): Promise<void>;
}

async function listEntries(objects: ObjectStore, digest: string): Promise<readonly ArtifactEntry[]> {
  const lines = await requireTree(objects, digest);
  const targets = new Map<string, string>();
  const links = lines.filter(({ mode }) => mode === '120000');
  await orDiscardTree(objects, digest, () =>
    forEachBounded(links, 8, async (link) => {
      targets.set(link.path, await readLink(objects, link));
    }),
  );
  return lines.map((line) => {
    const target = targets.get(line.path);
    return target === undefined ? line : { ...line, target };
  });
}

async function write(objects: ObjectStore, content: Readable | Buffer): Promise<ArtifactStat> {
  if (Buffer.isBuffer(content)) return storeBytes(objects, content);
  return withSpooled(content, async (spooled) => {
    const { sha256, size } = spooled;
    const bytes = spooled.body();
    if (Buffer.isBuffer(bytes)) return storeBytes(objects, bytes);
    const found = await objects.head(objectKey(sha256));
    if (found?.size !== size) await objects.put(objectKey(sha256), bytes, { size, createOnly: false });
    return { digest: `sha256:${sha256}`, kind: 'File', size };
  });
}

/** Asks nothing of the store before the first call. */
export function openObjectArtifacts(objects: ObjectStore, options: ObjectArtifactsOptions = {}): ObjectArtifacts {
  const stat = openStat(objects);
  const records = openObjectRecords(objects);
  function of(namespace: string): ObjectRecords {
    if (namespace === options.namespace) return records;
    throw new RefitError(
      'ArtifactStoreUnavailable',
      `artifact store: found namespace ${JSON.stringify(namespace)}, allowed is ${options.namespace ?? 'none here'}`,
    );
  }
  return {
    stat: (digest) => guardStore(`stat ${digest}`, () => stat(digest)),
    async read(digest) {
      const hex = digestHex(digest);
      return guardStore(`read ${digest}`, () => openVerified(objects, objectKey(hex), hex));
    },
    list: (digest) => guardStore(`list ${digest}`, () => listEntries(objects, digest)),
    write: (content) => guardStore('write', () => write(objects, content)),
    verify: (digest) => guardStore(`verify ${digest}`, () => verifyArtifact(objects, digest)),
    attempts: (namespace, fingerprint) =>
      guardStore(`attempts of ${fingerprint}`, async () => of(namespace).attempts(fingerprint)),
    record: (namespace, record) => guardStore('record an attempt', async () => of(namespace).record(record)),
    readNote: (namespace, key) => guardStore(`note ${key}`, async () => of(namespace).readNote(key)),
    writeNote: (namespace, key, value) => guardStore(`note ${key}`, async () => of(namespace).writeNote(key, value)),
    publish: (path) => guardStore(`publish ${path}`, () => publishPath(objects, path)),
    checkout: (digest, target, mode) =>
      guardStore(`checkout of ${digest}`, () => checkoutTo(objects, digest, target, mode)),
  };
}
