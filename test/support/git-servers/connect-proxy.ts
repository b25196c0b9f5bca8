import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import type { Certificate } from '../cluster/certificates/authority.ts';

/** A proxy of the CONNECT method that counts, and refuses as it is told to. */
export class ConnectProxy {
  /** `host:port` of each tunnel asked for, and with which credentials. */
  readonly tunnels: { readonly target: string; readonly authorization: string | undefined }[] = [];
  /** A status to answer with instead of a tunnel; `hang` for none at all. */
  refuse: (target: string, authorization: string | undefined) => number | 'hang' | undefined = () => undefined;
  readonly #server: http.Server;
  readonly #sockets = new Set<net.Socket>();
  readonly #secure: boolean;

  private constructor(tls: Certificate | undefined) {
    this.#secure = tls !== undefined;
    this.#server =
      tls === undefined ? http.createServer() : https.createServer({ cert: tls.certificate, key: tls.key });
    this.#server.on('connect', (request: http.IncomingMessage, client: net.Socket) => this.#connect(request, client));
    this.#server.on('connection', (socket: net.Socket) => this.#hold(socket));
  }

  static async start(tls?: Certificate): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(tls);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  url(host = '127.0.0.1'): string {
    return `${this.#secure ? 'https' : 'http'}://${host}:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #hold(socket: net.Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  /** Every name is on this machine. */
  #connect(request: http.IncomingMessage, client: net.Socket): void {
    const target = request.url ?? '';
    const authorization = request.headers['proxy-authorization'];
    this.tunnels.push({ target, authorization });
    const refusal = this.refuse(target, authorization);
    if (refusal === 'hang') return;
    client.on('error', () => undefined);
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 4\r\nProxy-Authenticate: Basic realm="p"\r\n\r\nnope`);
      return;
    }
    const upstream = net.connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client);
      client.pipe(upstream);
    });
    this.#hold(upstream);
    upstream.once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
  }
}
