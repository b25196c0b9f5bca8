import { isReason, RefitError } from '../core/errors.ts';
import type { Clock } from '../runtime/clock.ts';
import type { GitCredentialsProvider } from './access.ts';
import type { AddressPolicy } from './addresses.ts';
import type { GitCredentials } from './credentials.ts';
import type { AppTokens } from './github-app.ts';
import type { HttpAnswer, HttpClient, HttpConnection, HttpQuestion } from './http-client.ts';
import { httpAccess, httpFiles } from './native-http.ts';
import { withPrivateFiles } from './private-files.ts';
import type { GitProcesses, ProcessAccess } from './process.ts';
import { leftAlone, retryAfter } from './server-refusal.ts';
import { requireSshKey, sshAccess, sshFiles } from './ssh.ts';
import type { RemotePlace } from './url.ts';

export interface TransportOptions {
  readonly processes: GitProcesses;
  readonly addresses: AddressPolicy;
  /** Absent: repositories that name credentials cannot be asked. */
  readonly credentials?: GitCredentialsProvider | undefined;
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds of one HTTP request. */
  readonly timeoutMs: number;
}

/** Asks one origin with the credentials of one repository. */
export type Ask = (question: HttpQuestion) => Promise<HttpAnswer>;

const none: GitCredentials = {};

/**
 * Reaches git hosts with the credentials of a repository and within the rules of addresses. Credentials go to the
 * origin of the repository's url and nowhere else; those that a host refuses are read again at once, and if they have
 * changed the work starts over. A host that asked to be left alone is not asked meanwhile, by whoever has that access.
 */
