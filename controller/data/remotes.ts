/** DVC remotes: where an object of a content-addressed store is under its hash. A folder, HTTP(S), or an S3-compatible bucket. */
import { open } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { isNotThere } from '../artifacts/faults.ts';
import { openDataBucket } from '../artifacts/objects/data-bucket.ts';
import { RefitError } from '../core/errors.ts';
import type { DataRemote } from '../engines/engine.ts';
import type { AddressPolicy } from '../git/addresses.ts';
import { NotHere } from './faults.ts';
import { lookupOf } from './agents.ts';
import { requireWeb, shownURL } from './http.ts';
import type { Credentials, DataHttp } from './http.ts';
import type { Opened } from './resumed.ts';
import { openWeb } from './web.ts';

/** One remote, opened. */
export interface Remote {
  readonly name: string;
  /** Without credentials; for messages and manifests. */
  readonly url: string;
  /** Asked for every object, whatever remote a pointer names: the cache of the working copy itself. */
  readonly own?: boolean;
  /** @throws NotHere; RefitError SourceUnavailable | SourceRefused | SecretNotFound */
  read(key: string): Promise<Opened>;
}

/** What remotes are opened with. */
export interface RemoteSurroundings {
  readonly http: DataHttp;
  readonly addresses?: AddressPolicy | undefined;
  /** Whether folders of this machine may be remotes. */
  readonly allowLocal: boolean;
  /** All keys of a Secret of the workflow's namespace. @throws RefitError SecretNotFound */
  readonly secret: (name: string) => Promise<ReadonlyMap<string, string>>;
}

/** @throws RefitError SourceRefused for a URL of another kind */
export function openRemote(remote: DataRemote, around: RemoteSurroundings): Remote {
  const { name, url } = remote;
  if (isAbsolute(url)) {
    if (around.allowLocal) return folderRemote(name, url);
    throw refused(name, 'a local path', 's3:// or http(s)://');
  }
  if (url.startsWith('s3://')) return bucketRemote(remote, around);
  if (!URL.canParse(url)) throw refused(name, 'no URL', 's3:// or http(s)://');
  requireWeb(new URL(url));
  return webRemote(name, url, around.http, webCredentials(remote, around));
}

function refused(name: string, found: string, allowed: string): RefitError {
  return new RefitError('SourceRefused', `data remote ${name}: found ${found}, allowed ${allowed}`);
}

/** A folder of this machine. */
export function folderRemote(name: string, folder: string, own = false): Remote {
  return {
    name,
    url: folder,
    own,
    async read(key) {
      const path = join(folder, key);
      try {
        const file = await open(path, 'r');
        if ((await file.stat()).isFile()) return { body: file.createReadStream() };
        await file.close();
        throw new NotHere(`remote ${name}: ${path} is no file`);
      } catch (error: unknown) {
        if (isNotThere(error)) throw new NotHere(`remote ${name}: no ${path}`);
        throw error;
      }
    },
  };
}

/** Basic or bearer, as the Secret of a remote has them. */
function webCredentials(remote: DataRemote, { secret }: RemoteSurroundings): () => Promise<Credentials> {
  let known: Promise<Credentials> | undefined;
  return async () => {
    if (remote.secret === undefined) return { headers: {} };
    known ??= secret(remote.secret).then((entries) => secretCredentials(remote.secret ?? '', entries));
    return known;
  };
}

/** @throws RefitError SecretNotFound when there is neither `bearerToken` nor `username` and `password` */
export function secretCredentials(name: string, entries: ReadonlyMap<string, string>): Credentials {
  const [token, username, password] = ['bearerToken', 'username', 'password'].map((key) => entries.get(key)?.trim());
  const ca = entries.get('ca.crt');
  const tls = ca === undefined ? {} : { tls: { ca } };
  if (token !== undefined && username === undefined) return { headers: { authorization: `Bearer ${token}` }, ...tls };
  if (token === undefined && username !== undefined && password !== undefined) {
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    return { headers: { authorization: `Basic ${pair}` }, ...tls };
  }
  throw new RefitError(
    'SecretNotFound',
    `secret ${name}: found ${[...entries.keys()].sort().join(', ')}, allowed are username and password, or bearerToken`,
  );
}

function webRemote(name: string, base: string, http: DataHttp, credentials: () => Promise<Credentials>): Remote {
  const folder = base.replace(/\/+$/, '');
  return {
    name,
    url: folder,
    async read(key) {
      const url = new URL(`${folder}/${key}`);
      const { headers, tls } = await credentials();
      return openWeb(http, { url, headers, tls }, `remote ${name}: ${shownURL(url)}`);
    },
  };
}

const defaultRegion = 'us-east-1';

function bucketRemote(remote: DataRemote, around: RemoteSurroundings): Remote {
  const { name, region = defaultRegion, secret } = remote;
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*?)\/*$/.exec(remote.url) ?? [];
  const endpoint = remote.endpoint ?? `https://s3.${region}.amazonaws.com`;
  requireWeb(new URL(endpoint));
  const keyOf = (key: string): string => (prefix === '' ? key : `${prefix}/${key}`);
  if (secret === undefined) {
    // A public bucket: nothing is signed, and a path-style URL is all there is to it.
    const open = webRemote(name, `${endpoint.replace(/\/+$/, '')}/${bucket}`, around.http, async () => ({
      headers: {},
    }));
    return { name, url: remote.url, read: (key) => open.read(keyOf(key)) };
  }
  const read = openDataBucket({
    endpoint,
    region,
    bucket,
    credentials: async () => keysOf(secret, await around.secret(secret)),
    ...(around.addresses === undefined ? {} : { lookup: lookupOf(around.addresses) }),
  });
  return {
    name,
    url: remote.url,
    read(key) {
      const open = async (from: number, etag?: string): Promise<Opened> => {
        const { protocol, hostname } = new URL(endpoint);
        around.addresses?.checkScheme(protocol.slice(0, -1));
        around.addresses?.check(hostname);
        const answer = await read(keyOf(key), { from, etag });
        if (answer.kind === 'Object') return { body: answer.body, rest: (at) => open(at, answer.etag) };
        throw new NotHere(`remote ${name}: s3://${bucket}/${keyOf(key)} ${answer.found}`);
      };
      return open(0);
    },
  };
}

function keysOf(
  name: string,
  entries: ReadonlyMap<string, string>,
): { accessKeyId: string; secretAccessKey: string; sessionToken?: string } {
  const [accessKeyId, secretAccessKey, sessionToken] = ['accessKeyId', 'secretAccessKey', 'sessionToken'].map((key) =>
    entries.get(key)?.trim(),
  );
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const found = [...entries.keys()].sort().join(', ');
    throw new RefitError(
      'SecretNotFound',
      `secret ${name}: found ${found}, allowed are accessKeyId and secretAccessKey`,
    );
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
