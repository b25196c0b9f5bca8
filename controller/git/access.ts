import type { Secrets } from '../secrets/secrets.ts';
import { type GitCredentials, parseCredentials } from './credentials.ts';
import type { RepositoryAccess } from './git.ts';

/**
 * Reads the credentials that an access names. The same object is returned while nothing changed.
 * @param fresh what is remembered does not count: a server has just refused it
 * @throws RefitError SecretNotFound | CredentialsInvalid
 */
export type GitCredentialsProvider = (access: RepositoryAccess, fresh?: boolean) => Promise<GitCredentials>;

/** Milliseconds that credentials are used again. With what the secrets port remembers it stays within a minute. */
const cacheMs = 30_000;
const cacheLimit = 1000;

interface Held {
  readonly text: string;
  readonly credentials: GitCredentials;
  readonly until: number;
}

/** Git credentials from the secrets port: read when used, remembered for 30 s, read at once after a refusal. */
export function createGitAccess(
  secrets: Pick<Secrets, 'entries'>,
  now: () => number = () => performance.now(),
): GitCredentialsProvider {
  const held = new Map<string, Held>();
  const reading = new Map<string, Promise<GitCredentials>>();

  async function read(key: string, { namespace, secret }: RepositoryAccess): Promise<GitCredentials> {
    const before = held.get(key);
    held.delete(key);
    const entries = await secrets.entries(namespace, secret);
    const text = JSON.stringify([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    const credentials = before?.text === text ? before.credentials : parseCredentials(secret, entries);
    const oldest = held.keys().next().value;
    if (held.size >= cacheLimit && oldest !== undefined) held.delete(oldest);
    held.set(key, { text, credentials, until: now() + cacheMs });
    return credentials;
  }

  return (access, fresh = false) => {
    const key = `${access.namespace}\0${access.secret}`;
    const known = held.get(key);
    if (!fresh && known !== undefined && known.until > now()) return Promise.resolve(known.credentials);
    const running = reading.get(key);
    if (running !== undefined) return running;
    const started = read(key, access).finally(() => reading.delete(key));
    reading.set(key, started);
    return started;
  };
}
