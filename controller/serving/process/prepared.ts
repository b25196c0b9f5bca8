/**
 * What must be there before a server can start, made by a process of its own (prepare.ts), so that hashing and copying
 * a large model never holds up a prediction and the keeper stays small. Secrets come back through a pipe only.
 *
 * The process reads one line of JSON, a `PrepareRequest`, from its standard input, writes a `PrepareAnswer` to its
 * standard output, and ends when its input closes: it never outlives the keeper.
 */
import { spawn } from 'node:child_process';
import { hasFields, parseDocument } from './documents.ts';
import type { Desired } from './documents.ts';

export interface PrepareRequest {
  readonly desired: Desired;
  /** The folder of the release, to be made or found ready. */
  readonly folder: string;
}

/** What a release's server runs with. */
export interface Prepared {
  readonly command: readonly string[];
  readonly cwd: string;
  /** The whole environment but PORT and the marker; holds secrets. */
  readonly env: Readonly<Record<string, string>>;
  /** Values that must not appear in messages. */
  readonly secrets: readonly string[];
}

/** `waiting`: something outside is missing that may come, such as a secret. */
export interface PrepareFailure {
  readonly reason: string;
  readonly message: string;
  readonly waiting: boolean;
}

export type PrepareAnswer = { readonly prepared: Prepared } | { readonly failure: PrepareFailure };

/** Runs the preparation. Ends it when `signal` aborts; the answer is then a failure that nobody reads. */
export async function prepareRelease(request: PrepareRequest, signal: AbortSignal): Promise<PrepareAnswer> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', request.desired.prepare], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: request.folder,
  });
  // A closed input lets it end the tools it runs, such as pip, first.
  let late: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.stdin.destroy();
    late ??= setTimeout(() => child.kill('SIGKILL'), 15_000);
  };
  signal.addEventListener('abort', stop);
  const output: Buffer[] = [];
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)));
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.write(`${JSON.stringify(request)}\n`);
  if (signal.aborted) stop();
  const words = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, name) => resolve(name === null ? `exit code ${code ?? 0}` : name));
  });
  clearTimeout(late);
  child.stdin.destroy();
  signal.removeEventListener('abort', stop);
  const answer = parseDocument(Buffer.concat(output).toString('utf8'), isAnswer);
  if (answer !== undefined) return answer;
  const message = `the release could not be prepared (${words}): ${complaint.trim().split('\n').slice(-3).join(' | ')}`;
  return { failure: { reason: 'InternalError', message, waiting: false } };
}

function isAnswer(value: unknown): value is PrepareAnswer {
  return hasFields(value, { prepared: 'object' }) || hasFields(value, { failure: 'object' });
}
