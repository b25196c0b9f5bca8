import { isIP } from 'node:net';
import type { GitCredentials } from './credentials.ts';
import type { PrivateFile } from './private-files.ts';
import type { ProcessAccess } from './process.ts';
import type { RemotePlace } from './url.ts';

/** What git reaches a place over HTTP with. */
export interface HttpMeans {
  readonly credentials: GitCredentials;
  /** The value of the header, if any. */
  readonly authorization: string | undefined;
  /** Of the host, or of the proxy if there is one: all checked. */
  readonly addresses: readonly string[];
  /** Where `httpFiles` are. */
  readonly folder: string;
}

/** What git reads from files. */
export function httpFiles({ ca, clientCertificate }: GitCredentials): readonly PrivateFile[] {
  const files: PrivateFile[] = [];
  if (ca !== undefined) files.push({ name: 'ca.crt', content: ca });
  if (clientCertificate !== undefined) {
    files.push({ name: 'tls.crt', content: clientCertificate.certificate });
    files.push({ name: 'tls.key', content: clientCertificate.key });
  }
  return files;
}

/** What makes git ask over HTTP: at checked addresses alone, credentials for this origin alone. */
export function httpAccess(place: RemotePlace, means: HttpMeans): ProcessAccess {
  const { credentials, authorization, addresses, folder } = means;
  const { ca, clientCertificate, proxy } = credentials;
  const config: (readonly [string, string])[] = [];
  const only = (key: string, value: string): void => void config.push([`http.${place.origin}/.${key}`, value]);
  const secrets: string[] = [];
  if (authorization !== undefined) {
    only('extraHeader', `Authorization: ${authorization}`);
    secrets.push(...spellings(authorization));
  }
  if (ca !== undefined) only('sslCAInfo', `${folder}/ca.crt`);
  if (clientCertificate !== undefined) {
    only('sslCert', `${folder}/tls.crt`);
    only('sslKey', `${folder}/tls.key`);
  }
  const peer = new URL(proxy?.url ?? place.origin);
  const port = peer.port === '' ? (peer.protocol === 'https:' ? '443' : '80') : peer.port;
  const bare = peer.hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 0) {
    const pinned = addresses.map((address) => (isIP(address) === 6 ? `[${address}]` : address)).join(',');
    config.push(['http.curloptResolve', `${bare}:${port}:${pinned}`]);
  }
  if (proxy !== undefined) {
    const { username, password = '' } = proxy;
    const user = username === undefined ? '' : `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`;
    // With its port: without one curl takes 1080, where nothing is pinned.
    config.push(['http.proxy', `${peer.protocol}//${user}${peer.hostname}:${port}`]);
    if (ca !== undefined && peer.protocol === 'https:') config.push(['http.proxySSLCAInfo', `${folder}/ca.crt`]);
    if (username !== undefined) {
      config.push(['http.proxyAuthMethod', 'basic']);
      secrets.push(password, encodeURIComponent(password), Buffer.from(`${username}:${password}`).toString('base64'));
    }
  }
  return { config, environment: {}, secrets };
}

/** A header's value, and what is in it that alone would tell as much. */
function spellings(authorization: string): string[] {
  const [scheme, value = ''] = authorization.split(' ');
  const decoded = scheme === 'Basic' ? Buffer.from(value, 'base64').toString('utf8') : '';
  const password = decoded.slice(decoded.indexOf(':') + 1);
  return [value, ...(password === '' ? [] : [password, encodeURIComponent(password)])];
}
