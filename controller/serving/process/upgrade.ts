/** Connections that leave HTTP (websocket): the handshake is passed on as it is, then bytes both ways. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { endToEndHeaders, pairs } from './headers.ts';
import { httpRequest } from './http.ts';

/** Takes over `client` and `upstream`, and closes both at the end of either. `head`: bytes after the client's request. */
export function forwardUpgrade(request: IncomingMessage, client: Socket, head: Buffer, upstream: Socket): void {
  const headers = [
    ...endToEndHeaders(request.rawHeaders),
    'Connection',
    'Upgrade',
    'Upgrade',
    request.headers.upgrade ?? '',
  ];
  const sent = httpRequest({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers,
    setHost: false,
    createConnection: () => upstream,
  });
  client.once('close', () => sent.destroy());
  sent.on('upgrade', (answer, socket: Socket, rest: Buffer) => {
    client.write(statusLines(answer, answer.rawHeaders));
    if (rest.length > 0) client.write(rest);
    if (head.length > 0) socket.write(head);
    join(socket, client);
    join(client, socket);
  });
  sent.on('response', (answer) => {
    // Declined: the answer is passed on with the connection's end for its end.
    client.write(statusLines(answer, [...endToEndHeaders(answer.rawHeaders), 'Connection', 'close']));
    join(answer, client);
  });
  sent.on('error', () => client.destroy());
  sent.end();
}

function statusLines(answer: IncomingMessage, headers: readonly string[]): Buffer {
  const lines = pairs(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}\r\n${lines.join('')}\r\n`,
    'latin1',
  );
}

function join(from: NodeJS.ReadableStream, to: Socket): void {
  pipeline(from, to, (error) => {
    if (error) to.destroy();
  });
}
