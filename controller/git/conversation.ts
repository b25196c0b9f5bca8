import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { MirrorBroken } from './broken.ts';
import { ByteQueue } from './byte-queue.ts';
import { GitFailure, killGroup, lastLine, needsMemory } from './process.ts';

/** What one exchange may do: say something, and take what comes back. */
export interface Exchange {
  readonly answer: ByteQueue;
  readonly say: (text: string) => void;
}

interface Live {
  readonly child: ChildProcessWithoutNullStreams;
  readonly answer: ByteQueue;
}

/**
 * A long-lived git process that answers questions (`cat-file --batch`, `diff-tree --stdin`): started at the first
 * one, ended when nothing was asked for `idleMs`, never holding this process open between questions. Exchanges take
 * turns. One that fails ends the process, since what it would say next belongs to nobody.
 */
export class Conversation {
  readonly #start: () => ChildProcessWithoutNullStreams;
  readonly #idleMs: number;
  readonly #onIdle: () => void;
  #live: Live | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(start: () => ChildProcessWithoutNullStreams, idleMs: number, onIdle: () => void = () => undefined) {
    this.#start = start;
    this.#idleMs = idleMs;
    this.#onIdle = onIdle;
  }

  /** @throws MirrorBroken when the process ends meanwhile, and whatever `work` throws */
  exchange<T>(work: (exchange: Exchange) => Promise<T>): Promise<T> {
    this.#waiting++;
    clearTimeout(this.#idle);
    const turn = this.#turn.then(() => this.#hold(work));
    this.#turn = turn.then(
      () => this.#rest(),
      () => this.#rest(),
    );
    return turn;
  }

  async #hold<T>(work: (exchange: Exchange) => Promise<T>): Promise<T> {
    const live = (this.#live ??= this.#open());
    setReferenced(live.child, true);
    try {
      return await work({ answer: live.answer, say: (text) => void live.child.stdin.write(text) });
    } catch (error: unknown) {
      this.#end(live);
      throw error;
    }
  }

  #rest(): void {
    if (--this.#waiting > 0) return;
    if (this.#live) setReferenced(this.#live.child, false);
    this.#idle = setTimeout(() => {
      this.close();
      this.#onIdle();
    }, this.#idleMs);
    this.#idle.unref();
  }

  #open(): Live {
    const child = this.#start();
    const answer = new ByteQueue(child.stdout);
    const live = { child, answer };
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString('utf8')).slice(-4096)));
    child.stdout.on('data', (chunk: Buffer) => answer.push(chunk));
    const ended = (error: Error): void => {
      if (this.#live === live) this.#live = undefined;
      answer.fail(error);
    };
    child.once('error', (error) => ended(new GitFailure('missing', '', `git cannot be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      // Killed from outside says nothing about the mirror; any other end in the middle of an answer does.
      if (needsMemory(stderr)) ended(new GitFailure('output', stderr, 'git needs more memory than it may have'));
      else if (code === 127) ended(new GitFailure('missing', stderr, `git cannot be started: ${lastLine(stderr)}`));
      else if (signal === 'SIGKILL') ended(new GitFailure('missing', stderr, 'git was killed'));
      else ended(new MirrorBroken(`a git process ended while it was asked: ${lastLine(stderr)}`));
    });
    return live;
  }

  #end(live: Live): void {
    if (this.#live === live) this.#live = undefined;
    killGroup(live.child);
  }

  /** Ends the process; the next exchange starts a new one. */
  close(): void {
    clearTimeout(this.#idle);
    // Whoever is in the middle of an answer starts over: it is the mirror that is made again, or all that ends.
    this.#live?.answer.fail(new MirrorBroken('the git process was closed'));
    if (this.#live) this.#end(this.#live);
  }
}

function setReferenced(child: ChildProcessWithoutNullStreams, referenced: boolean): void {
  for (const handle of [child, child.stdin, child.stdout, child.stderr]) {
    if (referenced && 'ref' in handle && typeof handle.ref === 'function') handle.ref();
    if (!referenced && 'unref' in handle && typeof handle.unref === 'function') handle.unref();
  }
}
