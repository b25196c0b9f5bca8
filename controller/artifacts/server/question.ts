/** What is asked, out of a request's first line and headers: exactly the forms that are allowed, no other spelling of them. */
import type { IncomingMessage } from 'node:http';
import type { ByteRange } from '../objects/objects.ts';
import { isIndexFolder, parseKey } from '../objects/keys.ts';
import type { ParsedKey } from '../objects/keys.ts';
import { Refusal } from './refusal.ts';

export type Question =
  | { readonly verb: 'List'; readonly folder: string }
  | { readonly verb: 'Read'; readonly key: string; readonly head: boolean; readonly range: ByteRange | undefined }
  | {
      readonly verb: 'Write';
      readonly key: string;
      readonly content: ContentKey;
      readonly size: number;
      readonly createOnly: boolean;
    }
  | { readonly verb: 'Discard'; readonly key: string; readonly content: ContentKey };

export type ContentKey = Extract<ParsedKey, { sha256: string }>;

const listPath = '/v1/list/';
const objectPath = '/v1/objects/';
const rangeForm = /^bytes=([0-9]{1,15})-([0-9]{0,15})$/;

function parseRange(header: string | undefined): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, start, end] = rangeForm.exec(header) ?? [];
  const range = { start: Number(start), ...(end === '' ? {} : { end: Number(end) }) };
  if (start === undefined || ('end' in range && range.end < range.start))
    throw new Refusal(400, 'range not understood');
  return range;
}

function contentKey(parsed: ParsedKey): ContentKey {
  if ('sha256' in parsed) return parsed;
  throw new Refusal(403, 'only objects/ and trees/ may be written');
}

function parseSize(request: IncomingMessage): number {
  const length = request.headers['content-length'];
  if (length === undefined || !/^[0-9]{1,15}$/.test(length)) throw new Refusal(411, 'content-length is needed');
  return Number(length);
}

/** @throws Refusal 400 | 403 | 404 | 405 | 411 */
export function parseQuestion(request: IncomingMessage): Question {
  // As it was sent: nothing is decoded or normalised, so no `..`, `%2e` or `//` is in anything that matches.
  const { url = '', method } = request;
  if (url.startsWith(listPath)) {
    const folder = url.slice(listPath.length);
    if (!isIndexFolder(folder)) throw new Refusal(404, 'no such path');
    if (method !== 'GET') throw new Refusal(405, 'method not allowed');
    return { verb: 'List', folder };
  }
  const key = url.startsWith(objectPath) ? url.slice(objectPath.length) : '';
  const parsed = parseKey(key);
  if (parsed === undefined) throw new Refusal(404, 'no such path');
  if (method === 'GET' || method === 'HEAD') {
    return { verb: 'Read', key, head: method === 'HEAD', range: parseRange(request.headers.range) };
  }
  if (method === 'DELETE') return { verb: 'Discard', key, content: contentKey(parsed) };
  if (method !== 'PUT') throw new Refusal(405, 'method not allowed');
  const condition = request.headers['if-none-match'];
  if (condition !== undefined && condition !== '*') throw new Refusal(400, 'if-none-match: only * is understood');
  const content = contentKey(parsed);
  return { verb: 'Write', key, content, size: parseSize(request), createOnly: condition === '*' };
}

/** The token of a request: the API server's proxy takes Authorization away, so another header may bear it. */
export function tokenOf(request: IncomingMessage): string | undefined {
  const bearer = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const other = request.headers['x-refit-token'];
  return bearer ?? (typeof other === 'string' ? other : undefined);
}
