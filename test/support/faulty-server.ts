import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from './folder.ts';

/** One answer of the script. What it does not end stays open. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
}

/** What requests are told apart by; `other` is neither list nor watch. */
export type Part = 'list' | 'watch' | 'other';

/** Something that speaks like an API server and fails as it is told to. */
export interface FaultyServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Requests of one part, in order. */
  seen(part: Part): readonly SeenRequest[];
  /** Adds answers; each is given once, in order. Without any left, the last one stays. */
  answer(part: Part, ...answers: Answer[]): void;
  /** A kubeconfig for it; with a token file, requests carry what is in it. @returns its path */
  kubeconfig(tokenFile?: string): string;
  /** Cuts every connection. */
  cut(): void;
  /** Ends listening too; `start` listens again on the same port. */
  down(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one on a free port of loopback. */
export async function startFaultyServer(): Promise<FaultyServer> {
  const folder = temporaryFolder();
  const requests: SeenRequest[] = [];
  const script: Record<Part, Answer[]> = { list: [], watch: [], other: [] };
  const server = createServer((request, response) => {
    const seen = describe(request);
    requests.push(seen);
    const answers = script[partOf(seen)];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) status(501, 'NotImplemented')(response, request);
    else answer(response, request);
  });
  server.keepAliveTimeout = 0;
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    requests,
    seen: (part) => requests.filter((request) => partOf(request) === part),
    answer: (part, ...answers) => void script[part].push(...answers),
    kubeconfig: (tokenFile) => writeKubeconfig(join(folder.path, 'kubeconfig'), url, tokenFile),
    cut: () => server.closeAllConnections(),
    async down() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    start: () => listen(server, port),
    async stop() {
      if (server.listening) server.close();
      server.closeAllConnections();
      folder.remove();
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

function describe(request: IncomingMessage): SeenRequest {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const token = request.headers.authorization?.replace('Bearer ', '');
  return { method: request.method ?? '', path: pathname, query: searchParams, token };
}

function partOf({ method, path, query }: SeenRequest): Part {
  if (query.get('watch') === 'true') return 'watch';
  return method === 'GET' && path.endsWith('s') ? 'list' : 'other';
}

function writeKubeconfig(path: string, server: string, tokenFile: string | undefined): string {
  const user = tokenFile === undefined ? {} : { tokenFile };
  const document = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'faulty', cluster: { server } }],
    users: [{ name: 'someone', user }],
    contexts: [{ name: 'faulty', context: { cluster: 'faulty', user: 'someone', namespace: 'ml' } }],
    'current-context': 'faulty',
  };
  writeFileSync(path, stringify(document));
  return path;
}

/** A JSON document. */
export function json(document: unknown, code = 200, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(document));
  };
}

/** A Status document, as an API server refuses with. */
export function status(code: number, reason: string, headers: Record<string, string> = {}): Answer {
  return json(
    { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message: `told ${reason}` },
    code,
    headers,
  );
}

/** A page of a list. */
export function page(resourceVersion: string, items: readonly unknown[], next = ''): Answer {
  return json({ kind: 'ConfigMapList', apiVersion: 'v1', metadata: { resourceVersion, continue: next }, items });
}

/** Whole lines of a watch; then what `after` says: the server ends it, cuts it, or holds it open. */
export function lines(events: readonly unknown[], after: 'end' | 'reset' | 'hold' = 'hold'): Answer {
  return raw(events.map((event) => `${JSON.stringify(event)}\n`).join(''), after);
}

/** Any bytes of a watch. */
export function raw(text: string, after: 'end' | 'reset' | 'hold' = 'hold'): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (text !== '') response.write(text);
    if (after === 'end') response.end();
    if (after === 'reset') setImmediate(() => response.socket?.resetAndDestroy());
  };
}

/** The connection is cut before any answer. */
export const reset: Answer = (response) => void response.socket?.resetAndDestroy();

/** Nothing, for ever. */
export const silence: Answer = () => undefined;
