/** The user's process: one group, one log, one time limit; whatever it leaves behind is ended with it. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from '../../artifacts/faults.ts';
import type { BoundedLog } from './bounded-log.ts';
import { findCommand } from './command-path.ts';
import { StepFault } from './fault.ts';
import { identifyChild } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { signalProcess, sweepProcesses } from './sweep.ts';

/** Between SIGTERM and SIGKILL. Milliseconds. */
const grace = 10_000;
/** How long pipes may stay open once every process is gone. Milliseconds. */
const drain = 5_000;
const longestTimer = 2 ** 31 - 1;

export interface StepProcess {
  /** Of the execution. */
  readonly name: string;
  readonly command: readonly string[];
  readonly cwd: string;
  /** All of it: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly log: BoundedLog;
  readonly signal: AbortSignal;
  /** Called when the process runs. */
  readonly started: (step: ProcessIdentity, at: Date) => void;
}

export interface StepEnd {
  /** 128 + number if a signal ended it, as shells say. */
  readonly exitCode: number;
  readonly signal: string | undefined;
  readonly timedOut: boolean;
  readonly seconds: number;
  /** Processes that were still there when the main one had ended. */
  readonly leftovers: number;
}

function resolveCommand(step: StepProcess): string {
  const [command = ''] = step.command;
  const path = step.env['PATH'] ?? '';
  const found = findCommand(command, path, step.cwd);
  if (found.kind === 'Found') return found.path;
  if (found.kind === 'NotExecutable') {
    throw new StepFault(
      'Failed',
      'CommandNotExecutable',
      `command: found ${found.path}, which is not executable; make it so in git (git update-index --chmod=+x), or name its interpreter first`,
      126,
    );
  }
  const where = command.includes('/') ? 'no such file among the inputs' : `it is in no folder of PATH (${path})`;
  const hint =
    command === 'python' && findCommand('python3', path, step.cwd).kind === 'Found' ? '; there is python3' : '';
  throw new StepFault('Failed', 'CommandNotFound', `command not found: ${command}: ${where}${hint}`, 127);
}

/** Ends a group: first politely. The timer does not outlive the process. */
function endGroup(child: ChildProcess): NodeJS.Timeout {
  const group = -(child.pid ?? 0);
  signalProcess(group, 'SIGTERM');
  // A stopped process takes no SIGTERM.
  signalProcess(group, 'SIGCONT');
  return setTimeout(() => signalProcess(group, 'SIGKILL'), grace);
}

function startTimer(ms: number, fire: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = (left: number): void => {
    timer = setTimeout(() => (left > longestTimer ? arm(left - longestTimer) : fire()), Math.min(left, longestTimer));
  };
  arm(ms);
  return () => clearTimeout(timer);
}

async function startProcess(step: StepProcess): Promise<ChildProcess> {
  const program = resolveCommand(step);
  const [command = '', ...args] = step.command;
  try {
    const child = spawn(program, args, {
      argv0: command,
      cwd: step.cwd,
      env: step.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await once(child, 'spawn');
    return child;
  } catch (error: unknown) {
    const code = systemCode(error);
    if (code === 'ENOEXEC')
      throw new StepFault(
        'Failed',
        'CommandNotExecutable',
        `command: ${program} is not a program; a script needs a first line such as #!/bin/sh`,
        126,
      );
    if (code === 'ENOENT')
      throw new StepFault(
        'Failed',
        'CommandNotFound',
        `command: the interpreter that the first line of ${program} names is not there`,
        127,
      );
    if (code === 'E2BIG')
      throw new StepFault(
        'Failed',
        'CommandNotExecutable',
        'command: found more arguments and environment than the system allows',
        126,
      );
    throw error;
  }
}

/**
 * Runs it to its end, whatever ends it, and then ends what it left.
 * @throws StepFault CommandNotFound | CommandNotExecutable
 */
export async function runStepProcess(step: StepProcess): Promise<StepEnd> {
  step.signal.throwIfAborted();
  const child = await startProcess(step);
  const begun = performance.now();
  const identity = identifyChild(child.pid ?? 0);
  const closed = new Promise((resolve) => child.once('close', resolve));
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => step.log.write(chunk));
  step.started(identity, new Date());
  let [timedOut, ending]: [boolean, NodeJS.Timeout | undefined] = [false, undefined];
  const stopTimer = startTimer(step.timeoutMs, () => {
    timedOut = true;
    ending ??= endGroup(child);
  });
  const abort = (): void => {
    ending ??= endGroup(child);
  };
  step.signal.addEventListener('abort', abort, { once: true });
  if (step.signal.aborted) abort();
  const end = await exited;
  const seconds = (performance.now() - begun) / 1000;
  stopTimer();
  clearTimeout(ending);
  step.signal.removeEventListener('abort', abort);
  const leftovers = await sweepProcesses(step.name, identity);
  await Promise.race([closed, delay(drain, undefined, { ref: false })]);
  child.stdout?.destroy();
  child.stderr?.destroy();
  const exitCode = end.code ?? 128 + (end.signal === null ? 0 : constants.signals[end.signal]);
  return { exitCode, signal: end.signal ?? undefined, timedOut, seconds, leftovers };
}
