import type { Clock, Random } from '../runtime/clock.ts';
import { isReason } from '../core/errors.ts';
import type { Repository, ResolvedRef, TreeChange, TreeEntry } from './git.ts';
import { watchLocal } from './local-watch.ts';
import { resolveLocalRef } from './local.ts';
import { Lookout } from './lookout.ts';
import { Memory } from './memory.ts';
import { Mirror, type MirrorSurroundings } from './mirror.ts';
import type { Poller } from './poll.ts';
import { type Wanted, wantedFrom } from './refs.ts';
import { type Place, type RemotePlace, parsePlace } from './url.ts';

/** What is kept of one repository that was asked for. */
export interface KnownRepository {
  readonly place: Place;
  readonly mirror: Mirror;
  readonly lookout: Lookout;
  readonly entries: Memory<readonly TreeEntry[]>;
  readonly changes: Memory<readonly TreeChange[]>;
  /** Commits that sources name, once they have been readable: they need no look at the host any more. */
  readonly named: Set<string>;
}

export interface RepositoriesMeans {
  readonly around: MirrorSurroundings;
  readonly allowLocal: boolean;
  readonly clock: Clock;
  readonly random: Random;
  /** Milliseconds of one look at a server. */
  readonly pollTimeoutMs: number;
  readonly onPoll: () => void;
}

/** Paths, about 150 bytes each, kept for the next question about the same trees. */
const rememberedPaths = 100_000;

/** The repositories that one adapter was asked for, each with its mirror, its lookout, and what is remembered of it. */
export class Repositories {
  readonly #means: RepositoriesMeans;
  readonly #known = new Map<string, KnownRepository>();
  readonly #answered = new Map<string, number>();
  #poller: Promise<Poller> | undefined;

  constructor(means: RepositoriesMeans) {
    this.#means = means;
  }

  /** @throws RefitError SourceRefused */
  of(repository: Repository): KnownRepository {
    const place = parsePlace(repository.url, this.#means.allowLocal, repository.access);
    const known = this.#known.get(place.key) ?? this.#make(place);
    this.#known.set(place.key, known);
    return known;
  }

  /** By the key of its place. */
  byKey(key: string): KnownRepository | undefined {
    return this.#known.get(key);
  }

  /** When each host that is watched answered a poll last, in seconds since the epoch. That it has no such ref is an answer. */
  answered(): ReadonlyMap<string, number> {
    const watched = new Set<string>();
    for (const { place, lookout } of this.#known.values()) {
      if (place.kind === 'remote' && lookout.isWatched) watched.add(hostOf(place));
    }
    for (const host of this.#answered.keys()) if (!watched.has(host)) this.#answered.delete(host);
    return new Map(this.#answered);
  }

  close(): void {
    for (const { lookout, mirror } of this.#known.values()) {
      lookout.close();
      mirror.close();
    }
    this.#known.clear();
  }

  #make(place: Place): KnownRepository {
    const entries = new Memory<readonly TreeEntry[]>(rememberedPaths, (list) => list.length);
    const changes = new Memory<readonly TreeChange[]>(rememberedPaths, (list) => list.length);
    const forget = (): void => {
      entries.clear();
      changes.clear();
    };
    const mirror = new Mirror(place, this.#means.around, forget);
    return { place, entries, changes, named: new Set<string>(), mirror, lookout: this.#lookout(place) };
  }

  #lookout(place: Place): Lookout {
    const { clock, random, onPoll, around } = this.#means;
    const ask = (key = ''): Promise<ResolvedRef> => {
      onPoll();
      const wanted = wantedFrom(key);
      return place.kind === 'local' ? resolveLocalRef(around.processes, place.url, wanted) : this.#poll(place, wanted);
    };
    const listen = (hint: () => void): (() => void) => watchLocal(place.url, clock, hint);
    return new Lookout({ ask, clock, random, ...(place.kind === 'local' ? { listen } : {}) });
  }

  async #poll(place: RemotePlace, wanted: Wanted): Promise<ResolvedRef> {
    const { around, clock, pollTimeoutMs } = this.#means;
    // Loaded when first needed: a plan between local clones asks no server.
    this.#poller ??= import('./poll.ts').then(({ createPoller }) =>
      createPoller({ processes: around.processes, transport: around.transport, clock, timeoutMs: pollTimeoutMs }),
    );
    const noteAnswer = (): void => void this.#answered.set(hostOf(place), clock.now() / 1000);
    try {
      const found = await (await this.#poller).poll(place, wanted);
      noteAnswer();
      return found;
    } catch (error: unknown) {
      if (isReason(error, 'RefNotFound')) noteAnswer();
      throw error;
    }
  }
}

/** With its port where that is not the scheme's own. */
function hostOf({ origin }: RemotePlace): string {
  return origin.slice(origin.indexOf('://') + 3);
}
