import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ensureCommit, exportSelection, listEntries } from '../../controller/git/export.ts';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { GuardedServer, type GuardOptions } from '../support/git-servers/guarded-server.ts';
import { eventually } from '../support/eventually.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { refusal } from './fixture.ts';
import { HostFixture, elsewhere, everyArgument, everythingSaid, gitHost, privateFiles } from './hosts.ts';

const password = 'hunter2-very-secret';
const basic = `Basic ${Buffer.from(`ada:${password}`).toString('base64')}`;

describe('git: credentials over HTTP', () => {
  let fixture: HostFixture;
  let git: GitWithCounters;
  let repository: TestRepository;
  let commit: string;
  let guards: GuardedServer[];

  beforeEach(async () => {
    fixture = new HostFixture();
    guards = [];
    repository = await fixture.served('r.git');
    commit = await repository.write('a', '1').commit('one');
    git = fixture.remote();
  });
  afterEach(async () => {
    await fixture.end();
    for (const guard of guards) await guard.stop();
    expect(privateFiles()).to.deep.equal([]);
  });

  async function guard(
    options: GuardOptions = {},
    names: readonly string[] = [`DNS:${gitHost}`],
  ): Promise<GuardedServer> {
    const tls = await (await fixture.authority()).issue(`server-${guards.length}`, { commonName: 'server', names });
    const made = await GuardedServer.start(await fixture.server(), { tls, ...options });
    guards.push(made);
    return made;
  }

  async function authorities(): Promise<Record<string, string>> {
    return { 'ca.crt': (await fixture.authority()).ca.certificate };
  }

  async function readAll(url: string): Promise<void> {
    const at = fixture.repository(url);
    expect(await git.resolve(at)).to.deep.equal({ branch: 'main', commit });
    await git.ensure(at, commit);
    const [entry] = await git.entries(at, commit);
    expect((await git.blobs(at, [entry?.oid ?? ''], 10)).get(entry?.oid ?? '')?.toString()).to.equal('1');
  }

  it('polls, fetches and reads blobs with a user and a password, under a custom authority', async () => {
    const server = await guard({ admit: (authorization) => authorization === basic });
    fixture.secret({ username: 'ada', password: `${password}\n`, ...(await authorities()) });
    await readAll(server.url('r.git', gitHost));
    expect(server.requests.every(({ admitted }) => admitted)).to.equal(true);
  });

  it('does so with a bearer token', async () => {
    const server = await guard({ admit: (authorization) => authorization === 'Bearer t0ken-of-a-robot' });
    fixture.secret({ bearerToken: 't0ken-of-a-robot', ...(await authorities()) });
    await readAll(server.url('r.git', gitHost));
  });

  it('does so with a client certificate, which is shown to that origin alone', async () => {
    const authority = await fixture.authority();
    const server = await guard({ clientAuthority: authority.ca.certificate });
    const client = await authority.issue('client', { commonName: 'refit' });
    const url = server.url('r.git', gitHost);
    fixture.secret(await authorities());
    await refusal(git.resolve(fixture.repository(url)), 'SourceUnavailable');
    fixture.secrets.set('other/git', {
      ...(await authorities()),
      'tls.crt': client.certificate,
      'tls.key': client.key,
    });
    const at = fixture.repository(url, 'other');
    expect((await git.resolve(at)).commit).to.equal(commit);
    await git.ensure(at, commit);
    expect(new Set(server.requests.map((request) => request.client))).to.deep.equal(new Set(['refit']));
  });

  it('trusts no certificate of an unknown authority, of another name, or of no name for an address', async () => {
    const server = await guard();
    const url = server.url('r.git', gitHost);
    await refusal(git.resolve({ url }), 'SourceUnavailable');
    await refusal(git.ensure({ url }, commit), 'SourceUnavailable');
    fixture.secret(await authorities());
    for (const host of [elsewhere, '127.0.0.1']) {
      const at = fixture.repository(server.url('r.git', host));
      await refusal(git.resolve(at), 'SourceUnavailable');
      await refusal(git.ensure(at, commit), 'SourceUnavailable');
    }
    expect(server.requests).to.deep.equal([]);
  });

  it('keeps to one connection for many polls, and to one pool for each access', async () => {
    const server = await guard();
    fixture.secret({ bearerToken: 'a', ...(await authorities()) });
    fixture.secrets.set('other/git', { bearerToken: 'b', ...(await authorities()) });
    const url = server.url('r.git', gitHost);
    for (let round = 0; round < 5; round++) await git.resolve(fixture.repository(url));
    for (let round = 0; round < 5; round++) await git.resolve(fixture.repository(url, 'other'));
    const connections = (token: string): Set<number> =>
      new Set(server.requests.filter((one) => one.authorization === `Bearer ${token}`).map((one) => one.connection));
    expect([...connections('a')]).to.have.length(1);
    expect([...connections('b')]).to.have.length(1);
    expect(connections('a')).to.not.deep.equal(connections('b'));
  });

  it('takes up changed credentials at once when the old ones are refused', async () => {
    let valid = basic;
    const server = await guard({ admit: (authorization) => authorization === valid });
    fixture.secret({ username: 'ada', password, ...(await authorities()) });
    const at = fixture.repository(server.url('r.git', gitHost));
    await git.resolve(at);
    valid = 'Bearer rotated-token';
    const refused = await refusal(git.resolve(at), 'AuthenticationFailed');
    expect(refused.message).to.contain('secret git');
    fixture.secret({ bearerToken: 'rotated-token', ...(await authorities()) });
    expect((await git.resolve(at)).commit).to.equal(commit);
    valid = basic;
    fixture.secret({ username: 'ada', password, ...(await authorities()) });
    await git.ensure(at, commit);
  });

  it('sends credentials to no other origin: neither after a redirect, nor to another port, host or scheme', async () => {
    const other = await guard({}, [`DNS:${elsewhere}`]);
    const server = await guard({ admit: (authorization) => authorization === basic });
    fixture.secret({ username: 'ada', password, ...(await authorities()) });
    const at = fixture.repository(server.url('r.git', gitHost));
    const targets = [
      other.url('r.git', elsewhere),
      other.url('r.git', gitHost),
      other.url('r.git', gitHost).replace('https', 'http'),
    ];
    for (const target of targets) {
      server.intercept = ({ url = '' }, response) => {
        response.writeHead(301, { location: `${target}${url.replace('/r.git', '')}` }).end();
        return true;
      };
      await refusal(git.resolve(at), 'SourceUnavailable');
      await refusal(git.ensure(at, commit), 'SourceUnavailable');
    }
    expect(other.requests).to.deep.equal([]);
    // A repository without access gets none of another's, though it is of the same origin and its connection is open.
    server.intercept = () => false;
    await git.resolve(at);
    server.requests.length = 0;
    const anonymous = fixture.remote({ credentials: fixture.credentials });
    await refusal(anonymous.resolve({ url: at.url }), 'SourceUnavailable');
    await refusal(git.resolve({ url: at.url }), 'SourceUnavailable');
    expect(server.requests.filter(({ authorization }) => authorization !== undefined)).to.deep.equal([]);
  });

  it('lets no scope read what another has fetched', async () => {
    const server = await guard({ admit: (authorization) => authorization === basic });
    const url = server.url('r.git', gitHost);
    fixture.secret({ username: 'ada', password, ...(await authorities()) });
    await readAll(url);
    fixture.secrets.set('other/git', { username: 'eve', password: 'guessed', ...(await authorities()) });
    const stranger = fixture.repository(url, 'other');
    await refusal(git.ensure(stranger, commit), 'AuthenticationFailed');
    await refusal(git.entries(stranger, commit), 'AuthenticationFailed');
    await refusal(git.commit(stranger, commit), 'AuthenticationFailed');
    await refusal(git.entries({ url }, commit), 'SourceUnavailable');
    expect((await git.entries(fixture.repository(url), commit)).length).to.equal(1);
  });

  it('says no secret in an error, whatever the server says back', async () => {
    const server = await guard();
    server.intercept = ({ headers }, response) => {
      const said = `you said ${headers.authorization ?? ''}, that is ${password}`;
      response.writeHead(500, said.replaceAll(/[^ -~]/g, ''), { 'content-type': 'text/plain' }).end(said);
      return true;
    };
    fixture.secret({ username: 'ada', password, ...(await authorities()) });
    const at = fixture.repository(server.url('r.git', gitHost));
    for (const act of [() => git.resolve(at), () => git.ensure(at, commit)]) {
      const said = everythingSaid(await refusal(act(), 'SourceUnavailable'));
      expect(said).to.not.contain(password).and.to.not.contain(basic.slice(6));
    }
    // In the band of the protocol that is shown as `remote: …`.
    server.intercept = ({ headers, url = '' }, response) => {
      if (url.includes('info/refs')) return false;
      const text = `ERR ${headers.authorization ?? ''} ${password}\n`;
      const packet = `${(text.length + 4).toString(16).padStart(4, '0')}${text}`;
      response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' }).end(packet);
      return true;
    };
    for (const act of [() => git.resolve(at), () => git.ensure(at, commit)]) {
      const said = everythingSaid(await refusal(act(), 'SourceUnavailable'));
      expect(said).to.not.contain(password).and.to.not.contain(basic.slice(6));
    }
  });

  it('has no secret in the arguments of a process, nor in a file that others can read, nor in the mirror', async () => {
    const authority = await fixture.authority();
    const client = await authority.issue('client', { commonName: 'refit' });
    const server = await guard();
    fixture.secret({
      username: 'ada',
      password,
      ...(await authorities()),
      'tls.crt': client.certificate,
      'tls.key': client.key,
    });
    const at = fixture.repository(server.url('r.git', gitHost));
    let held: (() => void) | undefined;
    server.intercept = ({ url = '' }, response) => {
      if (!url.includes('upload-pack') || held !== undefined) return false;
      held = () => void response.writeHead(503).end();
      return true;
    };
    const fetching = refusal(git.ensure(at, commit), 'SourceUnavailable');
    await eventually(() => held !== undefined);
    const said = everyArgument();
    expect(said.filter((line) => line.includes('remote-http') || line.includes('git-remote'))).to.not.deep.equal([]);
    expect(said.filter((line) => line.includes(password) || line.includes(basic.slice(6)))).to.deep.equal([]);
    const files = privateFiles();
    expect(files.map(({ mode }) => mode).sort((a, b) => a - b)).to.deep.equal([0o600, 0o600, 0o600, 0o700]);
    held?.();
    await fetching;
    expect(privateFiles()).to.deep.equal([]);
    await git.ensure(at, commit);
    for (const name of readdirSync(fixture.mirrors, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const content = readFileSync(join(name.parentPath, name.name), 'latin1');
      expect(content.includes(password) || content.includes(basic.slice(6)), name.name).to.equal(false);
    }
  });

  it('serves the fetch of a step with the same credentials', async () => {
    const server = await guard({ admit: (authorization) => authorization === basic });
    fixture.secret({ username: 'ada', password, ...(await authorities()) });
    const { credentials, addresses } = fixture;
    const where = {
      mirrors: fixture.path('step'),
      repository: fixture.repository(server.url('r.git', gitHost)),
      commit,
      reach: { credentials, addresses },
    };
    await ensureCommit(where);
    const target = fixture.path('target');
    await exportSelection({ ...where, entries: await listEntries(where), target });
    expect(readFileSync(join(target, 'a'), 'utf8')).to.equal('1');
    const without = { ...where, mirrors: fixture.path('other'), reach: { addresses } };
    await refusal(ensureCommit(without), 'CredentialsInvalid');
  });

  it('says what is wrong with a secret, and that there is none', async () => {
    const at = fixture.repository('https://git.example.test/r.git');
    await refusal(git.resolve(at), 'SecretNotFound');
    fixture.secret({ username: 'ada', password, bearerToken: 'x' });
    const both = await refusal(git.resolve(at), 'CredentialsInvalid');
    expect(both.message).to.contain('username and bearerToken').and.to.not.contain(password);
    fixture.secret({ identity: '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n', known_hosts: 'h ssh-ed25519 AAAA' });
    expect((await refusal(git.resolve(at), 'CredentialsInvalid')).message).to.contain('SSH key');
  });
});
