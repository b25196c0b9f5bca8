import { expect } from 'chai';
import { Agent, createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createProxy } from '../../controller/serving/process/proxy.ts';
import { createTraffic } from '../../controller/serving/process/traffic.ts';
import type { Traffic } from '../../controller/serving/process/traffic.ts';
import { eventually } from '../support/eventually.ts';
import { ask } from './serving-fixture.ts';
import type { Answer } from './serving-fixture.ts';

describe('the proxy of a serving', () => {
  let upstream: Server;
  let proxy: Server;
  let traffic: Traffic;
  let url: string;
  let target: { port: number };
  let aborted = 0;

  beforeEach(async () => {
    aborted = 0;
    upstream = createServer((request, response) => {
      request.on('error', () => (aborted += 1));
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => setTimeout(() => response.destroy(), 10));
        return;
      }
      if (request.url === '/hang') {
        response.on('close', () => (aborted += 1));
        return;
      }
      if (request.url === '/late') {
        response.writeHead(200);
        response.flushHeaders();
        request.once('data', (chunk: Buffer) => response.end(chunk));
        return;
      }
      if (request.url === '/trailers') {
        response.writeHead(200, { trailer: 'x-sum' });
        response.write('body');
        response.addTrailers({ 'x-sum': '42' });
        response.end();
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.writeHead(
          201,
          'Made Up',
          [
            ['Set-Cookie', 'a=1'],
            ['Set-Cookie', 'b=2'],
            ['Connection', 'X-Private'],
            ['X-Private', '1'],
            ['Content-Type', 'application/json'],
          ].flat(),
        );
        response.end(
          JSON.stringify({
            url: request.url,
            method: request.method,
            raw: request.rawHeaders,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
    });
    upstream.on('upgrade', (request, socket, head: Buffer) => {
      if (request.url === '/declined') {
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno');
        return;
      }
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${String(request.headers.upgrade)}\r\n\r\n`,
      );
      socket.write(head);
      socket.pipe(socket);
    });
    target = { port: await listen(upstream) };
    traffic = createTraffic(300, 2);
    proxy = createProxy(traffic, 300);
    url = `http://127.0.0.1:${await listen(proxy)}`;
    traffic.direct(target);
  });
  afterEach(() => {
    for (const server of [proxy, upstream]) {
      server.close();
      server.closeAllConnections();
    }
  });

  it('passes on method, path, query, headers and body as they came', async () => {
    const headers = [
      'Host',
      'model.example',
      'X-Twice',
      '1',
      'x-twice',
      '2',
      'Content-Length',
      '4',
      'Connection',
      'X-Hop, close',
      'X-Hop',
      'y',
      'Expect',
      '100-continue',
    ];
    const answer = await ask(`${url}/a%20b?c=d`, { method: 'PUT', body: 'body', headers });
    expect(answer.status).to.equal(201);
    const seen = echoOf(answer);
    expect(seen).to.deep.include({ url: '/a%20b?c=d', method: 'PUT', body: 'body' });
    expect(seen.raw).to.deep.equal([
      'Host',
      'model.example',
      'X-Twice',
      '1',
      'x-twice',
      '2',
      'Content-Length',
      '4',
      'Connection',
      'close',
    ]);
    const names = answer.headers.filter((_, index) => index % 2 === 0);
    expect(names.filter((name) => name === 'Set-Cookie')).to.have.length(2);
    expect(names).not.to.include('X-Private');
  });

  it('frames bodies as they came: chunked, none at all, and on a GET', async () => {
    const chunked = await ask(`${url}/x`, {
      method: 'POST',
      body: 'abc',
      headers: ['Host', 'a', 'Transfer-Encoding', 'chunked'],
    });
    expect(echoOf(chunked).raw).to.include.members(['Transfer-Encoding', 'chunked']);
    expect(echoOf(chunked).body).to.equal('abc');
    const empty = await raw('POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(empty).to.include('"Content-Length","0"');
    const get = await ask(`${url}/x`, { body: 'query', headers: ['Host', 'a', 'Content-Length', '5'] });
    expect(echoOf(get).body).to.equal('query');
  });

  it('streams both ways at once, and keeps trailers', async () => {
    const text = await raw(
      'POST /late HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\n',
      'HTTP/1.1 200',
      'hello',
    );
    expect(text).to.match(/hello\r\n0\r\n\r\n$/);
    expect(await raw('GET /trailers HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).to.match(
      /0\r\nx-sum: 42\r\n\r\n$/,
    );
  });

  it('speaks HTTP/1.0', async () => {
    const text = await raw('GET /x HTTP/1.0\r\n\r\n');
    expect(text).to.match(/^HTTP\/1\.1 201 Made Up\r\n/);
    expect(text).not.to.include('chunked');
  });

  it('an answer that was cut looks cut to the client', async () => {
    const outcome = await ask(`${url}/cut`).then(
      () => 'whole',
      () => 'cut',
    );
    expect(outcome).to.equal('cut');
  });

  it('a client that goes ends its request at the server', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET /hang HTTP/1.1\r\nHost: a\r\n\r\n');
    await eventually(() => traffic.inFlight(target) === 1);
    socket.destroy();
    await eventually(() => traffic.inFlight(target) === 0 && aborted > 0);
  });

  it('passes websockets on, both ways, and a declined handshake', async () => {
    const handshake = (path: string): string =>
      `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    const text = await raw(handshake('/chat'), '101 Switching Protocols', 'ping');
    expect(text).to.match(/\r\n\r\nping$/);
    await eventually(() => traffic.inFlight(target) === 0);
    expect(await raw(handshake('/declined'))).to.match(/^HTTP\/1\.1 403 Forbidden\r\n[^]*\r\n\r\nno$/);
  });

  it('declines the offer of clear-text HTTP/2, and answers', async () => {
    const text = await raw(
      'GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n',
    );
    expect(text).to.match(/^HTTP\/1\.1 201 /);
    expect(text).not.to.match(/"(upgrade|http2-settings)"/i);
  });

  it('requests wait for a server, a bounded number of them for a bounded time', async () => {
    traffic.direct(undefined);
    const asked = [ask(`${url}/1`), ask(`${url}/2`)];
    await eventually(async () => (await ask(`${url}/3`)).status === 503);
    traffic.direct(target);
    expect((await Promise.all(asked)).map((answer) => answer.status)).to.deep.equal([201, 201]);
    traffic.direct(undefined);
    const refused = await ask(`${url}/late`);
    expect(refused.status).to.equal(503);
    expect(refused.headers).to.include('Retry-After');
    traffic.expect(false);
    expect((await ask(`${url}/x`)).status).to.equal(503);
  });

  it('a request whose server is gone goes to the next one, body and all', async () => {
    const gone = createServer();
    const dead = { port: await listen(gone) };
    await new Promise((resolve) => gone.close(resolve));
    traffic.direct(dead);
    const asked = ask(`${url}/x`, { method: 'POST', body: 'kept', headers: ['Host', 'a', 'Content-Length', '4'] });
    setTimeout(() => traffic.direct(target), 60);
    const answer = await asked;
    expect(echoOf(answer).body).to.equal('kept');
    expect(traffic.inFlight(dead)).to.equal(0);
  });

  it('a kept connection follows the traffic with its next request', async () => {
    const other = createServer((_request, response) => response.end('other'));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await ask(`${url}/x`, { agent })).status).to.equal(201);
    traffic.direct({ port: await listen(other) });
    expect((await ask(`${url}/x`, { agent })).body).to.equal('other');
    agent.destroy();
    other.close();
  });

  async function raw(request: string, until?: string, then?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      let text = '';
      let sent = false;
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (until !== undefined && then !== undefined && !sent && text.includes(until) && text.includes('\r\n\r\n')) {
          sent = true;
          socket.write(then);
        }
        if (sent && text.startsWith('HTTP/1.1 101') && text.endsWith(String(then))) socket.end();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
      socket.write(request);
    });
  }
});

interface Echo {
  readonly url: string;
  readonly method: string;
  readonly raw: string[];
  readonly body: string;
}

/** What the server behind the proxy saw. */
function echoOf(answer: Answer): Echo {
  return JSON.parse(answer.body) as Echo;
}

async function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address() as AddressInfo;
      resolve(address.port);
    });
  });
}
