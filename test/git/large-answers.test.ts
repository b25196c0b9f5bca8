import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { createAddressPolicy } from '../../controller/git/addresses.ts';
import { type HttpClient, createHttpClient } from '../../controller/git/http-client.ts';

const mebibyte = 1024 * 1024;

/** Twenty hosts that each answer as much as they may would otherwise take all memory there is. */
describe('git: hosts that answer a lot', () => {
  let server: http.Server;
  let client: HttpClient;
  let origin: string;
  /** Answers that have begun, and what ends them. */
  let begun: (() => void)[];

  beforeEach(async () => {
    begun = [];
    server = http.createServer(({ url = '' }, response) => {
      const [, kind, size] = /^\/(held|whole)\/(\d+)$/.exec(url) ?? [];
      const bytes = Buffer.alloc(Number(size), 'x');
      if (kind === 'whole') response.end(bytes);
      else response.write(bytes, () => begun.push(() => response.end()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = createHttpClient(createAddressPolicy({ loopback: true }), 10_000);
  });
  afterEach(() => {
    client.close();
    server.closeAllConnections();
    server.close();
  });

  /** Each on a connection of its own, as sources with Secrets of their own. */
  async function ask(path: string): Promise<number> {
    return (await client.ask({ method: 'GET', url: `${origin}${path}`, headers: {} }, { origin })).body.length;
  }

  it('are read two at a time, and keep nobody waiting whose answer is small', async () => {
    const held = [1, 2].map(() => ask(`/held/${24 * mebibyte}`));
    // The system holds less than this: that all is written says that the client reads it.
    await eventually(() => begun.length === 2);
    let more = 0;
    const others = Array.from({ length: 6 }, async () => ask(`/whole/${16 * mebibyte}`).finally(() => (more += 1)));
    for (let count = 0; count < 20; count++) expect(await ask(`/whole/${mebibyte / 2}`)).to.equal(mebibyte / 2);
    expect(more).to.equal(0);
    for (const end of begun) end();
    expect(await Promise.all([...held, ...others])).to.deep.equal([
      ...held.map(() => 24 * mebibyte),
      ...others.map(() => 16 * mebibyte),
    ]);
  });

  it('are refused when it is too much, and let the next one go on', async () => {
    const tooMuch = Array.from({ length: 4 }, async () => ask(`/whole/${40 * mebibyte}`).catch(String));
    for (const said of await Promise.all(tooMuch)) expect(said).to.contain(`longer than ${32 * mebibyte} bytes`);
    expect(await ask(`/whole/${2 * mebibyte}`)).to.equal(2 * mebibyte);
  });
});
