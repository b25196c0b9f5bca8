/**
 * Keeps one serving as its desired state says: a new release starts beside the one that serves, traffic moves when it
 * is ready, the old one drains; a live server that dies is restarted with backoff. Runs inside the keeper.
 */
import type { Desired, FailedRelease, Observed, ServerRecord } from './documents.ts';
import { launchServer, recallRelease } from './launch.ts';
import type { Launched } from './launch.ts';
import { keepLive } from './live.ts';
import type { Live } from './live.ts';
import { pruneReleases } from './prune.ts';
import { adoptServer } from './server.ts';
import type { Server } from './server.ts';
import type { Traffic } from './traffic.ts';

export interface Supervisor {
  /** Makes `desired` true. Returns at once; idempotent. */
  want(desired: Desired): void;
  /** Everything but the keeper's own fields. */
  observe(): Pick<Observed, 'seen' | 'live' | 'rollout' | 'draining' | 'failed'>;
  /** Releases whose server may be writing its log. */
  running(): readonly string[];
  /** Ends all servers. */
  end(): Promise<void>;
}

interface Rollout {
  desired: Desired;
  readonly cancel: AbortController;
  over: Promise<void>;
  message: string;
  server: Server | undefined;
}

export interface SupervisorOptions {
  readonly folder: string;
  readonly traffic: Traffic;
  /** What the previous keeper left: its live server is taken over. */
  readonly previous: Observed | undefined;
  /** Called, after the state changed and before it takes effect, to publish it. */
  readonly changed: () => void;
}

/** Takes over what runs already; starts nothing until `want`. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  return new ServingSupervisor(options);
}

class ServingSupervisor implements Supervisor {
  readonly #folder: string;
  readonly #traffic: Traffic;
  readonly #changed: () => void;
  readonly #draining = new Set<Server>();
  /** Ends of servers that are under way. */
  readonly #ends = new Set<Promise<void>>();
  #desired: Desired | undefined;
  #rollout: Rollout | undefined;
  #live: Live | undefined;
  #failed: readonly FailedRelease[];
  #ending = false;

  constructor({ folder, traffic, previous, changed }: SupervisorOptions) {
    this.#folder = folder;
    this.#traffic = traffic;
    this.#changed = changed;
    this.#failed = previous?.failed ?? [];
    this.#live = adoptLive(folder, traffic, previous, changed);
  }

  want(next: Desired): void {
    if (this.#ending) return;
    this.#desired = next;
    const { digest } = next.release;
    if (this.#rollout?.desired.release.digest === digest) this.#rollout.desired = next;
    else this.#cancelRollout();
    const remembered = this.#failed.some((failure) => failure.release === digest && failure.again === next.again);
    const serves = this.#live?.desired.release.digest === digest;
    if (!serves && this.#rollout === undefined && !remembered) this.#roll(next);
    this.#traffic.expect(this.#live !== undefined || this.#rollout !== undefined);
    this.#changed();
  }

  observe(): ReturnType<Supervisor['observe']> {
    const desired = this.#desired;
    return {
      ...(desired !== undefined && { seen: { release: desired.release.digest, again: desired.again } }),
      ...(this.#live !== undefined && { live: this.#live.observe() }),
      ...(this.#rollout !== undefined && { rollout: describe(this.#rollout) }),
      draining: [...this.#draining].map((server) => server.record),
      failed: this.#failed,
    };
  }

  running(): readonly string[] {
    const digests = [this.#live, this.#rollout].map((one) => one?.desired.release.digest);
    const known = [...digests, this.#desired?.release.digest].filter((digest) => digest !== undefined);
    return [...known, ...[...this.#draining].map((server) => server.record.release)];
  }

  async end(): Promise<void> {
    this.#ending = true;
    this.#traffic.direct(undefined);
    this.#traffic.expect(false);
    this.#cancelRollout();
    const old = this.#live;
    this.#live = undefined;
    const graceMs = (old?.desired ?? this.#desired)?.limits.terminateMs ?? 0;
    const draining = [...this.#draining].map(async (server) => server.end(graceMs));
    await Promise.all([old?.stop(), old?.server?.end(graceMs), ...draining]);
    await Promise.all(this.#ends);
  }

  #cancelRollout(): void {
    if (this.#rollout === undefined) return;
    this.#rollout.cancel.abort();
    this.#track(this.#rollout.over);
    this.#rollout = undefined;
  }

  #roll(next: Desired): void {
    this.#failed = this.#failed.filter((failure) => failure.release !== next.release.digest);
    pruneReleases(this.#folder, this.running());
    const cancel = new AbortController();
    const mine: Rollout = { desired: next, cancel, message: 'starting', server: undefined, over: Promise.resolve() };
    this.#rollout = mine;
    const update = (change: Partial<Rollout>): void => {
      Object.assign(mine, change);
      if (this.#rollout === mine) this.#changed();
    };
    const watcher = {
      started: (server: Server) => update({ server }),
      progress: (message: string) => update({ message }),
    };
    mine.over = launchServer(this.#folder, next, watcher, cancel.signal).then(async (result) =>
      this.#settle(mine, result),
    );
  }

  async #settle(mine: Rollout, result: Launched): Promise<void> {
    if (this.#rollout !== mine) {
      if ('server' in result) await result.server.end(mine.desired.limits.terminateMs);
      return;
    }
    this.#rollout = undefined;
    if ('failure' in result) {
      const failure = { release: mine.desired.release.digest, again: mine.desired.again, ...result.failure };
      this.#failed = [...this.#failed, failure].slice(-10);
      this.#traffic.expect(this.#live !== undefined);
      this.#changed();
      return;
    }
    this.#switchTo(mine.desired, result.server);
  }

  #switchTo(desired: Desired, server: Server): void {
    const old = this.#live;
    const since = new Date().toISOString();
    const shared = { folder: this.#folder, traffic: this.#traffic, changed: this.#changed };
    this.#live = keepLive({ ...shared, desired, server, restarts: 0, since });
    if (old?.server !== undefined) this.#draining.add(old.server);
    // Published first: a keeper that dies between the two finds the server that traffic is about to go to.
    this.#changed();
    this.#traffic.direct(server);
    if (old !== undefined) this.#track(this.#retire(old));
  }

  async #retire(old: Live): Promise<void> {
    const { server } = old;
    const { drainMs, terminateMs } = old.desired.limits;
    const stopped = old.stop();
    if (server !== undefined) {
      await Promise.race([this.#traffic.drained(server, drainMs), server.ended]);
      await server.end(terminateMs);
      this.#draining.delete(server);
    }
    await stopped;
    this.#changed();
    pruneReleases(this.#folder, this.running());
  }

  #track(work: Promise<void>): void {
    this.#ends.add(work);
    void work.finally(() => this.#ends.delete(work));
  }
}

function describe(rollout: Rollout): NonNullable<Observed['rollout']> {
  const record: ServerRecord | undefined = rollout.server?.record;
  return {
    release: rollout.desired.release.digest,
    message: rollout.message,
    ...(record !== undefined && { server: record }),
  };
}

function adoptLive(
  folder: string,
  traffic: Traffic,
  previous: Observed | undefined,
  changed: () => void,
): Live | undefined {
  if (previous?.live === undefined) return undefined;
  const desired = recallRelease(folder, previous.live.release);
  if (desired === undefined) return undefined;
  const record = previous.live.server;
  const server = record === undefined ? undefined : adoptServer(folder, record);
  const { since, restarts } = previous.live;
  const live = keepLive({ folder, desired, server, traffic, changed, restarts, since });
  traffic.direct(server);
  return live;
}
