/** Who bears a token, as the API server's TokenReview says: for servers of ours that pods, people and CI ask something. */
import { createHash } from 'node:crypto';
import { RefitError } from '../core/errors.ts';
import type { Clock } from '../runtime/clock.ts';
import type { KubernetesClient, KubernetesObject } from './client.ts';
import { tokenReviews } from './resources.ts';

/** As TokenReview and SubjectAccessReview write a user. */
export interface ReviewedUser {
  readonly username: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

interface TokenReview extends KubernetesObject {
  readonly status?: {
    readonly authenticated?: boolean;
    readonly user?: Partial<ReviewedUser>;
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

interface Verdict {
  readonly user: ReviewedUser | undefined;
  readonly until: number;
}

export interface ReviewedTokens {
  /**
   * @returns undefined for a token that is none, is not for the audience or has ended
   * @throws RefitError KubernetesUnavailable when it cannot be reviewed, or too many are at this moment
   */
  userOf(token: string | undefined): Promise<ReviewedUser | undefined>;
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
function claimedEnd(token: string, wanted: string): number | undefined {
  if (token.length > maxToken) return undefined;
  const claims = claimsOf(token);
  const [audience, end] = [claims?.['aud'], claims?.['exp']];
  const fits = Array.isArray(audience) ? audience.includes(wanted) : audience === wanted;
  return fits && typeof end === 'number' ? end * 1000 : undefined;
}

/** The user that a review proves; undefined if it proves none. */
function reviewedUser({ status }: TokenReview, audience: string): ReviewedUser | undefined {
  if (status?.authenticated !== true || (status.error ?? '') !== '') return undefined;
  // An authenticator that knows no audiences names none: then the token may have been made for anything.
  if (status.audiences?.includes(audience) !== true) return undefined;
  const { username = '', ...rest } = status.user ?? {};
  return username === '' ? undefined : { username, ...rest };
}

/** Of tokens made for one audience. Keeps verdicts by the hash of the token, at most a thousand for at most a minute. */
export function createReviewedTokens(
  client: Pick<KubernetesClient, 'create'>,
  clock: Clock,
  audience: string,
): ReviewedTokens {
  const kept = new Map<string, Verdict>();
  const running = new Map<string, Promise<Verdict>>();

  async function review(token: string, end: number): Promise<Verdict> {
    const answer = await client.create<TokenReview>(tokenReviews, {
      apiVersion: tokenReviews.apiVersion,
      kind: tokenReviews.kind,
      spec: { token, audiences: [audience] },
    });
    const user = reviewedUser(answer, audience);
    const now = clock.now();
    return { user, until: user === undefined ? now + refusedFor : Math.min(now + believedFor, end) };
  }

  async function verdictOf(token: string, end: number): Promise<Verdict> {
    const key = createHash('sha256').update(token).digest('hex');
    const known = kept.get(key);
    if (known !== undefined && known.until > clock.now()) return known;
    kept.delete(key);
    const under = running.get(key);
    if (under !== undefined) return under;
    if (running.size >= maxReviews) throw new RefitError('KubernetesUnavailable', 'too many tokens are under review');
    const started = review(token, end).finally(() => running.delete(key));
    running.set(key, started);
    const verdict = await started;
    if (kept.size >= maxKept) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
    kept.set(key, verdict);
    return verdict;
  }

  return {
    async userOf(token) {
      const end = token === undefined ? undefined : claimedEnd(token, audience);
      if (token === undefined || end === undefined || end <= clock.now()) return undefined;
      const { user, until } = await verdictOf(token, end);
      return until > clock.now() ? user : undefined;
    },
  };
}
