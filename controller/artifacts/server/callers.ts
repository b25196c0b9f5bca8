/** Who asks: the namespace of the service account whose token a request bears, as the API server's TokenReview says. */
import { createHash } from 'node:crypto';
import type { KubernetesClient, KubernetesObject } from '../../kubernetes/client.ts';
import { tokenReviews } from '../../kubernetes/resources.ts';
import type { Clock } from '../../runtime/clock.ts';
import { ARTIFACT_AUDIENCE } from '../pod-access.ts';
import { Refusal } from './refusal.ts';

interface TokenReview extends KubernetesObject {
  readonly status?: {
    readonly authenticated?: boolean;
    readonly user?: { readonly username?: string };
    readonly audiences?: readonly string[];
    readonly error?: string;
  };
}

/** Milliseconds that an answer is believed, at most until the token ends; a refusal shorter. */
const believedFor = 60_000;
const refusedFor = 5_000;
const maxKept = 1_000;
/** Reviews at once: strangers with made-up tokens must not become a flood at the API server. */
const maxReviews = 16;
const maxToken = 8 * 1024;

const serviceAccount = /^system:serviceaccount:([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?):[a-z0-9.-]{1,253}$/;

interface Verdict {
  readonly namespace: string | undefined;
  readonly until: number;
}

export interface Callers {
  /** @returns the caller's namespace @throws Refusal 401 | 503; RefitError KubernetesUnavailable */
  namespaceOf(token: string | undefined): Promise<string>;
}

function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const [, payload, signature, more] = token.split('.');
  if (payload === undefined || signature === undefined || more !== undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * When the token says it ends, in milliseconds; undefined if what it says of itself makes a review pointless. Nothing of it
 * is believed: it only ever refuses, or shortens.
 */
function claimedEnd(token: string): number | undefined {
  if (token.length > maxToken) return undefined;
  const claims = claimsOf(token);
  const [audience, end] = [claims?.['aud'], claims?.['exp']];
  const fits = Array.isArray(audience) ? audience.includes(ARTIFACT_AUDIENCE) : audience === ARTIFACT_AUDIENCE;
  return fits && typeof end === 'number' ? end * 1000 : undefined;
}

/** The namespace that a review proves; undefined if it proves none. */
function reviewedNamespace({ status }: TokenReview): string | undefined {
  if (status?.authenticated !== true || (status.error ?? '') !== '') return undefined;
  // An authenticator that knows no audiences names none: then the token may have been made for anything.
  if (status.audiences?.includes(ARTIFACT_AUDIENCE) !== true) return undefined;
  return serviceAccount.exec(status.user?.username ?? '')?.[1];
}

/** Keeps verdicts by the hash of the token, at most a thousand for at most a minute. */
export function createCallers(client: KubernetesClient, clock: Clock): Callers {
  const kept = new Map<string, Verdict>();
  const running = new Map<string, Promise<Verdict>>();

  async function review(token: string, end: number): Promise<Verdict> {
    const answer = await client.create<TokenReview>(tokenReviews, {
      apiVersion: tokenReviews.apiVersion,
      kind: tokenReviews.kind,
      spec: { token, audiences: [ARTIFACT_AUDIENCE] },
    });
    const namespace = reviewedNamespace(answer);
    const now = clock.now();
    return { namespace, until: namespace === undefined ? now + refusedFor : Math.min(now + believedFor, end) };
  }

  async function verdictOf(token: string, end: number): Promise<Verdict> {
    const key = createHash('sha256').update(token).digest('hex');
    const known = kept.get(key);
    if (known !== undefined && known.until > clock.now()) return known;
    kept.delete(key);
    const under = running.get(key);
    if (under !== undefined) return under;
    if (running.size >= maxReviews) throw new Refusal(503, 'busy', { 'retry-after': '1' });
    const started = review(token, end).finally(() => running.delete(key));
    running.set(key, started);
    const verdict = await started;
    if (kept.size >= maxKept) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
    kept.set(key, verdict);
    return verdict;
  }

  return {
    async namespaceOf(token) {
      const end = token === undefined ? undefined : claimedEnd(token);
      if (token !== undefined && end !== undefined && end > clock.now()) {
        const { namespace, until } = await verdictOf(token, end);
        if (namespace !== undefined && until > clock.now()) return namespace;
      }
      throw new Refusal(401, 'a token of a service account for audience refit-artifacts is needed', {
        'www-authenticate': 'Bearer',
      });
    },
  };
}
