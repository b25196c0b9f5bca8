/** One object of an HTTP(S) server: a remote of DVC, an LFS server, a public bucket. */
import { RefitError } from '../core/errors.ts';
import { NotHere } from './faults.ts';
import type { DataAnswer, DataHttp, DataRequest } from './http.ts';
import type { Opened } from './resumed.ts';

/**
 * @param what names it in messages
 * @throws NotHere; RefitError SourceUnavailable | SourceRefused
 */
export async function openWeb(http: DataHttp, request: DataRequest, what: string): Promise<Opened> {
  const answer = await http.send(request);
  if (answer.status === 200) return openedOf(http, request, what, answer);
  answer.body.destroy();
  throw notGiven(what, answer.status);
}

/** With a way to the rest of it, where the server says that it gives parts (RFC 9110, 14). */
function openedOf(http: DataHttp, request: DataRequest, what: string, first: DataAnswer): Opened {
  const { body } = first;
  if (first.header('accept-ranges')?.trim().toLowerCase() !== 'bytes') return { body };
  const etag = first.header('etag');
  // A weak one may be of other bytes.
  const unchanged = etag === undefined || etag.startsWith('W/') ? {} : { 'if-range': etag };
  const rest = async (from: number): Promise<Opened> => {
    const headers = { ...request.headers, ...unchanged, range: `bytes=${from}-` };
    const answer = await http.send({ ...request, headers });
    if (answer.status === 206 && answer.header('content-range')?.startsWith(`bytes ${from}-`) === true) {
      return { body: answer.body, rest };
    }
    answer.body.destroy();
    if (answer.status >= 400) throw notGiven(what, answer.status);
    throw new RefitError('SourceUnavailable', `${what}: found status ${answer.status} for the rest, allowed is 206`);
  };
  return { body, rest };
}

/** What a status other than 200 means. */
export function notGiven(what: string, status: number): NotHere | RefitError {
  if (status === 404 || status === 410) return new NotHere(`${what} is not there (${status})`);
  // Stores that may not be listed say this of what they do not have.
  if (status === 401 || status === 403) return new NotHere(`${what} is not given (${status})`);
  if (status >= 300 && status < 400) return new NotHere(`${what} leads elsewhere (${status}), which is not followed`);
  return new RefitError('SourceUnavailable', `${what}: found status ${status}, allowed is 200`);
}
