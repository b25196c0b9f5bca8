import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import type { Repository } from '../../controller/git/git.ts';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { AppEndpoint } from '../support/git-servers/app-endpoint.ts';
import { GuardedServer } from '../support/git-servers/guarded-server.ts';
import { refusal } from './fixture.ts';
import { HostFixture, everythingSaid, gitHost } from './hosts.ts';

const apiHost = 'api.example.test';

describe('git: GitHub Apps', () => {
  let fixture: HostFixture;
  let git: GitWithCounters;
  let commit: string;
  let server: GuardedServer;
  let endpoint: AppEndpoint;
  let at: Repository;
  let ahead: number;
  let privateKey: string;

  before(function () {
    this.timeout(60_000);
  });
  beforeEach(async () => {
    fixture = new HostFixture();
    commit = await (await fixture.served('r.git')).write('a', '1').commit('one');
    ahead = 0;
    git = fixture.remote({ clock: { ...systemClock, now: () => Date.now() + ahead } });
    const authority = await fixture.authority();
    const tls = await authority.issue('server', { commonName: 'server', names: [`DNS:${gitHost}`, `DNS:${apiHost}`] });
    const keys = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    privateKey = keys.privateKey;
    endpoint = await AppEndpoint.start(tls, keys.publicKey);
    endpoint.now = () => Date.now() + ahead;
    const current = (): string => `Basic ${Buffer.from(`x-access-token:${endpoint.tokens.at(-1)}`).toString('base64')}`;
    server = await GuardedServer.start(await fixture.server(), { tls, admit: (given) => given === current() });
    fixture.secret({
      githubAppID: '1234',
      githubAppInstallationID: '5678',
      githubAppPrivateKey: privateKey,
      githubAppBaseURL: `${endpoint.url(apiHost)}/api/v3/`,
      'ca.crt': authority.ca.certificate,
    });
    at = fixture.repository(server.url('r.git', gitHost));
  });
  afterEach(async () => {
    await fixture.end();
    await server.stop();
    await endpoint.stop();
  });

  it('gets one token for many polls and fetches, with a proof that lasts ten minutes', async () => {
    await Promise.all([git.resolve(at), git.resolve({ ...at, branch: 'main' }), git.ensure(at, commit)]);
    await git.resolve(at);
    expect(endpoint.paths).to.deep.equal(['/api/v3/app/installations/5678/access_tokens']);
    const [claims] = endpoint.claims;
    expect(claims?.iss).to.equal('1234');
    expect((claims?.exp ?? 0) - (claims?.iat ?? 0)).to.equal(600);
  });

  it('gets a new one five minutes before the end', async () => {
    await git.resolve(at);
    ahead = 54 * 60_000;
    await git.resolve(at);
    expect(endpoint.tokens).to.have.length(1);
    ahead = 55 * 60_000 + 1000;
    await git.resolve(at);
    expect(endpoint.tokens).to.have.length(2);
  });

  it('gets a new one when a server refuses it, and no third one', async () => {
    await git.resolve(at);
    const { admit } = server;
    const stale = `Basic ${Buffer.from(`x-access-token:${endpoint.tokens[0]}`).toString('base64')}`;
    server.admit = (given) => given !== stale && admit(given);
    expect((await git.resolve(at)).commit).to.equal(commit);
    expect(endpoint.tokens).to.have.length(2);
    server.admit = () => false;
    await refusal(git.resolve(at), 'AuthenticationFailed');
    await refusal(git.resolve(at), 'AuthenticationFailed');
    expect(endpoint.tokens.length).to.be.at.most(4);
  });

  it('says what the endpoint answers, and neither key nor token', async () => {
    const faults = [
      { fault: { status: 401 }, reason: 'AuthenticationFailed' },
      { fault: { status: 404 }, reason: 'AuthenticationFailed' },
      { fault: { status: 500, body: privateKey }, reason: 'SourceUnavailable' },
      {
        fault: { status: 201, body: '{"token":"ghs_x\\r\\nx-evil: 1","expires_at":"2099-01-01T00:00:00Z"}' },
        reason: 'SourceUnavailable',
      },
      { fault: { status: 201, body: '[' }, reason: 'SourceUnavailable' },
      { fault: { status: 302, headers: { location: 'https://127.0.0.1:1/' } }, reason: 'SourceUnavailable' },
    ] as const;
    for (const { fault, reason } of faults) {
      endpoint.fault = fault;
      const said = everythingSaid(await refusal(git.resolve(at), reason));
      expect(said).to.not.contain('PRIVATE KEY').and.to.not.contain('ghs_');
    }
    endpoint.fault = { status: 429, headers: { 'retry-after': '7' } };
    expect((await refusal(git.resolve(at), 'SourceUnavailable')).retryAfterMs).to.equal(7000);
    expect(server.requests).to.deep.equal([]);
  });

  it('gets tokens from https alone, and at allowed addresses alone', async () => {
    const entries = fixture.secrets.get('ml/git') ?? {};
    fixture.secret({ ...entries, githubAppBaseURL: endpoint.url(apiHost).replace('https', 'http') });
    await refusal(git.resolve(at), 'CredentialsInvalid');
    fixture.secret({ ...entries, githubAppBaseURL: 'https://169.254.169.254/latest' });
    await refusal(git.resolve(at), 'AddressRefused');
    expect(endpoint.paths).to.deep.equal([]);
  });
});
