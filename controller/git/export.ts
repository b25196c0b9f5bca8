import { createHash } from 'node:crypto';
import { RefitError } from '../core/errors.ts';
import { systemClock } from '../runtime/clock.ts';
import type { GitCredentialsProvider } from './access.ts';
import { type AddressPolicy, createAddressPolicy } from './addresses.ts';
import { MirrorBroken } from './broken.ts';
import { checkLinks, checkPaths, invalidInput } from './export-paths.ts';
import { ExportTarget } from './export-target.ts';
import type { Repository, TreeEntry } from './git.ts';
import { Mirror } from './mirror.ts';
import { formatOf } from './mirror-folder.ts';
import type { ObjectReader, ObjectStream } from './objects.ts';
import { createGitProcesses } from './process.ts';
import { HostSlots } from './slots.ts';
import { Transport } from './transport.ts';
import { parseEntries } from './tree.ts';
import { parsePlace } from './url.ts';

/** A commit of a repository, in a folder of mirrors that other processes may be using at the same time. */
export interface MirroredCommit {
  /** The folder of all mirrors, the same that `createGit` was given. */
  readonly mirrors: string;
  readonly repository: Repository;
  readonly commit: string;
  /** Fetch no history: for mirrors that are used once. */
  readonly shallow?: boolean;
  /** How hosts are reached. By default: with no credentials, at any address that is not refused, and at loopback. */
  readonly reach?: GitReach;
}

/** What reaching a git host needs, besides its url: the same for a source in the controller and for a step's fetch. */
export interface GitReach {
  readonly addresses?: AddressPolicy;
  /** Reads the secret that `repository.access` names. */
  readonly credentials?: GitCredentialsProvider;
}

/** What to write where. */
export interface ExportRequest extends MirroredCommit {
  /** Entries of that commit, all or some. */
  readonly entries: readonly TreeEntry[];
  /** The folder to write into; made if it is not there. What it holds already is never written over. */
  readonly target: string;
}

const fetchTimeoutMs = 30 * 60_000;
const maxBlobsPerFetch = 50_000;

/** Makes a commit readable in the mirror, fetching it if needed. @throws RefitError as `Git.ensure` */
export function ensureCommit(request: MirroredCommit): Promise<void> {
  return withMirror(request, (mirror) => mirror.use(request.commit, [request.commit], async () => undefined));
}

/** All entries of a commit, in path order. @throws RefitError as `Git.entries` */
export function listEntries(request: MirroredCommit): Promise<TreeEntry[]> {
  const { commit } = request;
  return withMirror(request, (mirror) =>
    mirror.use(commit, [commit], async (reader) => {
      const tree = await mirror.tree(reader, commit);
      return parseEntries(await mirror.run(['ls-tree', '-r', '-z', '--full-tree', tree]));
    }),
  );
}

/**
 * Writes entries of a commit as files: 0644 or 0755, symlinks as such when they stay inside, a submodule as an empty
 * folder. Contents are streamed and checked against their ids; blobs that the mirror lacks are fetched in one request.
 * Nothing is ever written outside of `target`, nor through a symlink. What was written stays when it throws.
 * @throws RefitError InputInvalid (a path or symlink that leads outside); RevisionGone; SourceUnavailable;
 *   MirrorCorrupted. Errors of the file system (ENOSPC, EACCES) are passed on as they are.
 */
export function exportSelection(request: ExportRequest): Promise<void> {
  const { commit, entries } = request;
  checkPaths(entries);
  return withMirror(request, async (mirror) => {
    const target = new ExportTarget(request.target);
    await mirror.use(commit, [commit], async (reader) => {
      await fetchMissing(mirror, entries);
      await writeFiles(reader, entries, target);
      await writeLinks(reader, entries, target);
      for (const { path, mode } of entries) if (mode === '160000') target.folder(path);
    });
  });
}