export class Transport {
  readonly #options: TransportOptions;
  readonly #connections = new WeakMap<GitCredentials, Map<string, HttpConnection>>();
  readonly #quiet = new Map<string, number>();
  #client: Promise<{ readonly http: HttpClient; readonly tokens: AppTokens }> | undefined;
  #pins: Promise<boolean> | undefined;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** Runs `work` with what lets a git process reach the place. @throws RefitError of access and addresses */
  native<T>(place: RemotePlace, work: (access: ProcessAccess) => Promise<T>): Promise<T> {
    return this.#attempt(place, async (credentials) => {
      if (place.scheme === 'ssh') return this.#overSsh(place, credentials, work);
      const host = new URL(credentials.proxy?.url ?? place.origin).hostname;
      this.#options.addresses.check(place.host);
      const addresses = await this.#options.addresses.resolve(host);
      if (!addresses.includes(host.replace(/^\[|\]$/g, ''))) await this.#requirePins();
      const authorization = await this.#authorization(place, credentials);
      const files = httpFiles(credentials);
      const run = (folder: string): Promise<T> =>
        work(httpAccess(place, { credentials, authorization, addresses, folder }));
      return files.length === 0 ? run('') : withPrivateFiles(files, run);
    });
  }

  /** Runs `work` with what asks the place over HTTP. @throws RefitError of access and addresses */
  http<T>(place: RemotePlace, work: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#attempt(place, async (credentials) => {
      const authorization = await this.#authorization(place, credentials);
      const { http } = await this.#http();
      const connection = this.#connection(credentials, place.origin);
      const added = authorization === undefined ? {} : { authorization };
      return work((question) => http.ask({ ...question, headers: { ...question.headers, ...added } }, connection));
    });
  }

  /** Milliseconds that an answer asks to be left alone. */
  waitOf({ headers }: HttpAnswer): number | undefined {
    return retryAfter(headers['retry-after'], this.#options.clock.now());
  }

  async close(): Promise<void> {
    (await this.#client)?.http.close();
  }

  async #attempt<T>(place: RemotePlace, work: (credentials: GitCredentials) => Promise<T>): Promise<T> {
    this.#options.addresses.checkScheme(place.scheme);
    this.#respectQuiet(place);
    try {
      const credentials = await this.#credentials(place, false);
      try {
        return await work(credentials);
      } catch (error: unknown) {
        if (!isReason(error, 'AuthenticationFailed')) throw error;
        const renewed = await this.#renewed(place, credentials);
        if (renewed === undefined) throw error;
        return await work(renewed);
      }
    } catch (error: unknown) {
      if (error instanceof RefitError && error.retryAfterMs !== undefined) this.#leaveAlone(place, error.retryAfterMs);
      throw error;
    }
  }

  async #credentials({ access, url }: RemotePlace, fresh: boolean): Promise<GitCredentials> {
    if (access === undefined) return none;
    const { credentials } = this.#options;
    if (credentials !== undefined) return credentials(access, fresh);
    throw new RefitError(
      'CredentialsInvalid',
      `The repository ${url} names secret ${access.secret}, but there are none here.`,
    );
  }

  /** Other credentials than those that were refused, or a new token for the same; undefined where there is neither. */
  async #renewed(place: RemotePlace, refused: GitCredentials): Promise<GitCredentials | undefined> {
    if (place.access === undefined) return undefined;
    const credentials = await this.#credentials(place, true);
    if (credentials !== refused) return credentials;
    const { authentication } = refused;
    return authentication?.kind === 'app' && (await this.#http()).tokens.forget(authentication) ? refused : undefined;
  }

  async #authorization(place: RemotePlace, credentials: GitCredentials): Promise<string | undefined> {
    const { authentication } = credentials;
    if (authentication === undefined) return undefined;
    if (authentication.kind === 'bearer') return `Bearer ${authentication.token}`;
    const { basic } = await import('./http-client.ts');
    if (authentication.kind === 'basic') return basic(authentication.username, authentication.password);
    const secret = place.access?.secret ?? '';
    if (authentication.kind === 'app') {
      const connection = this.#connection(credentials, new URL(authentication.baseUrl).origin, place.origin);
      const token = await (await this.#http()).tokens.token(authentication, connection, secret);
      return basic('x-access-token', token);
    }
    const message = `Secret ${secret} holds an SSH key, but ${place.url} is reached over ${place.scheme}`;
    throw new RefitError('CredentialsInvalid', `${message}; needed is basic, a token or a GitHub App.`);
  }

  /** @param owner the origin that the client certificate is for, where it is another */
  #connection(credentials: GitCredentials, origin: string, owner = origin): HttpConnection {
    const known = this.#connections.get(credentials) ?? new Map<string, HttpConnection>();
    this.#connections.set(credentials, known);
    const key = `${origin} ${owner}`;
    const { ca, proxy, clientCertificate } = credentials;
    const connection = known.get(key) ?? {
      origin,
      ...(ca === undefined ? {} : { ca }),
      ...(proxy === undefined ? {} : { proxy }),
      ...(clientCertificate === undefined || owner !== origin ? {} : { clientCertificate }),
    };
    known.set(key, connection);
    return connection;
  }

  async #overSsh<T>(
    place: RemotePlace,
    { authentication, proxy }: GitCredentials,
    work: (access: ProcessAccess) => Promise<T>,
  ): Promise<T> {
    const key = requireSshKey(place, authentication);
    if (proxy !== undefined) {
      const secret = place.access?.secret ?? '';
      throw new RefitError(
        'CredentialsInvalid',
        `secret ${secret}: key proxy is for http(s), found with an ssh repository`,
      );
    }
    const [address = ''] = await this.#options.addresses.resolve(place.host);
    return withPrivateFiles(sshFiles(key), (folder) => work(sshAccess(place, key, folder, address)));
  }

  /** Fetches over HTTP are bound to checked addresses by git itself. @throws RefitError SourceUnavailable */
  async #requirePins(): Promise<void> {
    this.#pins ??= this.#options.processes.run({ args: ['version'] }).then((out) => {
      const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(out.toString('latin1')) ?? [];
      return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 37);
    });
    const pins = await this.#pins.catch((error: unknown) => {
      this.#pins = undefined;
      throw error;
    });
    if (pins) return;
    throw new RefitError('SourceUnavailable', 'git is older than 2.37, which cannot be bound to checked addresses.');
  }

  #http(): Promise<{ readonly http: HttpClient; readonly tokens: AppTokens }> {
    return (this.#client ??= this.#makeClient());
  }

  async #makeClient(): Promise<{ readonly http: HttpClient; readonly tokens: AppTokens }> {
    const { addresses, timeoutMs, clock } = this.#options;
    const [{ createHttpClient }, { createAppTokens }] = await Promise.all([
      import('./http-client.ts'),
      import('./github-app.ts'),
    ]);
    const http = createHttpClient(addresses, timeoutMs);
    return { http, tokens: createAppTokens(http, clock) };
  }

  #respectQuiet(place: RemotePlace): void {
    const key = scopeOf(place);
    const left = (this.#quiet.get(key) ?? 0) - this.#options.clock.now();
    if (left <= 0) {
      this.#quiet.delete(key);
      return;
    }
    throw leftAlone(place.url, left);
  }

  #leaveAlone(place: RemotePlace, ms: number): void {
    const now = this.#options.clock.now();
    for (const [key, until] of this.#quiet) if (until <= now) this.#quiet.delete(key);
    const until = Math.max(this.#quiet.get(scopeOf(place)) ?? 0, now + ms);
    this.#quiet.set(scopeOf(place), until);
  }
}

/** Hosts count by who asks: one that is asked too much by one secret may answer another. */
function scopeOf({ origin, access }: RemotePlace): string {
  return access === undefined ? origin : `${origin}\0${access.namespace}\0${access.secret}`;
}
