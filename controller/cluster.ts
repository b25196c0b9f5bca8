/**
 * The controller of a cluster put together: what every replica does (keep objects in memory, answer probes, serve the
 * volume), what the leader does (reconcile), and the order in which all of it ends.
 */
import { once } from 'node:events';
import { type ClusterAdapters, openClusterAdapters } from './cluster-adapters.ts';
import type { Config } from './config.ts';
import { toError } from './core/errors.ts';
import { backoffDelay } from './runtime/backoff.ts';
import { addReconcilers } from './reconcile/controllers.ts';
import { monotonicClock, systemClock } from './runtime/clock.ts';
import { type Check, type Watchdog, answerProbe, createWatchdog, startPulse } from './runtime/health.ts';
import { openHttpDoor } from './runtime/http-door.ts';
import { type Leadership, runLeaderElection } from './runtime/leader.ts';
import { openLease } from './runtime/lease.ts';
import type { Logger } from './runtime/log.ts';
import { type Manager, createManager } from './runtime/manager.ts';
import { type Metrics, createMetrics } from './runtime/metrics.ts';

export interface ClusterOptions {
  readonly config: Config;
  /** Where the keys of the artifact store may be. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of this process alone, for the lease. */
  readonly identity: string;
  readonly version: string;
  readonly log: Logger;
  /** Ends it in order. */
  readonly signal: AbortSignal;
}

/** The Lease of the controller, in its own namespace. */
export const leaseName = 'refit-controller';

/** Milliseconds that what is worked on gets to end; with all that follows it stays below a pod's 30 s. */
const drainMs = 12_000;
/** Milliseconds by which timers may be late, and without a try of the election, before the process shall be restarted. */
const lagMs = 5_000;
const silenceMs = 60_000;

/**
 * Runs until `signal` aborts (`Ended`) or the lease is lost (`Lost`: nothing is ended in order then, the process shall exit).
 * @throws RefitError KubernetesUnavailable without access to a cluster; errors of listening
 */
export async function runCluster(options: ClusterOptions): Promise<'Ended' | 'Lost'> {
  const cluster = new Cluster(options);
  let ended: 'Ended' | 'Lost' = 'Ended';
  try {
    ended = await cluster.run();
    return ended;
  } finally {
    if (ended === 'Ended') await cluster.close();
  }
}

type Ending = () => void | Promise<void>;

