import https from 'node:https';
import type { Identity } from '../certificates/kubeconfig.ts';

/** Where an API server is and who asks it. */
export interface ApiAccess {
  readonly url: string;
  readonly ca: string;
  readonly identity: Identity;
}

/** One GET with a connection of its own. @returns the status code, 0 when there was no answer in 5 s */
export function getStatus(access: ApiAccess, path: string): Promise<number> {
  const { identity } = access;
  const auth =
    'token' in identity
      ? { headers: { authorization: `Bearer ${identity.token}` } }
      : { cert: identity.certificate, key: identity.key };
  return new Promise((resolve) => {
    const request = https.get(
      new URL(path, access.url),
      { ca: access.ca, agent: false, timeout: 5000, ...auth },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(0));
  });
}

/** Asks every 50 ms until `check` holds. @throws Error when `alive` says why it never will, or after `seconds` */
export async function waitUntil(
  what: string,
  check: () => Promise<boolean>,
  alive: () => string | undefined,
  seconds = 180,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await check())) {
    const death = alive();
    if (death !== undefined) throw new Error(`${what}: ${death}`);
    if (Date.now() > deadline) throw new Error(`${what}: not ready after ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
