import { X509Certificate, createPrivateKey } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { RefitError } from '../core/errors.ts';
import { printableText } from '../core/trust.ts';

/** How one proves who one is. */
export type GitAuthentication =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'ssh'; readonly identity: string; readonly knownHosts: string; readonly passphrase?: string }
  | GitHubApp;

/** An installation of a GitHub App, which gets its tokens at `baseUrl` (https, without a slash at its end). */
export interface GitHubApp {
  readonly kind: 'app';
  readonly appId: string;
  readonly installationId: string;
  readonly privateKey: string;
  readonly baseUrl: string;
}

/** An http or https proxy, its url without credentials. */
export interface GitProxy {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

/** What a git Secret holds. Values: kept in memory, never shown. */
export interface GitCredentials {
  readonly authentication?: GitAuthentication;
  /** Certificates (PEM) that are trusted for this host, instead of the public ones. */
  readonly ca?: string;
  readonly clientCertificate?: { readonly certificate: string; readonly key: string };
  readonly proxy?: GitProxy;
}

/** Keys that say what kind of authentication a secret is for, and the other keys of that kind. */
const kinds = {
  username: ['password'],
  bearerToken: [],
  identity: ['known_hosts', 'password'],
  githubAppID: ['githubAppInstallationID', 'githubAppPrivateKey', 'githubAppBaseURL'],
} as const;
const others = ['ca.crt', 'tls.crt', 'tls.key', 'proxy', 'proxyUsername', 'proxyPassword'];
const everyKey = [...new Set([...Object.entries(kinds).flatMap(([key, more]) => [key, ...more]), ...others])];

/**
 * Reads what a git Secret holds; keys that mean nothing here are left alone.
 * @param name of the secret, for messages
 * @throws RefitError CredentialsInvalid, naming keys, never values
 */
export function parseCredentials(name: string, entries: ReadonlyMap<string, string>): GitCredentials {
  return new Reader(name, entries).read();
}

class Reader {
  readonly #name: string;
  readonly #entries: ReadonlyMap<string, string>;

  constructor(name: string, entries: ReadonlyMap<string, string>) {
    this.#name = name;
    this.#entries = entries;
  }

  read(): GitCredentials {
    const known = everyKey.filter((key) => this.#entries.has(key));
    if (known.length === 0)
      this.#refuse(`found none of the keys that are allowed: ${everyKey.join(', ')}${this.#meaningless()}`);
    const found = Object.keys(kinds).filter((key) => this.#entries.has(key));
    if (found.length > 1) {
      this.#refuse(
        `found ${found.join(' and ')}, allowed is one kind of authentication (found keys: ${known.join(', ')})`,
      );
    }
    const authentication = this.#authentication(found[0]);
    const ca = this.#authorities();
    const clientCertificate = this.#clientCertificate();
    const proxy = this.#proxy();
    return {
      ...(authentication === undefined ? {} : { authentication }),
      ...(ca === undefined ? {} : { ca }),
      ...(clientCertificate === undefined ? {} : { clientCertificate }),
      ...(proxy === undefined ? {} : { proxy }),
    };
  }

  /** Keys that may be another one misspelt, such as `id_ed25519`; escaped, at most three. */
  #meaningless(): string {
    const known = new Set(everyKey);
    const others = [...this.#entries.keys()].filter((key) => !known.has(key)).slice(0, 3);
    return others.length === 0 ? '' : `, beside ${others.map((key) => printableText(key, 40)).join(', ')}`;
  }

  #refuse(found: string): never {
    throw new RefitError('CredentialsInvalid', `secret ${this.#name}: ${found}`);
  }

  /** One line, without the break that files end with: what it goes into is a header or a line. */
  #line(key: string): string {
    const value = (this.#entries.get(key) ?? '').replace(/\r?\n$/, '');
    if (value === '') this.#refuse(`key ${key}: found nothing, it is required here`);
    if (/[\u0000-\u001f\u007f]/.test(value)) this.#refuse(`key ${key}: found a control character, allowed is one line`);
    return value;
  }

  #text(key: string): string {
    const value = this.#entries.get(key) ?? '';
    if (value.trim() === '') this.#refuse(`key ${key}: found nothing, it is required here`);
    return `${value.replaceAll('\r\n', '\n').trimEnd()}\n`;
  }

