import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RefitError } from '../core/errors.ts';
import { MirrorBroken } from './broken.ts';
import { GitFailure, type GitProcesses, type ProcessAccess, lastLine } from './process.ts';
import { type Asked, refusalOf } from './server-refusal.ts';

/** Below it each commit that was asked for has a ref of its name. */
export const pinsFolder = 'refs/refit/pins/';
const maxPins = 1000;

/** What a fetch works with. */
export interface Fetching {
  readonly processes: GitProcesses;
  readonly asked: Asked;
  readonly access: ProcessAccess;
  readonly gitDir: string;
  readonly timeoutMs: number;
  /** Of a commit only itself and its trees. */
  readonly shallow?: boolean;
  /** Bytes that it may write to a file: a server may send without end. */
  readonly maxBytes?: number;
}

const plainly = ['-q', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];
const quietly = [...plainly, '--filter=blob:none'];
const allRefs = ['--prune', 'origin', '+refs/heads/*:refs/refit/heads/*', '+refs/tags/*:refs/refit/tags/*'];

/**
 * Fetches a commit with its history and trees, no blobs where the server can leave them out, and pins it.
 * @throws RefitError RevisionGone | SourceUnavailable | SourceNotFound; MirrorBroken
 */
export async function fetchCommit(fetching: Fetching, commit: string): Promise<void> {
  try {
    const depth = fetching.shallow === true ? ['--depth=1'] : [];
    await runFetch(fetching, [...quietly, ...depth, 'origin', `+${commit}:${pinsFolder}${commit}`]);
  } catch (error: unknown) {
    // A server of protocol 0 that gives only what its refs name: take them all, the commit may be below one.
    if (!isUnadvertised(error)) throw await explain(fetching, error);
    await fetchAllRefs(fetching, quietly);
    await requireObject(fetching, commit);
  }
  await boundPins(fetching);
}

/** What no ref leads to cannot be had from such a server. @throws RefitError RevisionGone */
async function requireObject({ processes, asked, gitDir }: Fetching, commit: string): Promise<void> {
  try {
    await processes.run({ gitDir, args: ['cat-file', '-e', commit] });
  } catch (error: unknown) {
    if (!(error instanceof GitFailure) || error.kind !== 'exit') throw error;
    const message = `The repository ${asked.url} has no branch or tag that leads to commit ${commit}.`;
    throw new RefitError('RevisionGone', message, error);
  }
}

/** Fetches blobs by id, in one request. @throws as fetchCommit */
export async function fetchBlobs(fetching: Fetching, oids: readonly string[]): Promise<void> {
  const args = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', ...quietly, '--stdin', 'origin'];
  const input = `${oids.join('\n')}\n`;
  try {
    await runGit(fetching, args, input);
  } catch (error: unknown) {
    // Such a server, if it left out the blobs before, gives them only with all that its refs lead to.
    if (!isUnadvertised(error)) throw await explain(fetching, error);
    await fetchAllRefs(fetching, [...plainly, '--refetch', '--no-filter']);
  }
}

function isUnadvertised(error: unknown): boolean {
  return error instanceof GitFailure && /unadvertised object/.test(error.stderr);
}

async function fetchAllRefs(fetching: Fetching, options: readonly string[]): Promise<void> {
  await runFetch(fetching, [...options, ...allRefs]).catch(async (failure: unknown) => {
    throw await explain(fetching, failure);
  });
}

function runFetch(fetching: Fetching, args: readonly string[]): Promise<void> {
  return runGit(fetching, ['fetch', ...args]);
}

async function runGit(fetching: Fetching, args: readonly string[], input?: string): Promise<void> {
  const { processes, gitDir, access, timeoutMs, maxBytes } = fetching;
  const maxFileBytes = maxBytes === undefined ? {} : { maxFileBytes: maxBytes };
  await processes.run({ gitDir, args, access, timeoutMs, ...maxFileBytes, ...(input === undefined ? {} : { input }) });
}

/** Keeps the newest thousand pins: what is older is fetched again should it ever be asked for. */
async function boundPins({ processes, gitDir }: Fetching): Promise<void> {
  const folder = join(gitDir, pinsFolder);
  const names = await readdir(folder).catch(() => []);
  if (names.length <= maxPins * 1.1) return;
  const aged = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  aged.sort((a, b) => b.time - a.time);
  const input = aged.slice(maxPins).map(({ name }) => `delete ${pinsFolder}${name}\n`);
  await processes.run({ gitDir, args: ['update-ref', '--stdin'], input: input.join('') });
}

const outside =
  /could not resolve|failed to connect|couldn't connect|connection|timed out|http\/|returned error: \d|early eof|hung up|rpc failed|ssl|tls|certificate|gnutls|unexpected disconnect|expected flush|invalid|redirect|bad band|protocol error|too slow|curl|not valid: is this a git repository|operation too slow/i;
const broken =
  /not a git repository|bad object|is corrupt|is empty|bad config|packfile|unresolved delta|did not send all|unable to read|inflate|could not read|bad ref|invalid object|missing (?:blob|tree|commit) object|broken|error processing|unknown repository extension/i;

/** The error a failed fetch means: of the network, of the commit, or of the mirror. */
async function explain(fetching: Fetching, error: unknown): Promise<unknown> {
  if (!(error instanceof GitFailure)) return error;
  const { url } = fetching.asked;
  const said = lastLine(error.stderr);
  const unavailable = (why: string): RefitError =>
    new RefitError('SourceUnavailable', `The repository ${url} could not be fetched: ${why}.`, error);
  if (error.kind === 'missing') return unavailable(error.message);
  if (error.kind === 'timeout') return unavailable(`it took longer than ${fetching.timeoutMs} ms`);
  if (/not our ref|no such remote ref|couldn't find remote ref/i.test(error.stderr)) {
    return new RefitError('RevisionGone', `The repository ${url} no longer has what was asked for: ${said}.`, error);
  }
  if (fetching.maxBytes !== undefined && /died of signal 25|file too large/i.test(error.stderr)) {
    return unavailable(`it has more than ${fetching.maxBytes} bytes, which are what may be fetched at once`);
  }
  const refusal = refusalOf(fetching.asked, error);
  if (refusal !== undefined) return refusal;
  // What the server gave did not pass git's check of objects: no other fetch of it will.
  const refused = /^error: object [0-9a-f]+: .+$/m.exec(error.stderr)?.[0];
  if (refused !== undefined) return unavailable(`git refuses what it holds (${lastLine(refused)})`);
  if (/no space left|permission denied|read-only file system|disk quota|cannot allocate/i.test(error.stderr)) {
    return unavailable(`the mirror cannot be written (${said})`);
  }
  if (/^fatal: (?:unable to access|the remote end|protocol|expected )/m.test(error.stderr)) return unavailable(said);
  if (broken.test(error.stderr)) return new MirrorBroken(said, error);
  if (outside.test(error.stderr)) return unavailable(said);
  return (await isSound(fetching)) ? unavailable(said) : new MirrorBroken(said, error);
}

/** Whether all pins of the mirror lead to readable commits. */
function isSound({ processes, gitDir }: Fetching): Promise<boolean> {
  return processes.run({ gitDir, args: ['rev-list', '--no-walk', '--all'] }).then(
    () => true,
    () => false,
  );
}
