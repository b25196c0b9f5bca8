import type { KubernetesClient, KubernetesObject, ListOptions, ResourceType, WatchLine } from './client.ts';
import type { Connection } from './connection.ts';
import { RefitError } from '../core/errors.ts';
import { fromApiStatus, readApiStatus, unreachable } from './errors.ts';
import { requireWell } from './exchange.ts';
import { readLines } from './json-lines.ts';
import { describeResource } from './resources.ts';

export interface WatchLimits {
  /**
   * A watch that says nothing for so long is taken for dead, and ended, in milliseconds. An API server sends a bookmark
   * every minute, of a kind that never moved since it started after two (measured, 1.36).
   */
  readonly silenceMs: number;
}

/** Seconds the server is asked to keep a watch, at least and at most: spread, so that they do not all come back at once. */
const lastsLeast = 240;
const lastsMost = 300;

/** One watch: see KubernetesClient.watch. `path` is the collection's. */
export async function watchOnce<T extends KubernetesObject>(
  { connection, path, type }: { connection: Connection; path: string; type: ResourceType },
  options: Parameters<KubernetesClient['watch']>[1] & WatchLimits,
  onLine: (line: WatchLine<T>) => void,
): Promise<void> {
  const { signal, silenceMs, resourceVersion } = options;
  const what = `watch of ${describeResource(type)}`;
  const query = selectorQuery(options);
  query.set('watch', 'true');
  query.set('allowWatchBookmarks', 'true');
  query.set('resourceVersion', resourceVersion);
  query.set('timeoutSeconds', String(Math.floor(lastsLeast + Math.random() * (lastsMost - lastsLeast))));
  const request = {
    method: 'GET',
    path: `${path}?${query.toString()}`,
    signal,
    lasting: true,
    silenceMs,
    what,
  } as const;
  try {
    const response = await connection.send(request);
    await requireWell(request, response);
    options.opened?.();
    for await (const line of readLines(response.body)) {
      if (signal.aborted) return;
      onLine(parseLine<T>(what, line));
    }
  } catch (error: unknown) {
    if (signal.aborted || isSilence(error)) return;
    throw unreachable(what, error);
  }
}

/** The selectors, as a query has them. */
export function selectorQuery({ labelSelector, fieldSelector }: ListOptions): URLSearchParams {
  const query = new URLSearchParams();
  if (labelSelector !== undefined) query.set('labelSelector', labelSelector);
  if (fieldSelector !== undefined) query.set('fieldSelector', fieldSelector);
  return query;
}

interface RawLine {
  readonly type?: unknown;
  readonly object?: {
    readonly metadata?: { readonly name?: string; readonly resourceVersion?: string };
    code?: number;
  };
}

function parseLine<T extends KubernetesObject>(what: string, line: string): WatchLine<T> {
  const { type, object } = parseRaw(what, line);
  if (type === 'ERROR') throw fromApiStatus(what, readApiStatus(object?.code ?? 500, JSON.stringify(object)));
  const resourceVersion = object?.metadata?.resourceVersion;
  if (resourceVersion === undefined) throw malformed(what, line);
  if (type === 'BOOKMARK') return { type, resourceVersion };
  if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED') {
    if (object?.metadata?.name !== undefined) return { type, object: object as unknown as T };
  }
  throw malformed(what, line);
}

function parseRaw(what: string, line: string): RawLine {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error: unknown) {
    if (error instanceof SyntaxError) throw malformed(what, line);
    throw error;
  }
}

class MalformedLine extends Error {}

/** The line stays out of the message: it may be of a Secret. */
function malformed(what: string, line: string): Error {
  return unreachable(what, new MalformedLine(`found a line of ${line.length} characters that is no watch event`));
}

/** Whether a watch failed on a line that is no event: from the same place on it would fail again. */
export function isMalformedLine(error: unknown): boolean {
  return error instanceof RefitError && error.cause instanceof MalformedLine;
}

/** undici's word for a body that said nothing within its limit. */
function isSilence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'UND_ERR_BODY_TIMEOUT';
}
