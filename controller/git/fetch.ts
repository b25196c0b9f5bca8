import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RefitError } from '../core/errors.ts';
import { MirrorBroken } from './broken.ts';
import { refusalOf } from './server-refusal.ts';
import { GitFailure, type GitProcesses, lastLine } from './process.ts';

const pins = 'refs/refit/pins/';
const maxPins = 1000;

/** What a fetch works with. */
export interface Fetching {
  readonly processes: GitProcesses;
  readonly url: string;
  readonly gitDir: string;
  readonly timeoutMs: number;
  /** Of a commit only itself and its trees. */
  readonly shallow?: boolean;
}

const quietly = ['-q', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--filter=blob:none'];

/**
 * Fetches a commit with its history and trees, no blobs where the server can leave them out, and pins it.
 * @throws RefitError RevisionGone | SourceUnavailable | SourceNotFound; MirrorBroken
 */
export async function fetchCommit(fetching: Fetching, commit: string): Promise<void> {
  try {
    const depth = fetching.shallow === true ? ['--depth=1'] : [];
    await runFetch(fetching, [...quietly, ...depth, 'origin', `+${commit}:${pins}${commit}`]);
  } catch (error: unknown) {
    // A server of protocol 0 that gives only what its refs name: take all branches, the commit may be below one.
    if (!(error instanceof GitFailure) || !/unadvertised object/.test(error.stderr))
      throw await explain(fetching, error);
    await runFetch(fetching, [...quietly, '--prune', 'origin', '+refs/heads/*:refs/refit/heads/*']).catch(
      async (failure: unknown) => {
        throw await explain(fetching, failure);
      },
    );
  }
  await boundPins(fetching);
}

/** Fetches blobs by id, in one request. @throws as fetchCommit */
export async function fetchBlobs(fetching: Fetching, oids: readonly string[]): Promise<void> {
  const args = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', ...quietly, '--stdin', 'origin'];
  const input = `${oids.join('\n')}\n`;
  try {
    await fetching.processes.run({ gitDir: fetching.gitDir, args, input, timeoutMs: fetching.timeoutMs });
  } catch (error: unknown) {
    throw await explain(fetching, error);
  }
}

async function runFetch({ processes, gitDir, timeoutMs }: Fetching, args: readonly string[]): Promise<void> {
  await processes.run({ gitDir, args: ['fetch', ...args], timeoutMs });
}

/** Keeps the newest thousand pins: what is older is fetched again should it ever be asked for. */
async function boundPins({ processes, gitDir }: Fetching): Promise<void> {
  const folder = join(gitDir, pins);
  const names = await readdir(folder).catch(() => []);
  if (names.length <= maxPins * 1.1) return;
  const aged = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  aged.sort((a, b) => b.time - a.time);
  const input = aged.slice(maxPins).map(({ name }) => `delete ${pins}${name}\n`);
  await processes.run({ gitDir, args: ['update-ref', '--stdin'], input: input.join('') });
}

const outside =
  /could not resolve|failed to connect|couldn't connect|connection|timed out|http\/|returned error: \d|early eof|hung up|rpc failed|ssl|tls|certificate|gnutls|unexpected disconnect|expected flush|invalid|redirect|bad band|protocol error|too slow|curl|not valid: is this a git repository|operation too slow/i;
const broken =
  /not a git repository|bad object|is corrupt|is empty|bad config|packfile|unresolved delta|did not send all|unable to read|inflate|could not read|bad ref|invalid object|missing (?:blob|tree|commit) object|broken|error processing|unknown repository extension/i;

/** The error a failed fetch means: of the network, of the commit, or of the mirror. */
async function explain(fetching: Fetching, error: unknown): Promise<unknown> {
  if (!(error instanceof GitFailure)) return error;
  const { url } = fetching;
  const said = lastLine(error.stderr);
  const unavailable = (why: string): RefitError =>
    new RefitError('SourceUnavailable', `The repository ${url} could not be fetched: ${why}.`, error);
  if (error.kind === 'missing') return unavailable(error.message);
  if (error.kind === 'timeout') return unavailable(`it took longer than ${fetching.timeoutMs} ms`);
  if (/not our ref|no such remote ref|couldn't find remote ref/i.test(error.stderr)) {
    return new RefitError('RevisionGone', `The repository ${url} no longer has what was asked for: ${said}.`, error);
  }
  const refusal = refusalOf(url, error);
  if (refusal !== undefined) return refusal;
  if (/no space left|permission denied|read-only file system|disk quota|cannot allocate/i.test(error.stderr)) {
    return unavailable(`the mirror cannot be written (${said})`);
  }
  if (/^fatal: (?:unable to access|the remote end|protocol)/m.test(error.stderr)) return unavailable(said);
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
