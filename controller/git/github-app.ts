import { createSign } from 'node:crypto';
import { RefitError } from '../core/errors.ts';
import type { Clock } from '../runtime/clock.ts';
import type { GitHubApp } from './credentials.ts';
import type { HttpAnswer, HttpClient, HttpConnection } from './http-client.ts';
import { retryAfter } from './server-refusal.ts';

/** Milliseconds before its end that a token is used no more: what it began must come to an end. */
const spareMs = 5 * 60_000;
const tokenLimit = 500;

/** Tokens of installations of GitHub Apps, made when needed and used until 5 minutes before they end. */
export interface AppTokens {
  /**
   * @param app its identity as an object is that of its token: another object gets another token
   * @throws RefitError AuthenticationFailed | SourceUnavailable | AddressRefused
   */
  token(app: GitHubApp, connection: HttpConnection, secret: string): Promise<string>;
  /** Drops what a server refused. @returns whether there was a token that had been used before */
  forget(app: GitHubApp): boolean;
}

interface Token {
  readonly value: Promise<string>;
  until: number;
  uses: number;
}

export function createAppTokens(http: HttpClient, clock: Pick<Clock, 'now'>): AppTokens {
  const tokens = new Map<GitHubApp, Token>();
  return {
    async token(app, connection, secret) {
      const known = tokens.get(app);
      if (known !== undefined && known.until > clock.now()) {
        known.uses += 1;
        return known.value;
      }
      const asked = askForToken(app, connection, { http, clock, secret });
      const made: Token = { value: asked.then(({ token }) => token), until: Number.POSITIVE_INFINITY, uses: 1 };
      const oldest = tokens.keys().next().value;
      if (tokens.size >= tokenLimit && oldest !== undefined) tokens.delete(oldest);
      tokens.set(app, made);
      try {
        made.until = (await asked).until;
        return await made.value;
      } catch (error: unknown) {
        if (tokens.get(app) === made) tokens.delete(app);
        throw error;
      }
    },
    forget(app) {
      const known = tokens.get(app);
      tokens.delete(app);
      return known !== undefined && known.uses > 1;
    },
  };
}

interface Asking {
  readonly http: HttpClient;
  readonly clock: Pick<Clock, 'now'>;
  readonly secret: string;
}

async function askForToken(
  app: GitHubApp,
  connection: HttpConnection,
  { http, clock, secret }: Asking,
): Promise<{ readonly token: string; readonly until: number }> {
  const answer = await http.ask(
    {
      method: 'POST',
      url: `${app.baseUrl}/app/installations/${app.installationId}/access_tokens`,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${appJwt(app, clock.now())}`,
        'user-agent': 'refit',
        'x-github-api-version': '2022-11-28',
      },
    },
    connection,
  );
  if (answer.status !== 201) throw refusal(app, answer, secret, clock.now());
  const { token, expires } = parseToken(answer.body);
  if (token === undefined || Number.isNaN(expires)) {
    throw new RefitError('SourceUnavailable', `${app.baseUrl} answered no token for the app of secret ${secret}.`);
  }
  return { token, until: expires - spareMs };
}

/** Proves to be the app for ten minutes, one of them in the past for clocks that differ (RS256). */
export function appJwt({ appId, privateKey }: GitHubApp, now: number): string {
  const seconds = Math.floor(now / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iat: seconds - 60, exp: seconds + 540, iss: appId };
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}

function refusal({ baseUrl }: GitHubApp, { status, headers }: HttpAnswer, secret: string, now: number): RefitError {
  const wait = retryAfter(headers['retry-after'], now);
  const message = `${baseUrl} answered ${status} to the GitHub App of secret ${secret}`;
  if (wait === undefined && (status === 401 || status === 403 || status === 404)) {
    return new RefitError('AuthenticationFailed', `${message}: check its id, its installation and its key.`);
  }
  return new RefitError('SourceUnavailable', `${message}.`, undefined, wait);
}

function parseToken(body: Buffer): { readonly token: string | undefined; readonly expires: number } {
  let answer: unknown;
  try {
    answer = body.length > 1024 * 1024 ? undefined : JSON.parse(body.toString('utf8'));
  } catch {
    answer = undefined;
  }
  if (typeof answer !== 'object' || answer === null) return { token: undefined, expires: Number.NaN };
  const { token, expires_at: expires } = answer as Record<string, unknown>;
  const sound = typeof token === 'string' && /^[\u0021-\u007e]{1,4096}$/.test(token);
  return { token: sound ? token : undefined, expires: typeof expires === 'string' ? Date.parse(expires) : Number.NaN };
}
