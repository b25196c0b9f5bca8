import { expect } from 'chai';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isReason } from '../../../controller/core/errors.ts';
import { createDataHttp } from '../../../controller/data/http.ts';
import { openRemote } from '../../../controller/data/remotes.ts';
import type { Remote } from '../../../controller/data/remotes.ts';
import type { DataRemote } from '../../../controller/engines/engine.ts';
import { type AddressRules, type Resolver, createAddressPolicy } from '../../../controller/git/addresses.ts';

const key = 'files/md5/ab/cdef';

describe('remotes of data that lead elsewhere', () => {
  let inside: http.Server;
  let asked: string[];
  let port: number;
  const open: http.Server[] = [];
  const clients: { close(): void }[] = [];

  beforeEach(async () => {
    asked = [];
    inside = http.createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
      response.end('of the inside');
    });
    port = await listen(inside);
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
    for (const server of open.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function listen(server: http.Server): Promise<number> {
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  /** Every kind of remote that has an address, at `origin`. */
  function remotesAt(origin: string, resolver?: Resolver, rules: AddressRules = {}): Remote[] {
    const addresses = createAddressPolicy(rules, resolver);
    const data = createDataHttp({ addresses });
    clients.push(data);
    const secret = async (): Promise<ReadonlyMap<string, string>> =>
      new Map(Object.entries({ accessKeyId: 'a', secretAccessKey: 'hunter2', bearerToken: 'hunter2' }));
    const kinds: DataRemote[] = [
      { name: 'web', url: `${origin}/store`, secret: 's' },
      { name: 'open', url: 's3://bucket/store', endpoint: origin },
      { name: 'keyed', url: 's3://bucket/store', endpoint: origin, secret: 's' },
    ];
    return kinds.map((remote) => openRemote(remote, { http: data, addresses, allowLocal: false, secret }));
  }

  async function failure(remote: Remote): Promise<unknown> {
    return remote.read(key).then(
      () => 'it was read',
      (error: unknown) => error,
    );
  }

  it('are refused at addresses that may not be asked, written out or by name', async () => {
    for (const host of ['127.0.0.1', '169.254.169.254', '[fd00:ec2::23]', 'localhost', 'inside.example.test']) {
      for (const remote of remotesAt(`http://${host}:${port}`, async () => ['127.0.0.1'])) {
        const error = await failure(remote);
        expect(isReason(error, 'AddressRefused'), `${remote.name} ${host}: ${String(error)}`).to.equal(true);
      }
    }
    expect(asked).to.deep.equal([]);
  });

  it('are refused by a scheme that the installation does not have', async () => {
    for (const remote of remotesAt(`http://127.0.0.1:${port}`, undefined, { loopback: true, schemes: ['https'] })) {
      const error = await failure(remote);
      expect(isReason(error, 'SourceRefused'), `${remote.name}: ${String(error)}`).to.equal(true);
    }
    expect(asked).to.deep.equal([]);
  });

  it('are connected to where they were checked, though the name changes in between', async () => {
    for (const index of [0, 1, 2]) {
      // The first answer is this machine, which is allowed here; whoever resolves again is led to where nobody listens.
      let looks = 0;
      const rebinding: Resolver = async () => (looks++ === 0 ? ['127.0.0.1'] : ['127.0.0.9']);
      const remote = remotesAt(`http://inside.example.test:${port}`, rebinding, { loopback: true })[index];
      const { body } = (await remote?.read(key)) ?? {};
      body?.destroy();
      expect(looks).to.equal(1);
    }
    expect(asked).to.have.length(3);
  });

  it('follow no redirect, also not the one of a bucket to another endpoint', async () => {
    const to = `http://127.0.0.1:${port}/`;
    let status = 301;
    const outside = http.createServer((_, response) => {
      const xml = `<Error><Code>PermanentRedirect</Code><Endpoint>127.0.0.1:${port}</Endpoint></Error>`;
      response.writeHead(status, { location: to, 'x-amz-bucket-region': 'elsewhere-1' }).end(xml);
    });
    const origin = `http://127.0.0.1:${await listen(outside)}`;
    for (status of [301, 302, 307, 308]) {
      for (const remote of remotesAt(origin, undefined, { loopback: true })) {
        const error = await failure(remote);
        expect(error, remote.name).to.be.instanceOf(Error);
        expect(String(error)).to.not.contain('hunter2');
      }
    }
    expect(asked).to.deep.equal([]);
  });
});