  #authentication(kind: string | undefined): GitAuthentication | undefined {
    if (kind === 'username') {
      const username = this.#line('username');
      if (username.includes(':')) this.#refuse('key username: found a colon, which basic authentication cannot carry');
      return { kind: 'basic', username, password: this.#line('password') };
    }
    if (kind === 'bearerToken') {
      const token = this.#line('bearerToken');
      if (!/^[\u0021-\u007e]+$/.test(token)) this.#refuse('key bearerToken: allowed are visible ASCII characters');
      return { kind: 'bearer', token };
    }
    if (kind === 'identity') return this.#identity();
    if (kind === 'githubAppID') return this.#app();
    for (const key of ['password', 'known_hosts', ...kinds.githubAppID]) {
      if (this.#entries.has(key))
        this.#refuse(`found ${key} without what it belongs to (username, identity, githubAppID)${this.#meaningless()}`);
    }
    return undefined;
  }

  #identity(): GitAuthentication {
    const identity = this.#text('identity');
    if (!/^-----BEGIN [A-Z ]*PRIVATE KEY-----\n/.test(identity))
      this.#refuse('key identity: found no private key (PEM)');
    const knownHosts = this.#text('known_hosts');
    const hosts = knownHosts.split('\n').filter((line) => /^[^#\s]\S*\s+\S+\s+\S+/.test(line));
    if (hosts.length === 0) this.#refuse('key known_hosts: found no line "host type key"');
    const passphrase = this.#entries.has('password') ? { passphrase: this.#line('password') } : {};
    return { kind: 'ssh', identity, knownHosts, ...passphrase };
  }

  #app(): GitAuthentication {
    const [appId, installationId] = [this.#line('githubAppID'), this.#line('githubAppInstallationID')];
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(appId)) this.#refuse('key githubAppID: found no id');
    if (!/^\d{1,20}$/.test(installationId)) this.#refuse('key githubAppInstallationID: allowed are digits');
    const privateKey = this.#text('githubAppPrivateKey');
    if (keyType(privateKey) !== 'rsa') this.#refuse('key githubAppPrivateKey: found no RSA private key (PEM)');
    const has = this.#entries.has('githubAppBaseURL');
    const base = has ? this.#line('githubAppBaseURL') : 'https://api.github.com';
    const url = this.#url('githubAppBaseURL', base);
    if (url.protocol !== 'https:') this.#refuse('key githubAppBaseURL: allowed is an https:// url');
    return { kind: 'app', appId, installationId, privateKey, baseUrl: url.href.replace(/\/+$/, '') };
  }

  #url(key: string, text: string): URL {
    if (!URL.canParse(text)) return this.#refuse(`key ${key}: found no url`);
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') this.#refuse(`key ${key}: found a url with credentials in it`);
    if (url.search !== '' || url.hash !== '') this.#refuse(`key ${key}: found a url with a query or a fragment`);
    return url;
  }

  #authorities(): string | undefined {
    if (!this.#entries.has('ca.crt')) return undefined;
    const ca = this.#text('ca.crt');
    if (!isCertificate(ca)) this.#refuse('key ca.crt: found no certificate (PEM)');
    return ca;
  }

  #clientCertificate(): GitCredentials['clientCertificate'] {
    if (!this.#entries.has('tls.crt') && !this.#entries.has('tls.key')) return undefined;
    const [certificate, key] = [this.#text('tls.crt'), this.#text('tls.key')];
    if (!isPair(certificate, key))
      this.#refuse('keys tls.crt and tls.key: found no certificate and its private key (PEM)');
    return { certificate, key };
  }

  #proxy(): GitProxy | undefined {
    const [user, password] = [this.#entries.has('proxyUsername'), this.#entries.has('proxyPassword')];
    if (!this.#entries.has('proxy')) {
      if (user || password) this.#refuse('found proxyUsername or proxyPassword without proxy');
      return undefined;
    }
    const url = this.#url('proxy', this.#line('proxy'));
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      this.#refuse('key proxy: allowed is an http:// or https:// url');
    if (url.pathname !== '/' && url.pathname !== '') this.#refuse('key proxy: found a url with a path');
    if (!user && !password) return { url: url.origin };
    const username = this.#line('proxyUsername');
    if (username.includes(':'))
      this.#refuse('key proxyUsername: found a colon, which basic authentication cannot carry');
    return { url: url.origin, username, password: this.#line('proxyPassword') };
  }
}

function keyType(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    return undefined;
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined || true;
  } catch {
    return false;
  }
}

function isPair(cert: string, key: string): boolean {
  try {
    createSecureContext({ cert, key });
    return true;
  } catch {
    return false;
  }
}
