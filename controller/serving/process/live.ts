/** The release that serves: restarts its server with backoff when it dies. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Desired, Observed } from './documents.ts';
import { launchServer } from './launch.ts';
import type { Server } from './server.ts';
import type { Traffic } from './traffic.ts';

export interface Live {
  readonly desired: Desired;
  /** Undefined while a server that died is being replaced. */
  readonly server: Server | undefined;
  observe(): NonNullable<Observed['live']>;
  /** No more restarts. A server that is being started is ended; one that serves is left to the caller. */
  stop(): Promise<void>;
}

export interface LiveOptions {
  readonly folder: string;
  readonly desired: Desired;
  /** Undefined: it died while no keeper was there. */
  readonly server: Server | undefined;
  readonly traffic: Traffic;
  readonly changed: () => void;
  readonly restarts: number;
  readonly since: string;
}

/** Watches over the live release until `stop`. */
export function keepLive(options: LiveOptions): Live {
  return new LiveRelease(options);
}

class LiveRelease implements Live {
  readonly #options: LiveOptions;
  readonly #stopping = new AbortController();
  readonly #watching: Promise<void>;
  #server: Server | undefined;
  #restarts: number;
  #message: string | undefined;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#server = options.server;
    this.#restarts = options.restarts;
    this.#message = options.server === undefined ? 'the server ended while its keeper was away' : undefined;
    this.#watching = this.#watch();
  }

  get desired(): Desired {
    return this.#options.desired;
  }

  get server(): Server | undefined {
    return this.#server;
  }

  observe(): NonNullable<Observed['live']> {
    return {
      release: this.desired.release.digest,
      model: this.desired.release.content.model,
      since: this.#options.since,
      restarts: this.#restarts,
      ...(this.#server !== undefined && { server: this.#server.record }),
      ...(this.#message !== undefined && { message: this.#message }),
    };
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    const { limits } = this.desired;
    let pause = limits.backoffMs;
    let healthySince = Date.now();
    while (!signal.aborted) {
      if (this.#server !== undefined) {
        const words = await Promise.race([this.#server.ended, aborted(signal)]);
        if (signal.aborted) return;
        this.#lost(words);
        if (Date.now() - healthySince >= limits.healthyMs) pause = limits.backoffMs;
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, limits.backoffLimitMs);
      await this.#restart();
      healthySince = Date.now();
    }
  }

  #lost(words: string): void {
    this.#server = undefined;
    this.#message = `the server ${words}`;
    this.#options.traffic.direct(undefined);
    this.#options.changed();
  }

  async #restart(): Promise<void> {
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    this.#restarts += 1;
    const { folder, desired, traffic, changed } = this.#options;
    const watcher = { started: () => undefined, progress: () => undefined };
    const launched = await launchServer(folder, desired, watcher, signal);
    if (signal.aborted) {
      if ('server' in launched) await launched.server.end(desired.limits.terminateMs);
      return;
    }
    this.#server = 'server' in launched ? launched.server : undefined;
    this.#message = 'failure' in launched ? launched.failure.message : undefined;
    changed();
    if (this.#server !== undefined) traffic.direct(this.#server);
  }
}

async function aborted(signal: AbortSignal): Promise<string> {
  if (signal.aborted) return '';
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(''), { once: true }));
}
