/**
 * The reverse proxy of one serving: streams both ways, buffers nothing, and opens a new connection to the server for
 * each request, since a kept one could be closed by the server just as it is used. A request is sent only once its
 * connection stands; until then it can still go to another server, so a switch or a restart fails none.
 */
import type { ClientRequest, IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { endToEndHeaders, pairs, requestHeaders } from './headers.ts';
import { createHttpServer, httpRequest } from './http.ts';
import type { Target, Traffic } from './traffic.ts';
import { forwardUpgrade } from './upgrade.ts';

const maxHeaderSize = 64 * 1024;

/** A proxy that does not listen yet. `waitMs` bounds how long one request looks for a server that takes it. */
export function createProxy(traffic: Traffic, waitMs: number): Server {
  const server = createHttpServer({
    maxHeaderSize,
    // Uploads and streams take as long as they take; idle connections from this machine cost a descriptor, while
    // closing one races with its client's next request.
    requestTimeout: 0,
    keepAliveTimeout: 0,
    // Offers of HTTP/2 in clear text are declined, as RFC 9113 section 3.1 allows, or they would bind a client to one server.
    shouldUpgradeCallback: (request) => request.headers.upgrade?.toLowerCase() !== 'h2c',
  });
  server.on('request', (request, response) => void forward(traffic, waitMs, request, response));
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    void withServer(traffic, waitMs, socket, (target, upstream) => {
      socket.once('close', () => traffic.release(target));
      forwardUpgrade(request, socket, head, upstream);
    }).then((found) => {
      if (!found) socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    });
  });
  return server;
}

async function forward(
  traffic: Traffic,
  waitMs: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.sendDate = false;
  const found = await withServer(traffic, waitMs, response, (target, upstream) => {
    response.once('close', () => traffic.release(target));
    exchange(request, response, upstream);
  });
  if (!found) refuse(response, 503, 'no server is ready\n');
}

/** Connects to the current server, or the next one. `use` takes the connection over, and must release the target. */
async function withServer(
  traffic: Traffic,
  waitMs: number,
  client: ServerResponse | Socket,
  use: (target: Target, upstream: Socket) => void,
): Promise<boolean> {
  const deadline = Date.now() + waitMs;
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  client.once('close', leave);
  try {
    while (!client.destroyed) {
      const acquired = traffic.acquire(gone.signal);
      const target = acquired instanceof Promise ? await acquired : acquired;
      if (target === undefined) return client.destroyed;
      const upstream = await open(target);
      if (upstream !== undefined && !client.destroyed) {
        use(target, upstream);
        return true;
      }
      upstream?.destroy();
      traffic.release(target);
      if (Date.now() > deadline) return false;
      if (upstream === undefined) await sleep(25);
    }
    return true;
  } finally {
    client.off('close', leave);
  }
}

async function open(target: Target): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: target.port, noDelay: true });
    const failed = (): void => resolve(undefined);
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.off('error', failed);
      resolve(socket);
    });
  });
}

function exchange(request: IncomingMessage, response: ServerResponse, socket: Socket): void {
  const method = request.method ?? 'GET';
  let sent: ClientRequest;
  try {
    const headers = requestHeaders(method, request.rawHeaders);
    sent = httpRequest({
      method,
      path: request.url ?? '/',
      headers,
      setHost: false,
      maxHeaderSize,
      createConnection: () => socket,
    });
  } catch {
    // Node refuses to send some header values and paths that its own parser lets in.
    socket.destroy();
    refuse(response, 400, 'the request cannot be passed on\n');
    return;
  }
  let answered = false;
  sent.on('response', (answer) => {
    answered = true;
    respond(answer, response);
  });
  sent.on('error', () => {
    // After the head of an answer, the answer's own stream tells how it ends.
    if (!answered) refuse(response, 502, 'the server closed the connection without an answer\n');
  });
  response.once('close', () => {
    if (!response.writableFinished) sent.destroy();
  });
  request.pipe(sent);
  // Node sends the head with the first byte of the body, which may come late.
  setImmediate(() => {
    if (!sent.destroyed) sent.flushHeaders();
  });
}

function respond(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', endToEndHeaders(answer.rawHeaders));
  answer.once('end', () => response.addTrailers(pairs(answer.rawTrailers)));
  pipeline(answer, response, (error) => {
    // The client must see that the answer was cut, not a complete shorter one.
    if (error) response.destroy();
  });
  // A stream whose first byte comes late must not keep its head back; otherwise both go out in one packet.
  setImmediate(() => {
    if (!response.destroyed && !response.writableEnded) response.flushHeaders();
  });
}

function refuse(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    'Content-Type': 'text/plain',
    'Content-Length': Buffer.byteLength(text),
    ...(status === 503 && { 'Retry-After': '1' }),
  });
  response.end(text);
}
