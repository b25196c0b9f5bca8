/** Objects of a namespace on a volume's server (server/serve.ts). */
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { RefitError, toError } from '../../core/errors.ts';
import { backoffDelay } from '../../runtime/backoff.ts';
import type { HttpAnswer, HttpQuestion, HttpTransport } from './http-transport.ts';
import type { ByteRange, ObjectStore, PutOptions } from './objects.ts';

/** The header by which the server itself says that there is no such object: a 404 of anybody between says nothing. */
export const absentHeader = 'x-refit-absent';

/** How often a request is sent in all: when the server is not there; when it says that it is busy. */
const tries = 4;
const busyTries = 30;
const maxMessage = 300;

async function readText(body: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, limit);
}

async function refusal(doing: string, answer: HttpAnswer): Promise<RefitError> {
  // One line of printable ASCII of a stranger's text.
  const said = (await readText(answer.body, maxMessage)).replaceAll(/[^ -~]+/g, ' ').trim();
  return new RefitError('ArtifactStoreUnavailable', `artifact store: ${doing}: ${answer.status} ${said}`.trimEnd());
}

/** Only what a later try may find otherwise. */
function isBusy(status: number): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504;
}

function canRepeat({ body }: HttpQuestion): boolean {
  return body === undefined || Buffer.isBuffer(body) || !body.readableDidRead;
}

/** Sends until there is an answer that is one, as long as the question can be asked again. */
async function ask(send: HttpTransport, doing: string, question: HttpQuestion): Promise<HttpAnswer> {
  for (let failures = 1; ; failures++) {
    try {
      const answer = await send(question);
      const enough = failures >= (answer.status === 429 ? busyTries : tries);
      if (!isBusy(answer.status) || enough || !canRepeat(question)) return answer;
      await drained(answer);
    } catch (thrown: unknown) {
      if (thrown instanceof RefitError && thrown.reason !== 'ArtifactStoreUnavailable') throw thrown;
      if (failures >= tries || !canRepeat(question)) {
        throw new RefitError(
          'ArtifactStoreUnavailable',
          `artifact store: ${doing}: ${toError(thrown).message}`,
          thrown,
        );
      }
    }
    await delay(backoffDelay(failures, { base: 100, cap: 2000 }));
  }
}

async function drained(answer: HttpAnswer): Promise<void> {
  await readText(answer.body, maxMessage);
}

function rangeHeader(range: ByteRange | undefined): Record<string, string> {
  return range === undefined ? {} : { range: `bytes=${range.start}-${range.end ?? ''}` };
}

function isAbsent(answer: HttpAnswer): boolean {
  return answer.status === 404 && answer.header(absentHeader) === 'true';
}

async function head(send: HttpTransport, key: string): Promise<{ size: number } | undefined> {
  const answer = await ask(send, `look at ${key}`, { method: 'HEAD', path: `/v1/objects/${key}`, headers: {} });
  await drained(answer);
  if (isAbsent(answer)) return undefined;
  const size = answer.header('content-length');
  if (answer.status === 200 && size !== undefined) return { size: Number(size) };
  throw await refusal(`look at ${key}`, answer);
}

async function get(send: HttpTransport, key: string, range?: ByteRange): Promise<Readable | undefined> {
  const answer = await ask(send, `read ${key}`, {
    method: 'GET',
    path: `/v1/objects/${key}`,
    headers: rangeHeader(range),
  });
  if (answer.status === (range === undefined ? 200 : 206)) {
    return answer.body instanceof Readable ? answer.body : Readable.from(answer.body, { objectMode: false });
  }
  if (answer.status !== 416 && !isAbsent(answer)) throw await refusal(`read ${key}`, answer);
  await drained(answer);
  return isAbsent(answer) ? undefined : Readable.from([], { objectMode: false });
}

async function put(
  send: HttpTransport,
  key: string,
  body: Readable | Buffer,
  { size, createOnly }: PutOptions,
): Promise<'Stored' | 'Exists'> {
  const length = Buffer.isBuffer(body) ? body.length : size;
  if (length === undefined) throw new RefitError('InternalError', `write ${key}: the size must be known`);
  const answer = await ask(send, `write ${key}`, {
    method: 'PUT',
    path: `/v1/objects/${key}`,
    headers: { 'content-length': String(length), ...(createOnly ? { 'if-none-match': '*' } : {}) },
    body,
  });
  if (answer.status !== 201 && answer.status !== 412) throw await refusal(`write ${key}`, answer);
  await drained(answer);
  return answer.status === 201 ? 'Stored' : 'Exists';
}

async function list(send: HttpTransport, folder: string): Promise<string[]> {
  const answer = await ask(send, `list ${folder}`, { method: 'GET', path: `/v1/list/${folder}`, headers: {} });
  if (answer.status !== 200) throw await refusal(`list ${folder}`, answer);
  const names: unknown = JSON.parse(await readText(answer.body, 16 * 1024 * 1024));
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw new RefitError('ArtifactStoreUnavailable', `artifact store: list ${folder}: the answer is no list of names`);
}

async function discard(send: HttpTransport, key: string): Promise<void> {
  const answer = await ask(send, `discard ${key}`, { method: 'DELETE', path: `/v1/objects/${key}`, headers: {} });
  // 409: the server looked for itself and found it whole.
  if (answer.status !== 204 && answer.status !== 409) throw await refusal(`discard ${key}`, answer);
  await drained(answer);
}

/** The caller's namespace is what the server takes from its token. */
export function openHttpObjects(send: HttpTransport): ObjectStore {
  return {
    head: (key) => head(send, key),
    get: (key, range) => get(send, key, range),
    put: (key, body, options) => put(send, key, body, options),
    list: (folder) => list(send, folder),
    discard: (key) => discard(send, key),
  };
}
