/** Where the API server is and who we are to it: a kubeconfig, or the service account of the pod we run in. */
import type { ConnectionOptions } from 'node:tls';

/** What TLS needs; bytes, so that a change is seen. */
export type TlsOptions = Pick<
  ConnectionOptions,
  'ca' | 'cert' | 'key' | 'pfx' | 'passphrase' | 'rejectUnauthorized' | 'servername'
>;

export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsOptions;
}

export interface Access {
  /** An http(s) URL, perhaps with a path. */
  readonly server: string;
  /** An HTTP proxy on the way. */
  readonly proxy?: string;
  readonly namespace: string;
  /** As of now: tokens and certificates that rotate are read again. @throws Error when they cannot be had */
  current(): Promise<Credentials>;
  /** Forgets what is remembered: the server did not accept it. */
  renew(): Promise<void>;
}

/** Remembers what `read` gives for `ms`, and lets simultaneous askers wait for one reading. */
export function remember<T>(ms: number, read: () => Promise<T>): { get(): Promise<T>; forget(): void } {
  let held: { readonly value: Promise<T>; readonly until: number } | undefined;
  return {
    async get() {
      if (held !== undefined && held.until > performance.now()) return held.value;
      const value = read();
      const mine = { value, until: performance.now() + ms };
      held = mine;
      try {
        return await value;
      } catch (error: unknown) {
        if (held === mine) held = undefined;
        throw error;
      }
    },
    forget() {
      held = undefined;
    },
  };
}
