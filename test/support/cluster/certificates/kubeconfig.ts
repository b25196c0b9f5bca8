import { writeFileSync } from 'node:fs';
import type { Certificate } from './authority.ts';

/** Who a kubeconfig says it is: by a client certificate or by a bearer token. */
export type Identity = Pick<Certificate, 'certificate' | 'key'> | { readonly token: string };

/** What a kubeconfig is made of. `ca` is PEM. */
export interface KubeconfigContent {
  readonly url: string;
  readonly ca: string;
  readonly identity: Identity;
  readonly namespace?: string;
}

/** Writes a kubeconfig (mode 0600) with everything inside it. @returns its path */
export function writeKubeconfig(path: string, content: KubeconfigContent): string {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const { identity } = content;
  const user =
    'token' in identity
      ? { token: identity.token }
      : {
          'client-certificate-data': base64(identity.certificate),
          'client-key-data': base64(identity.key),
        };
  const context = { cluster: 'refit', user: 'refit', namespace: content.namespace ?? 'default' };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'refit', cluster: { server: content.url, 'certificate-authority-data': base64(content.ca) } }],
    users: [{ name: 'refit', user }],
    contexts: [{ name: 'refit', context }],
    'current-context': 'refit',
  };
  // JSON is YAML, and every client reads it.
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  return path;
}
