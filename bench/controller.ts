/** A controller in a child process, as benchmarks talk to it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ValidWorkflow } from '../controller/core/validate/validate.ts';
import type { GitCounters } from '../controller/git/native.ts';
import { epoch } from './bench.ts';

const program = fileURLToPath(new URL('controller-process.ts', import.meta.url));

/**
 * `decided`: every workflow has decided at `commit`. `settled`: nothing is under way. `refresh`: look at every source now.
 * `collected`: what nobody needs is out of the memory. `webhooks`: they are received.
 */
export interface Question {
  readonly id: number;
  readonly kind: 'decided' | 'settled' | 'counters' | 'refresh' | 'collected' | 'webhooks';
  readonly commit?: string;
}

/** What the controller is like. `at`: when that was so (`epoch`). */
export interface Told {
  readonly at: number;
  readonly runs: number;
  /** Orders to the store to write something, since it was ready. */
  readonly writes: number;
  readonly counters: GitCounters;
  /** Where webhooks are received on loopback; 0: nowhere. */
  readonly port: number;
}

export type Answer =
  | { readonly kind: 'ready'; readonly at: number; readonly counters: GitCounters }
  | (Told & { readonly kind: 'answer'; readonly id: number })
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** A controller that runs; `begun` and `ready` are moments (`epoch`). */
export class Controller {
  readonly begun: number;
  readonly ready: number;
  readonly counters: GitCounters;
  readonly #child: ChildProcess;
  #asked = 0;

  private constructor(child: ChildProcess, begun: number, ready: Extract<Answer, { kind: 'ready' }>) {
    this.#child = child;
    this.begun = begun;
    this.ready = ready.at;
    this.counters = ready.counters;
  }

  /** Starts one on a state folder, with options of Node, and waits until everything there is has been reconciled. */
  static async start(
    state: string,
    workflows: readonly ValidWorkflow[],
    nodeOptions: readonly string[] = [],
  ): Promise<Controller> {
    mkdirSync(state, { recursive: true });
    const file = `${state}/workflows.yaml`;
    writeFileSync(file, workflows.map((workflow) => `---\n${JSON.stringify(workflow)}\n`).join(''));
    const begun = epoch();
    const child = fork(program, [state, file], {
      execArgv: ['--disable-warning=ExperimentalWarning', ...nodeOptions],
      // As refit.sh does it.
      env: { ...process.env, NODE_COMPILE_CACHE: `${state}/../compile-cache` },
    });
    const ready = await answerOf(child, (answer) => answer.kind === 'ready');
    if (ready.kind !== 'ready') throw new Error('the controller did not get ready');
    return new Controller(child, begun, ready);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ask(kind: Question['kind'], commit?: string): Promise<Told> {
    const id = (this.#asked += 1);
    const told = answerOf(this.#child, (answer) => answer.kind !== 'ready' && answer.id === id);
    this.#child.send({ id, kind, ...(commit === undefined ? {} : { commit }) } satisfies Question);
    const answer = await told;
    if (answer.kind === 'answer') return answer;
    throw new Error(`the controller was asked ${kind}: ${answer.kind === 'failed' ? answer.message : ''}`);
  }

  /** Ends the controller and waits for it. What it started goes on. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}

function answerOf(child: ChildProcess, wanted: (answer: Answer) => boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const listen = (answer: Answer): void => {
      if (!wanted(answer)) return;
      stop();
      resolve(answer);
    };
    const fail = (cause: unknown): void => {
      stop();
      reject(new Error(`the controller ended: ${String(cause)}`));
    };
    const stop = (): void => void child.off('message', listen).off('exit', fail).off('error', fail);
    child.on('message', listen).on('exit', fail).on('error', fail);
  });
}

/** The resident memory of a process, in bytes, from /proc. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

/** Milliseconds of processor time that a process has used, from /proc (ticks of 10 ms). */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
