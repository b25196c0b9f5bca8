import { expect } from 'chai';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { parseCredentials } from '../../controller/git/credentials.ts';
import { httpAccess } from '../../controller/git/native-http.ts';
import { parsePlace } from '../../controller/git/url.ts';
import { createAddressPolicy } from '../../controller/git/addresses.ts';
import { ConnectProxy } from '../support/git-servers/connect-proxy.ts';
import { GuardedServer } from '../support/git-servers/guarded-server.ts';
import { eventually } from '../support/eventually.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { refusal } from './fixture.ts';
import { HostFixture, everythingSaid, gitHost } from './hosts.ts';

const hidden = 'git.inside.test';
const proxyHost = 'proxy.example.test';
const proxyPassword = 'pr0xy:p@ss word';
const proxyBasic = `Basic ${Buffer.from(`proxy-user:${proxyPassword}`).toString('base64')}`;

describe('git: proxies', () => {
  let fixture: HostFixture;
  let git: GitWithCounters;
  let repository: TestRepository;
  let commit: string;
  let server: GuardedServer;
  let proxy: ConnectProxy;
  let ca: Record<string, string>;

  beforeEach(async () => {
    fixture = new HostFixture();
    repository = await fixture.served('r.git');
    commit = await repository.write('a', '1').commit('one');
    git = fixture.remote();
    const authority = await fixture.authority();
    const names = [`DNS:${gitHost}`, `DNS:${hidden}`, `DNS:${proxyHost}`];
    const tls = await authority.issue('server', { commonName: 'server', names });
    server = await GuardedServer.start(await fixture.server(), { tls });
    proxy = await ConnectProxy.start();
    ca = { 'ca.crt': authority.ca.certificate };
  });
  afterEach(async () => {
    await fixture.end();
    await server.stop();
    await proxy.stop();
  });

  it('carries polls and fetches to a host that only the proxy can resolve', async () => {
    fixture.secret({ bearerToken: 'token', proxy: proxy.url(proxyHost), ...ca });
    const at = fixture.repository(server.url('r.git', hidden));
    for (let round = 0; round < 3; round++) expect((await git.resolve(at)).commit).to.equal(commit);
    expect(proxy.tunnels).to.have.length(1);
    await git.ensure(at, commit);
    expect(proxy.tunnels.length).to.be.greaterThan(1);
    expect(new Set(proxy.tunnels.map(({ target }) => target))).to.deep.equal(new Set([`${hidden}:${server.port}`]));
    expect(server.requests.every(({ authorization }) => authorization === 'Bearer token')).to.equal(true);
    expect(proxy.tunnels.every(({ authorization }) => authorization === undefined)).to.equal(true);
  });

  it('tells the proxy who asks, and nobody else', async () => {
    fixture.secret({ proxy: proxy.url(proxyHost), proxyUsername: 'proxy-user', proxyPassword, ...ca });
    proxy.refuse = (_target, authorization) => (authorization === proxyBasic ? undefined : 407);
    const at = fixture.repository(server.url('r.git', hidden));
    await git.resolve(at);
    await git.ensure(at, commit);
    expect(server.requests.every(({ authorization }) => authorization === undefined)).to.equal(true);
  });

  it('takes a refusal of the proxy for what it is, and tells no secret', async () => {
    fixture.secret({
      bearerToken: 'token-0123',
      proxy: proxy.url(),
      proxyUsername: 'proxy-user',
      proxyPassword,
      ...ca,
    });
    const at = fixture.repository(server.url('r.git', hidden));
    for (const status of [401, 403, 404, 407, 502, 201]) {
      proxy.refuse = () => status;
      for (const act of [() => git.resolve(at), () => git.ensure(at, commit)]) {
        const error = await refusal(act(), 'SourceUnavailable');
        // git takes any 2xx for a tunnel, in which then nobody speaks TLS.
        if (status !== 201) expect(error.message, String(status)).to.match(/proxy|tunnel/i);
        expect(everythingSaid(error)).to.not.contain(proxyPassword).and.to.not.contain(proxyBasic.slice(6));
        expect(everythingSaid(error))
          .to.not.contain(encodeURIComponent(proxyPassword))
          .and.to.not.contain('token-0123');
      }
    }
    expect(server.requests).to.deep.equal([]);
  });

  it('goes on after a proxy that hung, more often than it has places', async () => {
    fixture.secret({ proxy: proxy.url(), ...ca });
    const impatient = fixture.remote({ timeouts: { poll: 300 } });
    const at = fixture.repository(server.url('r.git', hidden));
    proxy.refuse = () => 'hang';
    for (let round = 0; round < 2; round++) {
      const branches = ['a', 'b', 'c', 'd'].map((branch) => impatient.resolve({ ...at, branch }));
      for (const asked of await Promise.allSettled(branches)) expect(asked.status).to.equal('rejected');
    }
    expect(proxy.tunnels).to.have.length(8);
    proxy.refuse = () => undefined;
    await eventually(async () => (await impatient.resolve(at)).commit === commit);
    await impatient.ensure(at, commit);
  });

  it('speaks TLS to a proxy that wants it, and shows it no client certificate', async () => {
    const authority = await fixture.authority();
    const tls = await authority.issue('proxy', { commonName: 'proxy', names: [`DNS:${proxyHost}`] });
    const client = await authority.issue('client', { commonName: 'refit' });
    const secure = await ConnectProxy.start(tls);
    try {
      fixture.secret({ proxy: secure.url(proxyHost), 'tls.crt': client.certificate, 'tls.key': client.key, ...ca });
      const at = fixture.repository(server.url('r.git', hidden));
      expect((await git.resolve(at)).commit).to.equal(commit);
      await git.ensure(at, commit);
    } finally {
      await secure.stop();
    }
  });

  it('is asked at the port of its url, also where that goes without saying, and nobody else is looked up', async () => {
    const ports: Record<string, string> = {
      'http://proxy.example.test': '80',
      'http://proxy.example.test:80': '80',
      'https://proxy.example.test': '443',
      'http://proxy.example.test:3128': '3128',
    };
    const place = parsePlace('https://git.inside.test/r.git', false);
    if (place.kind !== 'remote') throw new Error('it is remote');
    for (const [url, port] of Object.entries(ports)) {
      const credentials = parseCredentials('git', new Map([['proxy', url]]));
      const means = { credentials, authorization: undefined, addresses: ['192.0.2.7'], folder: '' };
      const config = new Map(httpAccess(place, means).config);
      expect(new URL(`tcp:${config.get('http.proxy')?.split(':').slice(1).join(':')}`).port, url).to.equal(port);
      expect(config.get('http.curloptResolve')).to.equal(`proxy.example.test:${port}:192.0.2.7`);
    }
  });

  it('is no way around the rules of addresses: neither a forbidden proxy nor a forbidden literal behind one', async () => {
    const strict = fixture.remote({
      addresses: createAddressPolicy({}, async (name) => (name === 'good.test' ? ['192.0.2.1'] : ['127.0.0.1'])),
    });
    fixture.secret({ proxy: proxy.url(proxyHost), ...ca });
    const through = fixture.repository(server.url('r.git', hidden));
    await refusal(strict.resolve(through), 'AddressRefused');
    await refusal(strict.ensure(through, commit), 'AddressRefused');
    for (const host of ['127.0.0.1', '169.254.169.254', '[::1]', 'localhost', '[fd00:ec2::254]', '0']) {
      fixture.secrets.set(`${host}/git`, { proxy: 'http://good.test:3128', ...ca });
      const at = fixture.repository(`https://${host}/r.git`, host);
      await refusal(strict.resolve(at), 'AddressRefused');
      await refusal(strict.ensure(at, commit), 'AddressRefused');
    }
    expect(proxy.tunnels).to.deep.equal([]);
  });
});
