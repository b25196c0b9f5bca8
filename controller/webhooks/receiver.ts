/** One delivery of a git host, from its request to its answer. */
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../artifacts/server/refusal.ts';
import type { Logger } from '../runtime/log.ts';
import type { WebhookResult } from '../runtime/measures.ts';
import type { WebhookKeys } from './keys.ts';
import { readDelivery } from './payload.ts';
import type { Limiter } from './rate.ts';
import type { Seen } from './seen.ts';
import { identityOf, readProof, shortestToken, signedPart, verifyProof } from './signature.ts';

/** A request whose body is there. */
export interface Posted {
  /** As it was sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What is done with a hint whose sender is known: the leader acts on it, the others hand the request on. */
export interface Taking {
  /** Acts on hints, as the leader; undefined: another one leads. */
  hint():
    | {
        repositories(namespace: string, keys: readonly string[]): void;
        workflow(namespace: string, name: string): void;
      }
    | undefined;
  /** Hands a request to the leader. @returns whether the leader took it */
  pass(posted: Posted): Promise<boolean>;
}

export interface Receiver {
  readonly keys: WebhookKeys;
  readonly seen: Seen;
  /** Of deliveries whose sender is known, by namespace and secret. */
  readonly perSecret: Limiter;
  readonly taking: Taking;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

export interface Answer {
  readonly status: 200 | 202;
  readonly result: WebhookResult;
}

/** The one refusal of whoever proves nothing: what there is, and what was wrong, is not told. */
export const unproven = 'the delivery is not signed with the token of such a secret';

/**
 * Verifies a delivery and acts on it, or hands it on. The leader verifies what was handed on itself.
 * @throws Refusal 400 | 401 | 429 | 503; RefitError KubernetesUnavailable
 */
export async function receive(
  receiver: Receiver,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  posted: Posted,
): Promise<Answer> {
  const { keys, seen, perSecret, taking, now, log } = receiver;
  const { headers, body } = posted;
  const proof = readProof(headers) ?? nothingShown;
  const part = signedPart(proof, headers, body);
  const tokens = await keys.of(namespace, name);
  if (!verifyProof(proof, part, tokens, now())) {
    if (tokens.some((token) => Buffer.byteLength(token) < shortestToken))
      log.warn('webhook secret is too short', { namespace, secret: name, bytes: shortestToken });
    throw new Refusal(401, unproven);
  }
  const key = `${namespace}/${name}`;
  const identity = `${key} ${identityOf(proof, part)}`;
  // Before it counts: whoever repeats what he caught must not use up what the Secret may ask.
  if (seen.has(identity)) return { status: 200, result: 'Repeated' };
  const wait = perSecret.wait(key);
  if (wait > 0) throw new Refusal(429, 'too many deliveries', { 'retry-after': String(wait) });
  perSecret.take(key);
  const delivery = readDelivery(headers, body);
  if (delivery === undefined) throw new Refusal(400, 'the body is not JSON that a git host sends');
  if (delivery.kind === 'Ping') return { status: 200, result: 'Accepted' };
  const result = await handOn(taking, posted, (hints) => hints.repositories(namespace, delivery.repositories));
  // Not before: what could not be acted on is sent again.
  seen.add(identity);
  log.debug('webhook', { namespace, secret: name, sender: proof.scheme, repositories: delivery.repositories, result });
  return { status: 202, result };
}

/** Acts as the leader, or lets the leader act. @throws Refusal 503 */
export async function handOn(
  taking: Taking,
  posted: Posted,
  act: (hints: NonNullable<ReturnType<Taking['hint']>>) => void,
): Promise<WebhookResult> {
  const hints = taking.hint();
  if (hints !== undefined) {
    act(hints);
    return 'Accepted';
  }
  if (await taking.pass(posted)) return 'Forwarded';
  throw new Refusal(503, 'no leader can be reached', { 'retry-after': '5' });
}

/** Verified like any other, so that a request without a signature takes as long to refuse. */
const nothingShown = { scheme: 'GitHub', shown: '', prefix: '' } as const;