/** Runs `work` with the mirror of a request, which is closed when it ends. */
export async function withMirror<T>(request: MirroredCommit, work: (mirror: Mirror) => Promise<T>): Promise<T> {
  const { mirrors, repository, commit, shallow = false, reach = {} } = request;
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
    throw new RefitError(
      'RevisionGone',
      `"${commit.slice(0, 100)}" is not a commit id: 40 or 64 lower-case hex digits.`,
    );
  }
  const processes = createGitProcesses(process.env);
  const transport = new Transport({
    processes,
    addresses: reach.addresses ?? createAddressPolicy({ loopback: true }),
    credentials: reach.credentials,
    clock: systemClock,
    timeoutMs: 60_000,
  });
  const around = {
    folder: mirrors,
    processes,
    transport,
    fetches: new HostSlots(1, 1),
    fetchTimeoutMs,
    idleMs: 5_000,
    shallow,
    onFetch: () => undefined,
  };
  const mirror = new Mirror(parsePlace(repository.url, true, repository.access), around);
  try {
    return await work(mirror);
  } finally {
    mirror.close();
    await transport.close();
    processes.close();
  }
}

/** Asks which blobs are not here (without fetching them one by one), and fetches those together. */
export async function fetchMissing(mirror: Mirror, entries: readonly Pick<TreeEntry, 'oid' | 'mode'>[]): Promise<void> {
  if (mirror.place.kind === 'local') return;
  const oids = new Set(entries.filter(({ mode }) => mode !== '160000').map(({ oid }) => oid));
  if (oids.size === 0) return;
  const said = await mirror.run(['cat-file', '--batch-check', '--buffer'], `${[...oids].join('\n')}\n`);
  const lines = said.toString('latin1').split('\n');
  const missing = lines.filter((line) => line.endsWith(' missing')).map((line) => line.slice(0, line.indexOf(' ')));
  for (let at = 0; at < missing.length; at += maxBlobsPerFetch) {
    await mirror.prefetch(missing.slice(at, at + maxBlobsPerFetch));
  }
}

async function writeFiles(reader: ObjectReader, entries: readonly TreeEntry[], target: ExportTarget): Promise<void> {
  const files = entries.filter(({ mode }) => mode === '100644' || mode === '100755');
  let next = 0;
  await visitAll(reader, files, async (object) => {
    const entry = files[next++];
    if (entry?.oid !== object.oid) throw new MirrorBroken('git cat-file lost its place');
    await target.file(entry.path, entry.mode === '100755', object.size, checkedContent(object));
  });
}

async function writeLinks(reader: ObjectReader, entries: readonly TreeEntry[], target: ExportTarget): Promise<void> {
  const entriesOfLinks = entries.filter(({ mode }) => mode === '120000');
  const links = new Map<string, string>();
  let next = 0;
  await visitAll(reader, entriesOfLinks, async (object) => {
    const path = entriesOfLinks[next++]?.path ?? '';
    if (object.size > 4096) throw invalidInput(path, 'is a symlink with an over-long target');
    let text = '';
    for await (const piece of checkedContent(object)) text += piece.toString('latin1');
    links.set(path, text);
  });
  checkLinks(links);
  for (const [path, text] of links) target.link(path, text);
}

async function visitAll(
  reader: ObjectReader,
  entries: readonly TreeEntry[],
  visitor: (object: ObjectStream) => Promise<void>,
): Promise<void> {
  const oids = entries.map(({ oid }) => oid);
  await reader.visit(oids, visitor, true);
}

/** The bytes of a blob, with an error at their end when they are not what its id says. */
async function* checkedContent({ oid, type, size, content }: ObjectStream): AsyncGenerator<Buffer, void, undefined> {
  if (type !== 'blob') throw new MirrorBroken(`object ${oid} is a ${type}, not a file`);
  const hash = createHash(formatOf(oid)).update(`blob ${size}\0`);
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest('hex') !== oid) throw new MirrorBroken(`the content of object ${oid} is damaged`);
}
