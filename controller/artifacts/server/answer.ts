/** One request of the volume's server, from its question to its answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { RefitError, toError } from '../../core/errors.ts';
import type { Logger } from '../../runtime/log.ts';
import { isDiskFull } from '../faults.ts';
import { absentHeader } from '../objects/http.ts';
import type { ObjectStore } from '../objects/objects.ts';
import type { Callers } from './callers.ts';
import { parseQuestion, tokenOf } from './question.ts';
import type { Question } from './question.ts';
import { Refusal } from './refusal.ts';
import type { Turnstile } from './turnstile.ts';
import { admitWrite, discardDamaged, write } from './write.ts';
import type { WriteLimits } from './write.ts';

export interface Volume {
  /** Where what is written goes; undefined: nothing can be written. */
  readonly folder: string | undefined;
  readonly limits: WriteLimits;
  readonly callers: Callers;
  readonly turnstile: Turnstile;
  objectsOf(namespace: string): ObjectStore;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The client waits for a `100 Continue` before it sends the body. */
  readonly asked: boolean;
}

const absent = { [absentHeader]: 'true' };

async function answerRead(
  objects: ObjectStore,
  { key, head, range }: Extract<Question, { verb: 'Read' }>,
  response: ServerResponse,
): Promise<void> {
  const size = (await objects.head(key))?.size;
  if (size === undefined) throw new Refusal(404, 'no such object', absent);
  if (range !== undefined && range.start >= size) throw new Refusal(416, 'beyond the end');
  const last = Math.min(range?.end ?? size - 1, size - 1);
  const length = range === undefined ? size : last - range.start + 1;
  response.setHeader('content-type', 'application/octet-stream');
  response.setHeader('content-length', length);
  if (range !== undefined) response.setHeader('content-range', `bytes ${range.start}-${last}/${size}`);
  if (head) {
    response.writeHead(200).end();
    return;
  }
  const body = await objects.get(key, range && { start: range.start, end: last });
  if (body === undefined) throw new Refusal(404, 'no such object', absent);
  response.writeHead(range === undefined ? 200 : 206);
  await pipeline(body, response);
}

async function answer(volume: Volume, namespace: string, question: Question, exchange: Exchange): Promise<void> {
  const objects = volume.objectsOf(namespace);
  const { request, response } = exchange;
  if (question.verb === 'Read') return answerRead(objects, question, response);
  if (question.verb === 'List') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(await objects.list(question.folder)));
    return;
  }
  const { folder } = volume;
  if (folder === undefined) throw new Refusal(405, 'only read here', { allow: 'GET, HEAD' });
  if (question.verb === 'Discard') {
    await discardDamaged(objects, question.key, question.content);
    response.writeHead(204).end();
    return;
  }
  const writing = { folder, limits: volume.limits, objects, question };
  await admitWrite(writing);
  if (exchange.asked) response.writeContinue();
  await write(writing, request);
  response.writeHead(201).end();
}

/** @throws Refusal, and whatever went wrong: see `refuse` */
export async function answerQuestion(volume: Volume, exchange: Exchange): Promise<void> {
  const question = parseQuestion(exchange.request);
  const namespace = await volume.callers.namespaceOf(tokenOf(exchange.request));
  await volume.turnstile.pass(namespace, () => answer(volume, namespace, question, exchange));
}

function refusalOf(error: unknown): Refusal {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof Refusal) return cause;
  if (isDiskFull(error)) return new Refusal(507, 'the volume is full');
  const unavailable =
    error instanceof RefitError && ['KubernetesUnavailable', 'ArtifactStoreUnavailable'].includes(error.reason);
  return unavailable ? new Refusal(503, 'not available', { 'retry-after': '1' }) : new Refusal(500, 'failed');
}

/** Answers with what went wrong, as far as a stranger may know it; the log gets the rest. */
export function refuse(request: IncomingMessage, response: ServerResponse, error: unknown, log: Logger): void {
  const refusal = refusalOf(error);
  // A client that went away is no fault of ours.
  const gone = request.destroyed && !request.complete;
  if (refusal.status >= 500 && !gone) log.warn('artifact volume could not answer', { error: toError(error) });
  if (response.headersSent) {
    // In the middle of a body there is no other way to say that it is not whole.
    response.destroy();
    return;
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  // A body that nobody wants is not read to its end.
  const close =
    request.complete || request.method === 'HEAD' || request.method === 'GET' ? {} : { connection: 'close' };
  response.writeHead(refusal.status, {
    ...refusal.headers,
    ...close,
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(refusal.message),
  });
  response.end(request.method === 'HEAD' ? undefined : refusal.message);
}
