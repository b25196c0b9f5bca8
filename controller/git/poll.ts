import { RefitError } from '../core/errors.ts';
import type { Clock } from '../runtime/clock.ts';
import type { ResolvedRef } from './git.ts';
import { listServerRefs } from './isomorphic-refs.ts';
import { lsRefsRequest, parseLsRefs } from './ls-refs.ts';
import { GitFailure, type GitProcesses, lastLine } from './process.ts';
import { type ListedRef, type Wanted, chooseRef, neighboursOf, prefixOf, refNotFound, withPeeled } from './refs.ts';
import { askedOf, refusalOf, serverRefusal } from './server-refusal.ts';
import { HostSlots } from './slots.ts';
import type { Ask, Transport } from './transport.ts';
import type { RemotePlace } from './url.ts';

/** Milliseconds that a server which does not answer the one request is asked in another way at once. */
const slowMs = 60 * 60_000;
const maxListing = 64 * 1024 * 1024;

/** Asks servers what a ref is at: 20 at once, 6 of them with a process, 4 of one host. */
export interface Poller {
  /** @throws RefitError as `Git.resolve` */
  poll(place: RemotePlace, wanted: Wanted): Promise<ResolvedRef>;
}

export interface PollerMeans {
  readonly processes: GitProcesses;
  readonly transport: Transport;
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds of one look. */
  readonly timeoutMs: number;
}

/**
 * Polls with one request of protocol v2 (a tenth of the CPU of a spawned git). Its answer counts when it is whole; of any
 * other nothing is known, and the server is asked again in two slower ways: with isomorphic-git, which looks at the
 * capabilities first, and with git, which also reads SHA-256 and protocol v1, and whose answer is whole or an error. What
 * is not known is SourceUnavailable: an empty or cut answer must never look like a deleted branch.
 */
export function createPoller(means: PollerMeans): Poller {
  return new OneRequestPoller(means);
}

class OneRequestPoller implements Poller {
  readonly #means: PollerMeans;
  readonly #slots = new HostSlots(20, 4);
  readonly #native = new HostSlots(6, 4);
  /** By the place's key: those that have answered the one request, and how others are asked until when. */
  readonly #answered = new Set<string>();
  readonly #slow = new Map<string, { readonly way: SlowWay; readonly until: number }>();

  constructor(means: PollerMeans) {
    this.#means = means;
  }

  poll(place: RemotePlace, wanted: Wanted): Promise<ResolvedRef> {
    return this.#slots.run(`${place.host}:${place.port}`, () => this.#poll(place, wanted));
  }

