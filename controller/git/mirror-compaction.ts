import { mkdir, readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isReason } from '../core/errors.ts';
import { MirrorBroken } from './broken.ts';
import { pinsFolder } from './fetch.ts';
import { type MirrorDescription, makeMirror, readingDir } from './mirror-folder.ts';
import { noteMaking } from './mirror-size.ts';
import type { GitProcesses, ProcessAccess } from './process.ts';

/** What a mirror is made anew with, beside the old one, which stays readable meanwhile. */
export interface Compacting {
  readonly processes: GitProcesses;
  readonly description: MirrorDescription;
  /** The mirror as it is. */
  readonly from: string;
  /** The new one; not there yet. */
  readonly made: string;
  /** Fetches a commit with its history. @throws RefitError RevisionGone and others */
  readonly fetch: (gitDir: string, commit: string) => Promise<void>;
  readonly timeoutMs: number;
}

interface Pin {
  readonly commit: string;
  /** When it was pinned: the oldest are dropped first. */
  readonly time: Date;
}

/** The newest commit of a branch brings those before it; what is left after these is copied. */
const maxFetches = 16;
/** Where git might ask the host for what is missing, it must not: it would do so with no credentials, at any address. */
const alone: ProcessAccess = { config: [], environment: { GIT_ALLOW_PROTOCOL: 'none' }, secrets: [] };

/**
 * Makes the mirror anew: fetches what it has pinned, newest first, and copies what the server no longer has. Files are
 * left out, but those of copied commits: they are fetched when they are needed. `gc` and `repack` would do it without
 * a server, but lose objects of partial clones in git before 2.48.
 * @throws RefitError | MirrorBroken | GitFailure | errors of the file system
 */
export async function makeCompacted(compacting: Compacting): Promise<void> {
  const { made, description, fetch } = compacting;
  await makeMirror(made, description);
  const gone = new Set<string>();
  for (let fetches = 0; fetches < maxFetches; fetches++) {
    const pins = await soundPins(compacting);
    const [next] = (await missingIn(compacting, made, pins)).filter(({ commit }) => !gone.has(commit));
    if (next === undefined) break;
    try {
      await fetch(made, next.commit);
    } catch (error: unknown) {
      if (!isReason(error, 'RevisionGone')) throw error;
      gone.add(next.commit);
    }
  }
  await carryOver(compacting);
  await noteMaking(made);
}

/** Pins all in the new mirror that is pinned in the old, and copies what it does not have. */
export async function carryOver(compacting: Compacting): Promise<void> {
  const { made } = compacting;
  const pins = await soundPins(compacting);
  const missing = await missingIn(compacting, made, pins);
  if (missing.length > 0) {
    await copyObjects(compacting, missing, pins);
    await copyBoundary(compacting);
  }
  const [lost] = await missingIn(compacting, made, pins);
  if (lost !== undefined) throw new MirrorBroken(`commit ${lost.commit} cannot be carried over`);
  await writePins(compacting, pins);
}

/** Newest first; what cannot be read in the old mirror either is no pin. */
async function soundPins(compacting: Compacting): Promise<Pin[]> {
  const { from } = compacting;
  const folder = join(from, pinsFolder);
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(name));
  const pins = await Promise.all(
    names.map(async (commit) => ({
      commit,
      time: (await stat(join(folder, commit)).catch(() => undefined))?.mtime ?? new Date(0),
    })),
  );
  pins.sort((a, b) => b.time.getTime() - a.time.getTime());
  const missing = new Set(await missingIn(compacting, from, pins));
  return pins.filter((pin) => !missing.has(pin));
}

/** Those whose commit or tree a mirror does not have. */
async function missingIn({ processes, timeoutMs }: Compacting, gitDir: string, pins: readonly Pin[]): Promise<Pin[]> {
  if (pins.length === 0) return [];
  const input = pins.map(({ commit }) => `${commit}^{tree}\n`).join('');
  const args = ['cat-file', '--batch-check', '--buffer'];
  const said = await processes.run({ gitDir: readingDir(gitDir), args, input, timeoutMs });
  const lines = said.toString('latin1').split('\n');
  return pins.filter((_, index) => !/^[0-9a-f]+ tree \d+$/.test(lines[index] ?? ''));
}

/** One pack with all that commits lead to in the old mirror, without what the others lead to, which is in the new one. */
async function copyObjects(compacting: Compacting, missing: readonly Pin[], pins: readonly Pin[]): Promise<void> {
  const { processes, from, made, timeoutMs } = compacting;
  const lines = pins.map((pin) => `${missing.includes(pin) ? '' : '^'}${pin.commit}\n`);
  const run = { gitDir: from, access: alone, timeoutMs };
  // What nobody ever fetched (files) is left out.
  const listing = ['rev-list', '--objects', '--no-object-names', '--missing=allow-any', '--stdin'];
  const oids = await processes.run({ ...run, args: listing, input: lines.join('') });
  const packs = join(made, 'objects', 'pack');
  await mkdir(packs, { recursive: true });
  const packing = ['pack-objects', '-q', '--threads=1', join(packs, 'pack')];
  const names = await processes.run({ ...run, args: packing, input: oids.toString('latin1') });
  for (const name of names.toString('latin1').trim().split('\n')) {
    // As in the old mirror: what this pack lacks may be at the server.
    if (/^[0-9a-f]+$/.test(name)) await writeFile(join(packs, `pack-${name}.promisor`), '');
  }
}

/** Where the history of a server ends that is shallow itself. */
async function copyBoundary({ from, made }: Compacting): Promise<void> {
  const read = async (gitDir: string): Promise<string[]> =>
    (await readFile(join(gitDir, 'shallow'), 'latin1').catch(() => '')).split('\n').filter((line) => line !== '');
  const before = await read(from);
  if (before.length === 0) return;
  const lines = new Set([...before, ...(await read(made))]);
  await writeFile(join(made, 'shallow'), `${[...lines].join('\n')}\n`);
}

async function writePins({ processes, made }: Compacting, pins: readonly Pin[]): Promise<void> {
  if (pins.length === 0) return;
  const input = pins.map(({ commit }) => `update ${pinsFolder}${commit} ${commit}\n`).join('');
  await processes.run({ gitDir: made, args: ['update-ref', '--stdin'], access: alone, input });
  for (const { commit, time } of pins) await utimes(join(made, pinsFolder, commit), time, time);
}
