/**
 * git-lfs downloads: the batch API with basic transfers, in this process
 * (https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md). No `git-lfs` is run: it would read `.lfsconfig` and whatever
 * configuration it finds, and decide by them where credentials go.
 */
import { RefitError } from '../core/errors.ts';
import type { GitProxy } from '../git/credentials.ts';
import { NotHere } from './faults.ts';
import { readAnswer, requireWeb, shownURL } from './http.ts';
import type { TLSMaterial } from './agents.ts';
import type { Credentials, DataHttp } from './http.ts';
import type { DataObject } from './identity.ts';
import { parseForeignJSON } from '../core/foreign-json.ts';

/** An LFS server, and what it is sent. */
export interface LfsServer {
  /** Of the API, without a slash at its end: `https://host/repo.git/info/lfs`. */
  readonly url: string;
  /** Of that URL's origin; asked once per batch. */
  readonly credentials: () => Promise<Credentials>;
}

/** Where one object is to be had, as the server said. */
export interface LfsDownload {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: TLSMaterial;
  readonly proxy?: GitProxy;
}

/** Objects of one request; the servers' own limits are at 100 and above. */
export const batchSize = 100;
const maxAnswer = 4 * 1024 * 1024;
const mediaType = 'application/vnd.git-lfs+json';

/** The API of a repository that names no other, as git-lfs finds it (git-lfs docs/api/server-discovery.md). */
export function lfsURL(repository: string): string {
  const url = repository.replace(/\/+$/, '');
  return `${url.endsWith('.git') ? url : `${url}.git`}/info/lfs`;
}

/**
 * Asks where objects are; at most `batchSize` of one call.
 * @returns for each hash its download, or why the server has none
 * @throws RefitError SourceUnavailable when the server gives no list; SourceRefused for an address that may not be asked
 */
export async function askLfs(
  http: DataHttp,
  server: LfsServer,
  objects: readonly DataObject[],
): Promise<ReadonlyMap<string, LfsDownload | NotHere>> {
  const url = new URL(`${server.url}/objects/batch`);
  const credentials = await server.credentials();
  const { headers, tls, proxy } = credentials;
  const question = {
    operation: 'download',
    transfers: ['basic'],
    hash_algo: 'sha256',
    objects: objects.map(({ hash, bytes }) => ({ oid: hash, size: bytes ?? 0 })),
  };
  const answer = await http.send({
    method: 'POST',
    url,
    headers: { ...headers, accept: mediaType, 'content-type': mediaType },
    tls,
    proxy,
    body: Buffer.from(JSON.stringify(question)),
  });
  const bytes = await readAnswer(url, answer, maxAnswer);
  if (answer.status !== 200) throw refusal(url, answer.status, bytes);
  return readBatch(url, bytes, { credentials, objects });
}

function refusal(url: URL, status: number, body: Buffer): RefitError {
  const said = messageOf(parseForeignJSON(body.toString('utf8')));
  const what =
    status === 401 || status === 403
      ? 'the credentials are refused'
      : status === 404
        ? 'there is no LFS server, or none that these credentials may see'
        : 'no list of objects';
  return new RefitError('SourceUnavailable', `LFS at ${shownURL(url)}: ${what} (${status})${said}`);
}

/** A server's own words, one line, bounded. */
function messageOf(value: unknown): string {
  const message = fields(value)['message'];
  if (typeof message !== 'string') return '';
  return `: ${JSON.stringify(message.slice(0, 200))}`;
}

interface Asked {
  readonly credentials: Credentials;
  readonly objects: readonly DataObject[];
}

function readBatch(url: URL, bytes: Buffer, asked: Asked): Map<string, LfsDownload | NotHere> {
  const answer = fields(parseForeignJSON(bytes.toString('utf8')));
  const { transfer, objects } = { transfer: answer['transfer'] ?? 'basic', objects: answer['objects'] };
  if (!Array.isArray(objects) || transfer !== 'basic') {
    const found = Array.isArray(objects) ? `transfer ${JSON.stringify(transfer).slice(0, 60)}` : 'no list of objects';
    throw new RefitError('SourceUnavailable', `LFS at ${shownURL(url)}: found ${found}, allowed is transfer basic`);
  }
  const found = new Map<string, LfsDownload | NotHere>();
  const items: readonly unknown[] = objects;
  for (const item of items) {
    const { oid } = { oid: fields(item)['oid'] };
    if (typeof oid === 'string') found.set(oid, readObject(url, item, asked.credentials));
  }
  const answers = new Map<string, LfsDownload | NotHere>();
  for (const { hash } of asked.objects) {
    answers.set(hash, found.get(hash) ?? new NotHere(`LFS at ${shownURL(url)} says nothing of it`));
  }
  return answers;
}

function readObject(url: URL, item: unknown, credentials: Credentials): LfsDownload | NotHere {
  const { error, actions } = { error: fields(item)['error'], actions: fields(item)['actions'] };
  if (error !== undefined) {
    const code = fields(error)['code'];
    return new NotHere(
      `LFS at ${shownURL(url)} has it not (${typeof code === 'number' ? code : 'error'})${messageOf(error)}`,
    );
  }
  const { href, header } = {
    href: fields(fields(actions)['download'])['href'],
    header: fields(fields(actions)['download'])['header'],
  };
  if (typeof href !== 'string' || !URL.canParse(href, url.href)) {
    return new NotHere(`LFS at ${shownURL(url)} says no place for it`);
  }
  const target = new URL(href, url);
  requireWeb(withoutUser(target));
  const own = readHeaders(header);
  // The server's own word counts; without one, the repository's credentials go where the repository is, and nowhere else.
  const named = Object.keys(own).some((name) => name.toLowerCase() === 'authorization');
  const same = target.origin === url.origin;
  const headers = named || !same ? own : { ...credentials.headers, ...own };
  const { tls, proxy } = credentials;
  return { url: target, headers, ...(same && tls ? { tls } : {}), ...(proxy === undefined ? {} : { proxy }) };
}

/** Some servers repeat the user of the clone's URL in hrefs; it is not used. */
function withoutUser(url: URL): URL {
  url.username = '';
  url.password = '';
  return url;
}

const maxHeaders = 32;
/** What would change whom a request reaches, or how it is framed. */
const reserved = /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|proxy-.*)$/i;

/** What a server says to send along, of what a request may have. */
export function readHeaders(value: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(fields(value)).slice(0, maxHeaders)) {
    const usable = typeof text === 'string' && /^[\x20-\x7e]{0,8192}$/.test(text) && /^[A-Za-z0-9-]{1,100}$/.test(name);
    if (usable && !reserved.test(name)) headers[name] = text;
  }
  return headers;
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