class Cluster {
  readonly #options: ClusterOptions;
  readonly #metrics: Metrics;
  /** Ends of what was begun, the last one first. */
  readonly #endings: Ending[] = [];
  readonly #live: Check[] = [];
  #adapters: ClusterAdapters | undefined;
  #leadership: Leadership | undefined;
  #manager: Manager | undefined;

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.#metrics = createMetrics({ version: options.version });
  }

  async run(): Promise<'Ended' | 'Lost'> {
    const { signal, log } = this.#options;
    await this.#openDoor();
    const adapters = await this.#openAdapters();
    const ended = once(signal, 'abort');
    if (signal.aborted) return 'Ended';
    await Promise.race([adapters.store.synced(), ended]);
    if (signal.aborted) return 'Ended';
    log.info('controller ready');
    return this.#elect(adapters);
  }

  /** Everything that is open, in the reverse order of its opening. */
  async close(): Promise<void> {
    for (const end of this.#endings.splice(0).toReversed()) await this.#attempt(end);
  }

  async #attempt(end: Ending): Promise<void> {
    try {
      await end();
    } catch (thrown: unknown) {
      this.#options.log.warn('could not end cleanly', { error: thrown });
    }
  }

  /** Probes are answered before anything else works: a start that takes long is not a process that is stuck. */
  async #openDoor(): Promise<void> {
    const { config, log } = this.#options;
    const pulse = startPulse(lagMs, monotonicClock);
    this.#endings.push(() => pulse.stop());
    this.#live.push(pulse);
    const metrics = this.#metrics;
    const door = await openHttpDoor({
      ...(config.address === undefined ? {} : { address: config.address }),
      port: config.ports.health,
      onError: (error) => log.warn('page failed', { error }),
      pages: {
        '/healthz': () => answerProbe(this.#live),
        '/readyz': () => answerProbe([{ name: 'caches', problem: () => this.#unready() }]),
        '/metrics': async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() }),
      },
    });
    this.#endings.push(() => door.close());
    log.info('health is served', { port: door.port });
  }

  #unready(): string | undefined {
    if (!this.#adapters) return 'not opened yet';
    return this.#adapters.store.healthy ? undefined : 'not filled, or not near what the API server has';
  }

  async #openAdapters(): Promise<ClusterAdapters> {
    const { config, environment, log } = this.#options;
    const holds = (): boolean => this.#leadership?.holds() === true;
    const adapters = await openClusterAdapters({ config, environment, log, metrics: this.#metrics, holds });
    this.#endings.push(() => adapters.close());
    this.#adapters = adapters;
    this.#metrics.read({
      depths: () => this.#manager?.depths() ?? new Map(),
      git: () => adapters.counters(),
      leads: holds,
    });
    return adapters;
  }

  async #elect(adapters: ClusterAdapters): Promise<'Ended' | 'Lost'> {
    const { config, identity, log, signal } = this.#options;
    const onStarted = (leadership: Leadership): void => this.#lead(adapters, leadership);
    if (!config.leaderElection) {
      const alone = new AbortController();
      onStarted({ signal: alone.signal, holds: () => !alone.signal.aborted });
      if (!signal.aborted) await once(signal, 'abort');
      await this.#stopWork(adapters);
      alone.abort();
      return 'Ended';
    }
    const watchdog: Watchdog = createWatchdog('leader-election', silenceMs, monotonicClock);
    this.#live.push(watchdog);
    return runLeaderElection({
      lease: openLease(adapters.leaseClient, { namespace: config.namespace, name: leaseName }),
      identity,
      signal,
      onStarted,
      onStopped: (why) => (why === 'Ended' ? this.#stopWork(adapters) : undefined),
      onError: (error) => log.warn('lease not written', { error: error.message }),
      onTry: () => watchdog.beat(),
    });
  }

  /** Begins to reconcile. The engine acts by itself, so it is not there before. */
  #lead(adapters: ClusterAdapters, leadership: Leadership): void {
    const { config, identity, log } = this.#options;
    this.#leadership = leadership;
    log.info('leading', { identity });
    const manager = createManager({
      clock: systemClock,
      grace: drainMs,
      signal: leadership.signal,
      onError: (error) => log.warn('could not end cleanly', { error }),
    });
    this.#manager = manager;
    const engine = adapters.openEngine();
    manager.onClose(() => engine.close());
    const { parallel } = config;
    const reconcilers = addReconcilers(
      manager,
      { ...adapters, engine, clock: systemClock, log, measures: this.#metrics.measures },
      parallel === undefined ? {} : { parallel },
    );
    manager.start();
    void this.#resync(() => reconcilers.resync(), leadership.signal);
  }

  /** Everything is looked at once; as often as it takes until that is on the queues. */
  async #resync(resync: () => Promise<void>, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await resync();
        return;
      } catch (thrown: unknown) {
        if (signal.aborted) return;
        this.#options.log.warn('could not look at everything', { error: toError(thrown).message });
        await new Promise<void>((resolve) => systemClock.after(backoffDelay(failures, { cap: 10_000 }), resolve));
      }
    }
  }

  /** No new work, the work there is to its end, what it wrote last out: all while the lease is still ours. */
  async #stopWork(adapters: ClusterAdapters): Promise<void> {
    this.#options.log.info('controller stops');
    await this.#manager?.stop();
    await this.#attempt(() => adapters.flush());
  }
}
