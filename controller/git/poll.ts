import { RefitError } from '../core/errors.ts';
import { branchNotFound } from './branch.ts';
import type { ResolvedRef } from './git.ts';
import { createPollClient, type PollClient } from './http-client.ts';
import { refusalOf, serverRefusal } from './server-refusal.ts';
import { GitFailure, type GitProcesses, lastLine } from './process.ts';

const heads = 'refs/heads/';

/** Asks servers what a branch is at. */
export interface Poller {
  /** @throws RefitError SourceNotFound | RefNotFound | SourceUnavailable */
  poll(url: string, branch: string | undefined): Promise<ResolvedRef>;
  close(): void;
}

/**
 * Polls in this process (isomorphic-git, protocol v2: two small requests, a fifth of the CPU of a spawned git). What
 * it does not find there is asked once more with git, whose answer is whole or an error: an empty or cut answer must
 * never look like a deleted branch, and SHA-256 or protocol v1 servers are not read by isomorphic-git at all.
 */
export function createPoller(processes: GitProcesses, timeoutMs: number): Poller {
  const client: PollClient = createPollClient(timeoutMs);
  const onlyNative = new Set<string>();

  async function poll(url: string, branch: string | undefined): Promise<ResolvedRef> {
    const first = onlyNative.has(url) ? {} : await pollInProcess(client, url, branch);
    if (first.found !== undefined) return first.found;
    const refs = await listNative(processes, url, timeoutMs);
    const found = pick(refs, branch);
    // A page that is no git answer reads as a repository without refs to git's oldest protocol.
    if (refs.length === 0 && first.failure !== undefined) {
      const message = `What answers at ${url} is no git server.`;
      throw new RefitError('SourceUnavailable', message, first.failure);
    }
    if (found === undefined) throw branchNotFound(url, branch, branchNames(refs));
    onlyNative.add(url);
    return found;
  }

  return { poll, close: () => client.close() };
}

interface ServerRef {
  readonly ref: string;
  readonly oid: string;
  readonly target?: string | undefined;
}

interface FirstLook {
  readonly found?: ResolvedRef | undefined;
  /** Why the answer could not be read. */
  readonly failure?: unknown;
}

/** The branch, or nothing where this way of asking cannot tell. */
async function pollInProcess(http: PollClient, url: string, branch: string | undefined): Promise<FirstLook> {
  const { listServerRefs } = await import('isomorphic-git');
  const prefix = branch === undefined ? 'HEAD' : `${heads}${branch}`;
  try {
    const refs: readonly ServerRef[] = await listServerRefs({ http, url, prefix, symrefs: true, headers: {} });
    return { found: pick(refs, branch) };
  } catch (error: unknown) {
    if (error instanceof RefitError) throw error;
    const status = statusOf(error);
    if (status !== undefined) throw serverRefusal(url, status, error);
    return { failure: error };
  }
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('data' in error) || typeof error.data !== 'object') return undefined;
  const data = error.data;
  return data !== null && 'statusCode' in data && typeof data.statusCode === 'number' ? data.statusCode : undefined;
}

/** Exactly the ref that is meant: servers answer by prefix. @throws SourceUnavailable when its id is none */
function pick(refs: readonly ServerRef[], branch: string | undefined): ResolvedRef | undefined {
  const found = refs.find(({ ref }) => ref === (branch === undefined ? 'HEAD' : `${heads}${branch}`));
  if (found === undefined) return undefined;
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(found.oid)) return undefined;
  const target = found.target?.startsWith(heads) === true ? found.target.slice(heads.length) : undefined;
  return { branch: branch ?? target ?? 'HEAD', commit: found.oid };
}

async function listNative(processes: GitProcesses, url: string, timeoutMs: number): Promise<ServerRef[]> {
  try {
    const args = ['ls-remote', '--symref', '--', url, 'HEAD', `${heads}*`];
    return parseLsRemote((await processes.run({ args, timeoutMs })).toString('utf8'));
  } catch (error: unknown) {
    if (!(error instanceof GitFailure)) throw error;
    const refusal = refusalOf(url, error);
    if (refusal !== undefined) throw refusal;
    const why = error.kind === 'exit' ? lastLine(error.stderr) : error.message;
    throw new RefitError('SourceUnavailable', `The git server of ${url} cannot be asked: ${why}.`, error);
  }
}

function parseLsRemote(output: string): ServerRef[] {
  const targets = new Map<string, string>();
  const refs: ServerRef[] = [];
  for (const line of output.split('\n')) {
    const [left, ref] = line.split('\t');
    if (left === undefined || ref === undefined) continue;
    if (left.startsWith('ref: ')) targets.set(ref, left.slice('ref: '.length));
    else refs.push({ ref, oid: left, target: targets.get(ref) });
  }
  return refs;
}

function branchNames(refs: readonly ServerRef[]): string[] {
  return refs.filter(({ ref }) => ref.startsWith(heads)).map(({ ref }) => ref.slice(heads.length));
}
