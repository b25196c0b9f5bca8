/**
 * The controller of a cluster put together: what every replica does (keep objects in memory, answer probes, serve the
 * volume), what the leader does (reconcile), and the order in which all of it ends.
 */
import { once } from 'node:events';
import { type ClusterAdapters, openClusterAdapters } from './cluster-adapters.ts';
import type { Config } from './config.ts';
import { toError } from './core/errors.ts';
import { backoffDelay } from './runtime/backoff.ts';
import { type Reconcilers, addReconcilers } from './reconcile/controllers.ts';
import { monotonicClock, systemClock } from './runtime/clock.ts';
import { type Check, type Watchdog, answerProbe, checkCaches, createWatchdog, startPulse } from './runtime/health.ts';
import { openHttpDoor } from './runtime/http-door.ts';
import { type Leadership, runLeaderElection } from './runtime/leader.ts';
import { type AnnouncedLease, openLease } from './runtime/lease.ts';
import type { Logger } from './runtime/log.ts';
import { type Manager, createManager } from './runtime/manager.ts';
import { type Metrics, createMetrics } from './runtime/metrics.ts';
import { announcedAddress, openClusterWebhooks } from './webhooks/open.ts';

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
  /** Milliseconds that a leader gets to list what only the leader keeps in memory, before it is not ready. Default 60 s. */
  readonly fillMs?: number;
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
  #ready: readonly Check[] = [{ name: 'caches', problem: () => 'not opened yet' }];
  #leadership: Leadership | undefined;
  #manager: Manager | undefined;
  #reconcilers: Reconcilers | undefined;
  #lease: AnnouncedLease | undefined;

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
        '/readyz': () => answerProbe(this.#ready),
        '/metrics': async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() }),
      },
    });
    this.#endings.push(() => door.close());
    log.info('health is served', { port: door.port });
  }

  async #openAdapters(): Promise<ClusterAdapters> {
    const { config, environment, log } = this.#options;
    const holds = (): boolean => this.#leadership?.holds() === true;
    const adapters = await openClusterAdapters({ config, environment, log, metrics: this.#metrics, holds });
    this.#endings.push(() => adapters.close());
    this.#ready = [checkCaches({ store: adapters.store }, 0, monotonicClock)];
    this.#metrics.read({
      depths: () => this.#manager?.depths() ?? new Map(),
      git: () => adapters.counters(),
      leads: holds,
    });
    return adapters;
  }

  /** On every replica: git hosts cannot know which one leads. @returns where other replicas reach it */
  async #openWebhooks({ reviewClient }: ClusterAdapters): Promise<string | undefined> {
    const { config, environment, log } = this.#options;
    const server = await openClusterWebhooks({
      config,
      client: reviewClient,
      metrics: this.#metrics,
      log,
      sources: () => (this.#leadership?.holds() === true ? this.#reconcilers?.ports.sources : undefined),
      lease: () => this.#lease,
    });
    if (server) this.#endings.push(() => server.close());
    return announcedAddress(environment['POD_IP'], server?.port);
  }

  async #elect(adapters: ClusterAdapters): Promise<'Ended' | 'Lost'> {
    const { config, identity, log, signal } = this.#options;
    const address = await this.#openWebhooks(adapters);
    const place = { namespace: config.namespace, name: leaseName, ...(address === undefined ? {} : { address }) };
    const lease = openLease(adapters.leaseClient, place);
    this.#lease = lease;
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
      lease,
      identity,
      signal,
      onStarted,
      onStopped: (why) => (why === 'Ended' ? this.#stopWork(adapters) : undefined),
      onError: (error) => log.warn('lease not written', { error: error.message }),
      onTry: () => watchdog.beat(),
    });
  }

  /** Begins to reconcile. Engine and serving are not there before: one acts by itself, and both shall begin with what is. */
  #lead(adapters: ClusterAdapters, leadership: Leadership): void {
    const { config, identity, log, fillMs = 60_000 } = this.#options;
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
    const serving = adapters.openServing();
    manager.onClose(() => serving.close());
    this.#ready = [...this.#ready, checkCaches({ engine, serving }, fillMs, monotonicClock)];
    const { parallel } = config;
    const reconcilers = addReconcilers(
      manager,
      { ...adapters, engine, serving, clock: systemClock, log, measures: this.#metrics.measures },
      parallel === undefined ? {} : { parallel },
    );
    this.#reconcilers = reconcilers;
    void this.#begin(adapters, manager, reconcilers);
  }

  /**
   * Decides nothing before all is seen that was written up to now: who stood by may be behind without knowing, and would
   * decide again, or undo, what the last leader did. Then everything is looked at once.
   */
  async #begin(adapters: ClusterAdapters, manager: Manager, reconcilers: Reconcilers): Promise<void> {
    const { signal } = manager;
    if (!(await this.#insist('could not catch up', () => adapters.store.catchUp(), signal))) return;
    manager.start();
    await this.#insist('could not look at everything', () => reconcilers.resync(), signal);
  }

  /** Tries as often as it takes. @returns whether it went well before `signal` aborted */
  async #insist(failure: string, attempt: () => Promise<void>, signal: AbortSignal): Promise<boolean> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await attempt();
        return !signal.aborted;
      } catch (thrown: unknown) {
        if (signal.aborted) return false;
        this.#options.log.warn(failure, { error: toError(thrown).message });
        await new Promise<void>((resolve) => systemClock.after(backoffDelay(failures, { cap: 10_000 }), resolve));
      }
    }
    return false;
  }

  /** No new work, the work there is to its end, what it wrote last out: all while the lease is still ours. */
  async #stopWork(adapters: ClusterAdapters): Promise<void> {
    this.#options.log.info('controller stops');
    await this.#manager?.stop();
    await this.#attempt(() => adapters.flush());
  }
}