  async #poll(place: RemotePlace, wanted: Wanted): Promise<ResolvedRef> {
    const way = place.scheme === 'ssh' ? 'git' : this.#wayOf(place);
    if (way === 'git') return this.#pollNative(place, wanted);
    const first = await this.#means.transport.http(place, (ask) =>
      way === 'capabilities' ? listWithCapabilities(place, wanted, ask) : this.#pollHttp(place, wanted, ask),
    );
    if (first.found !== undefined) {
      if (first.slowly === true) this.#remember(place, 'capabilities');
      return first.found;
    }
    const found = await this.#pollNative(place, wanted, first.failure);
    this.#remember(place, 'git');
    return found;
  }

  #wayOf({ key }: RemotePlace): SlowWay | undefined {
    const known = this.#slow.get(key);
    if (known !== undefined && known.until > this.#means.clock.now()) return known.way;
    this.#slow.delete(key);
    return undefined;
  }

  /** One cut answer of a server that has answered before says nothing about the next. */
  #remember({ key }: RemotePlace, way: SlowWay): void {
    if (this.#answered.has(key)) return;
    if (this.#slow.size >= 10_000) this.#slow.clear();
    const until = this.#slow.get(key)?.until ?? this.#means.clock.now() + slowMs;
    this.#slow.set(key, { way, until });
  }

  async #pollHttp(place: RemotePlace, wanted: Wanted, ask: Ask): Promise<FirstLook> {
    const refs = await this.#list(place, prefixOf(wanted), ask);
    if (refs === undefined) return listWithCapabilities(place, wanted, ask);
    this.#answered.add(place.key);
    const found = await chooseRef(refs, wanted);
    if (found !== undefined) return { found };
    // A whole answer without it. What else is there is asked for the message, and must be whole as well.
    const others = wanted.kind === 'semver' ? refs : await this.#list(place, neighboursOf(wanted), ask);
    if (others === undefined) return { failure: new Error('the second answer was cut') };
    const late = await chooseRef(others, wanted);
    if (late === undefined) throw await refNotFound(place.url, wanted, others);
    return { found: late };
  }

  /** The refs below a prefix; undefined when the answer is not a whole one of protocol v2. */
  async #list(place: RemotePlace, prefix: string, ask: Ask): Promise<ListedRef[] | undefined> {
    const answer = await ask({
      method: 'POST',
      url: `${place.url}/git-upload-pack`,
      headers: {
        accept: 'application/x-git-upload-pack-result',
        'content-type': 'application/x-git-upload-pack-request',
        'git-protocol': 'version=2',
        // Some hosts tell git from browsers by it, and answer those with a page to log in.
        'user-agent': 'git/refit',
      },
      body: lsRefsRequest([prefix]),
    });
    const { status } = answer;
    // What a server says that knows nothing of such a request; the capabilities are asked for next.
    if ([400, 404, 405, 406, 411, 415, 501].includes(status)) return undefined;
    if (status !== 200) throw serverRefusal(askedOf(place), status, undefined, this.#means.transport.waitOf(answer));
    const type = answer.headers['content-type']?.split(';', 1)[0]?.trim();
    return type === 'application/x-git-upload-pack-result' ? parseLsRefs(answer.body) : undefined;
  }

  async #pollNative(place: RemotePlace, wanted: Wanted, failure?: unknown): Promise<ResolvedRef> {
    const exact = await this.#listNative(place, exactly(wanted));
    const found = await chooseRef(exact, wanted);
    if (found !== undefined) return found;
    const refs = await this.#listNative(place, ['HEAD', `${neighboursOf(wanted)}*`]);
    const late = await chooseRef(refs, wanted);
    if (late !== undefined) return late;
    // A page that is no git answer reads as a repository without refs to git's oldest protocol.
    if (refs.length === 0 && place.scheme !== 'ssh') {
      const message = `What answers at ${place.url} is no git server, or has no refs at all.`;
      throw new RefitError('SourceUnavailable', message, failure);
    }
    throw await refNotFound(place.url, wanted, refs);
  }

  #listNative(place: RemotePlace, patterns: readonly string[]): Promise<ListedRef[]> {
    const { processes, transport, timeoutMs } = this.#means;
    return this.#native.run(`${place.host}:${place.port}`, () =>
      transport.native(place, async (access) => {
        try {
          const args = ['ls-remote', '--symref', '--', place.url, ...patterns];
          const output = await processes.run({ args, access, timeoutMs, maxBytes: maxListing });
          return parseLsRemote(output.toString('utf8'));
        } catch (error: unknown) {
          if (!(error instanceof GitFailure)) throw error;
          const refusal = refusalOf(askedOf(place), error);
          if (refusal !== undefined) throw refusal;
          const why = error.kind === 'exit' ? lastLine(error.stderr) : error.message;
          throw new RefitError('SourceUnavailable', `The git server of ${place.url} cannot be asked: ${why}.`, error);
        }
      }),
    );
  }
}

type SlowWay = 'capabilities' | 'git';

/** What was found; or nothing, and why the answer could not be read. */
interface FirstLook {
  readonly found?: ResolvedRef | undefined;
  /** Not by the one request. */
  readonly slowly?: boolean;
  readonly failure?: unknown;
}

/** Asks for the capabilities first, as servers may want it. Tells only what is there. */
async function listWithCapabilities(place: RemotePlace, wanted: Wanted, ask: Ask): Promise<FirstLook> {
  try {
    const refs = await listServerRefs(place.url, prefixOf(wanted), ask);
    return { found: await chooseRef(refs, wanted), slowly: true };
  } catch (error: unknown) {
    if (error instanceof RefitError) throw error;
    const status = statusOf(error);
    if (status !== undefined) throw serverRefusal(askedOf(place), status, error);
    return { failure: error };
  }
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('data' in error) || typeof error.data !== 'object') return undefined;
  const data = error.data;
  return data !== null && 'statusCode' in data && typeof data.statusCode === 'number' ? data.statusCode : undefined;
}

function exactly(wanted: Wanted): string[] {
  if (wanted.kind === 'semver') return ['refs/tags/*'];
  return wanted.kind === 'tag' ? [prefixOf(wanted), `${prefixOf(wanted)}^{}`] : [prefixOf(wanted)];
}

function parseLsRemote(output: string): ListedRef[] {
  const lines = output.split('\n').map((line) => line.split('\t'));
  const targets = new Map(
    lines.flatMap(([left = '', ref = '']) =>
      left.startsWith('ref: ') ? [[ref, left.slice('ref: '.length)] as const] : [],
    ),
  );
  const refs = withPeeled(lines.filter(([left]) => left?.startsWith('ref: ') !== true));
  return refs.map((ref) => ({ ...ref, target: targets.get(ref.ref) }));
}
