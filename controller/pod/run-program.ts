/** What Refit's programs in pods have in common: a request document, an outcome in the termination message, an end in time. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ObjectArtifacts } from '../artifacts/objects/artifacts.ts';
import { openPodArtifacts } from '../artifacts/objects/pod.ts';
import { isReason, toError } from '../core/errors.ts';
import type { Reason } from '../core/errors.ts';
import type { StepDocument } from '../engines/job/facts.ts';
import { StepFault, toStepFault } from '../engines/process/fault.ts';
import { failureText } from './termination.ts';

/** Where a program finds everything; `root` is `/refit` in a pod. */
export interface PodFolders {
  readonly execution: string;
  readonly own: string;
  readonly credentials: string;
  /** Secrets that fetching takes: a folder each; of `fetch` only. */
  readonly secrets: string;
  /** Fetched data of several executions, where there is a claim for it; of `fetch` only. */
  readonly dataCache: string;
  readonly request: string;
  /** Where Kubernetes reads the termination message. */
  readonly termination: string;
}

/** The folders of a pod; with a root of one's own (tests) everything is below it. */
export function podFolders(root: string | undefined): PodFolders {
  const base = root ?? '/refit';
  return {
    execution: join(base, 'execution'),
    own: join(base, 'own'),
    credentials: join(base, 'artifacts'),
    secrets: join(base, 'secrets'),
    dataCache: join(base, 'data-cache'),
    request: join(base, 'request', 'request.json'),
    termination: root === undefined ? '/dev/termination-log' : join(root, 'termination-log'),
  };
}

/** What a program works with. */
export interface ProgramContext {
  readonly folders: PodFolders;
  readonly document: StepDocument;
  readonly signal: AbortSignal;
}

/**
 * Runs a program to its end: exit code 0 and what `work` returns as termination message, or 1 and why it failed. SIGTERM ends
 * it at once: as process 1 of its container it would be ignored otherwise.
 */
export async function runProgram(work: (context: ProgramContext) => Promise<string>): Promise<void> {
  const abort = new AbortController();
  process.on('SIGTERM', () => {
    abort.abort();
    process.exit(143);
  });
  const folders = podFolders(process.argv[2]);
  try {
    const document = await readDocument(folders.request);
    await writeFile(folders.termination, await work({ folders, document, signal: abort.signal }));
  } catch (thrown: unknown) {
    const { phase, reason, message } = toStepFault(thrown);
    process.stderr.write(`${reason}: ${message}\n`);
    if (reason === 'InternalError') process.stderr.write(`${toError(thrown).stack ?? ''}\n`);
    // A step is never ended by its own programs' cancellation: that is the controller's to say.
    const failure = { phase: phase === 'Failed' ? phase : 'Infrastructure', reason, message } as const;
    await writeFile(folders.termination, failureText(failure));
    process.exitCode = 1;
  }
}

async function readDocument(path: string): Promise<StepDocument> {
  const text = await readFile(path, 'utf8');
  const document: unknown = JSON.parse(text);
  if (isDocument(document)) return document;
  throw new StepFault('Infrastructure', 'RequestUnreadable', `${path}: found a document of another version of Refit`);
}

function isDocument(value: unknown): value is StepDocument {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'request' in value;
}

/** Opens the artifact store of the pod. */
export function openArtifacts({ folders, document }: ProgramContext): Promise<ObjectArtifacts> {
  return openPodArtifacts(document.artifacts, folders.credentials);
}

/** Waits before the second and later attempts, in milliseconds: a network that blinks is no reason to lose a pod. */
const waits = [500, 2_000, 6_000];
/** What may be over in a moment. */
const passing: readonly Reason[] = ['SourceUnavailable', 'ArtifactStoreUnavailable', 'MirrorCorrupted'];

/** Does something again that failed for a reason that passes; `undo` takes away what was half done. */
export async function withRetries<T>(
  work: () => Promise<T>,
  undo: () => Promise<void>,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error: unknown) {
      await undo();
      const wait = waits[attempt];
      if (wait === undefined || !passing.some((reason) => isReason(error, reason))) throw error;
      await delay(wait, undefined, { signal });
    }
  }
}
