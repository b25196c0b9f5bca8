/** The questions of the webhook server: which of them it is, how often it may come, and how it is refused. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../artifacts/server/refusal.ts';
import { tokenOf } from '../artifacts/server/question.ts';
import { RefitError, toError } from '../core/errors.ts';
import { type Clock, systemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/log.ts';
import type { WebhookResult } from '../runtime/measures.ts';
import { createBudget, withBody } from './body.ts';
import { callerOf } from './caller.ts';
import { forwardTo, forwardedHeader } from './forward.ts';
import { type Hints, coalesceHints } from './hints.ts';
import { type WebhookKeys, rememberKeys } from './keys.ts';
import { type WebhookLimits, defaultWebhookLimits } from './limits.ts';
import { createLimiter } from './rate.ts';
import { type Answer, type Posted, type Receiver, type Taking, receive } from './receiver.ts';
import { type Permission, type Refresher, refresh } from './refresh.ts';
import { createSeen } from './seen.ts';

export interface WebhookServerOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Default: all addresses. */
  readonly host?: string;
  readonly keys: WebhookKeys;
  /** Left out: there is no `/refresh`. */
  readonly permission?: Permission;
  /** Where hints go while this process leads; undefined while it does not. */
  readonly hints: () => Hints | undefined;
  /** `host:port` of the leader; undefined while nobody is known to lead. */
  readonly leader: () => string | undefined;
  /** The same, asked anew, where `leader` may be behind: it is not told of every change at once. Left out: it is not. */
  readonly findLeader?: () => Promise<string | undefined>;
  /** How many reverse proxies, each of which adds to X-Forwarded-For, are in front. Default 0: that header is not believed. */
  readonly proxies?: number;
  /** Told of every request, what became of it. */
  readonly observe?: (result: WebhookResult) => void;
  readonly log: Logger;
  readonly limits?: Partial<WebhookLimits>;
  readonly clock?: Clock;
}

const accepted = '{"accepted":true}\n';
/** As it was sent: nothing is decoded, so there is one spelling of each path. */
const pathForm =
  /^\/(webhooks|refresh)\/([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)$/;

/** Answers requests. */
export class Door {
  readonly limits: WebhookLimits;
  readonly #options: WebhookServerOptions;
  readonly #clock: Clock;
  readonly #budget;
  readonly #perAddress;
  readonly #coalesced;
  readonly #receiver: Omit<Receiver, 'taking'>;
  readonly #refresher: Omit<Refresher, 'taking'> | undefined;

  constructor(options: WebhookServerOptions) {
    const { clock = systemClock, keys, log, permission } = options;
    const limits = { ...defaultWebhookLimits, ...options.limits };
    const now = (): number => clock.now();
    this.limits = limits;
    this.#options = options;
    this.#clock = clock;
    this.#budget = createBudget(limits.bodies);
    this.#perAddress = createLimiter(limits.perAddress, now);
    const live: Hints = {
      refresh: (namespace, repositories) => options.hints()?.refresh(namespace, repositories) ?? 0,
      refreshWorkflow: (namespace, name) => options.hints()?.refreshWorkflow(namespace, name) ?? 0,
    };
    this.#coalesced = coalesceHints(live, clock, (error) => log.warn('hint failed', { error: toError(error).message }));
    this.#receiver = {
      keys: rememberKeys(keys, clock),
      seen: createSeen(now),
      perSecret: createLimiter(limits.perSecret, now),
      now,
      log,
    };
    this.#refresher = permission && { permission, perUser: createLimiter(limits.perUser, now) };
  }

  close(): void {
    this.#coalesced.close();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = callerOf(request, this.#options.proxies ?? 0);
    try {
      const wait = this.#perAddress.wait(address);
      if (wait > 0) throw new Refusal(429, 'too many requests', { 'retry-after': String(wait) });
      this.#perAddress.take(address);
      const { status, result } = await this.#take(request);
      this.#options.observe?.(result);
      send(request, response, { status, body: accepted, headers: { 'content-type': 'application/json' } });
    } catch (thrown: unknown) {
      this.#refuse(request, response, address, thrown);
    }
  }

  async #take(request: IncomingMessage): Promise<Answer> {
    const { method, url = '' } = request;
    const [, door, namespace, name] = pathForm.exec(url) ?? [];
    const isKnown = door === 'webhooks' || this.#refresher !== undefined;
    if (namespace === undefined || name === undefined || !isKnown) throw new Refusal(404, 'no such path');
    if (method !== 'POST') throw new Refusal(405, 'POST only', { allow: 'POST' });
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') throw new Refusal(415, 'content encodings are not taken');
    const { body: most } = this.limits;
    return withBody(request, { most, budget: this.#budget }, (body) => {
      const posted: Posted = { path: url, headers: request.headers, body };
      const taking = this.#taking(request);
      if (door === 'refresh' && this.#refresher !== undefined)
        return refresh({ ...this.#refresher, taking }, { namespace, name, token: tokenOf(request) }, posted);
      return this.#evenly(receive({ ...this.#receiver, taking }, { namespace, name }, posted));
    });
  }

  #taking(request: IncomingMessage): Taking {
    const { hints, leader, findLeader } = this.#options;
    return {
      hint: () => (hints() === undefined ? undefined : this.#coalesced),
      async pass(posted) {
        // Two replicas that each believe the other leads must not send a request round for ever.
        if (request.headers[forwardedHeader] !== undefined) return false;
        const known = leader();
        if (known !== undefined && (await forwardTo(known, posted))) return true;
        const found = await findLeader?.();
        return found !== undefined && found !== known && forwardTo(found, posted);
      },
    };
  }

  /** Lets no refusal come before its time: a Secret that is not there must not be told from one that is. */
  async #evenly(work: Promise<Answer>): Promise<Answer> {
    const floor = new Promise<void>((resolve) => void this.#clock.after(this.limits.refusal, resolve));
    try {
      return await work;
    } catch (thrown: unknown) {
      if (thrown instanceof Refusal && thrown.status === 401) await floor;
      throw thrown;
    }
  }

  #refuse(request: IncomingMessage, response: ServerResponse, address: string, thrown: unknown): void {
    const { log, observe } = this.#options;
    // Who sent only a part of a request and went away has nobody to answer to, and proved nothing.
    if (request.destroyed && !request.complete) {
      this.#perAddress.take(address, 9);
      observe?.('Rejected');
      return;
    }
    const refusal = refusalOf(thrown);
    if (refusal.status < 500 && refusal.status !== 429) this.#perAddress.take(address, 9);
    observe?.(refusal.status === 429 ? 'Limited' : refusal.status >= 500 ? 'Unavailable' : 'Rejected');
    if (refusal.status >= 500) log.warn('webhook not taken', { error: toError(thrown).message });
    else log.debug('webhook refused', { status: refusal.status, reason: refusal.message });
    send(request, response, { status: refusal.status, body: `${refusal.message}\n`, headers: refusal.headers });
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const isAway = error instanceof RefitError && error.reason === 'KubernetesUnavailable';
  return isAway ? new Refusal(503, 'not available', { 'retry-after': '5' }) : new Refusal(500, 'failed');
}

interface Sent {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, headers }: Sent): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // Of what nobody wants the rest is not read, and connections are not kept for strangers: there are only so many.
    ...(request.complete && status < 400 ? {} : { connection: 'close' }),
    ...headers,
  });
  response.end(body);
}
