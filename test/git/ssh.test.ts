import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { run } from '../support/cluster/build/run.ts';
import { eventually } from '../support/eventually.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { type SshKeyPair, SshServer, makeSshKey } from '../support/git-servers/ssh-server.ts';
import { refusal } from './fixture.ts';
import { HostFixture, everyArgument, everythingSaid, gitHost, privateFiles } from './hosts.ts';

const passphrase = 'correct horse 0123';

describe('git: repositories over ssh', function () {
  // The first time the server is downloaded.
  this.timeout(120_000);
  let keys: HostFixture;
  let server: SshServer;
  let plain: SshKeyPair;
  let locked: SshKeyPair;
  let unknown: SshKeyPair;
  let fixture: HostFixture;
  let git: GitWithCounters;
  let repository: TestRepository;
  let commit: string;
  let url: string;

  before(async () => {
    keys = new HostFixture();
    mkdirSync(keys.path('keys'));
    plain = await makeSshKey(keys.path('keys'), 'plain');
    locked = await makeSshKey(keys.path('keys'), 'locked', passphrase);
    unknown = await makeSshKey(keys.path('keys'), 'unknown');
    server = await SshServer.start(keys.path('sshd'), [plain, locked]);
  });
  after(async () => {
    await server.stop();
    await keys.end();
  });
  beforeEach(async () => {
    fixture = new HostFixture();
    repository = await fixture.served('r.git');
    commit = await repository.write('a', '1').commit('one');
    git = fixture.remote();
    url = server.url(repository.path, gitHost);
  });
  afterEach(async () => {
    await fixture.end();
    expect(privateFiles()).to.deep.equal([]);
  });

  function use(
    { identity }: SshKeyPair,
    knownHosts = server.knownHosts(gitHost),
    more: Record<string, string> = {},
  ): void {
    fixture.secret({ identity, known_hosts: knownHosts, ...more });
  }

  it('polls, fetches and reads blobs with a key, at the address that was checked', async () => {
    use(plain);
    const at = fixture.repository(url);
    expect(await git.resolve(at)).to.deep.equal({ branch: 'main', commit });
    expect(await git.resolve({ ...at, branch: 'main' })).to.deep.equal({ branch: 'main', commit });
    await git.ensure(at, commit);
    const second = await repository.write('b', '2').commit('two');
    expect((await git.resolve(at)).commit).to.equal(second);
    expect(await git.changes(at, commit, second)).to.have.length(1);
    const [entry] = await git.entries(at, second);
    expect((await git.blobs(at, [entry?.oid ?? ''], 10)).size).to.equal(1);
    expect((await refusal(git.resolve({ ...at, branch: 'mian' }), 'RefNotFound')).message).to.contain('main');
  });

  it('opens a key with its passphrase, and not with another', async () => {
    use(locked, undefined, { password: passphrase });
    expect((await git.resolve(fixture.repository(url))).commit).to.equal(commit);
    for (const [namespace, more] of [
      ['wrong', { password: 'wrong-passphrase' }],
      ['none', {}],
    ] as const) {
      const known = { identity: locked.identity, known_hosts: server.knownHosts(gitHost) };
      fixture.secrets.set(`${namespace}/git`, { ...known, ...more });
      const said = everythingSaid(
        await refusal(git.resolve(fixture.repository(url, namespace)), 'AuthenticationFailed'),
      );
      expect(said).to.not.contain('wrong-passphrase').and.to.not.contain('PRIVATE KEY');
    }
  });

  it('is refused with a key that the server does not know', async () => {
    use(unknown);
    const at = fixture.repository(url);
    await refusal(git.resolve(at), 'AuthenticationFailed');
    await refusal(git.ensure(at, commit), 'AuthenticationFailed');
  });

  it('speaks to no host whose key is another, or not known, or known under another name', async () => {
    const before = server.log.length;
    const wrong = [
      server.knownHosts(gitHost, unknown),
      server.knownHosts('127.0.0.1'),
      server.knownHosts('other.example.test'),
      `${gitHost} ${server.hostKey.line}\n`,
    ];
    for (const [index, line] of wrong.entries()) {
      fixture.secrets.set(`n${index}/git`, { identity: plain.identity, known_hosts: line });
      const at = fixture.repository(url, `n${index}`);
      await refusal(git.resolve(at), 'HostKeyRefused');
      await refusal(git.ensure(at, commit), 'HostKeyRefused');
    }
    expect(server.log.slice(before)).to.not.contain('Accepted');
  });

  it('finds the host in lines that hide its name, and not with the key of another', async () => {
    for (const [namespace, line, reason] of [
      ['same', server.knownHosts(gitHost), undefined],
      ['wrong', server.knownHosts(gitHost, unknown), 'HostKeyRefused'],
    ] as const) {
      const file = fixture.path(namespace);
      writeFileSync(file, line);
      await run('ssh-keygen', ['-q', '-H', '-f', file]);
      const hashed = readFileSync(file, 'utf8');
      expect(hashed)
        .to.match(/^\|1\|/)
        .and.to.not.contain(gitHost);
      fixture.secrets.set(`${namespace}/git`, { identity: plain.identity, known_hosts: hashed });
      const at = fixture.repository(url, namespace);
      if (reason === undefined) expect((await git.resolve(at)).commit).to.equal(commit);
      else await refusal(git.resolve(at), reason);
    }
  });

  it('needs a key and known_hosts', async () => {
    await refusal(git.resolve({ url }), 'CredentialsInvalid');
    const secrets = {
      keyless: { username: 'git', password: 'x' },
      token: { bearerToken: 'x' },
      unknown: { identity: plain.identity },
      proxied: {
        identity: plain.identity,
        known_hosts: server.knownHosts(gitHost),
        proxy: 'http://p.example.test:3128',
      },
    };
    const said: string[] = [];
    for (const [namespace, entries] of Object.entries(secrets)) {
      fixture.secrets.set(`${namespace}/git`, entries);
      said.push((await refusal(git.resolve(fixture.repository(url, namespace)), 'CredentialsInvalid')).message);
    }
    expect(said[2]).to.contain('known_hosts');
    expect(said[3]).to.contain('proxy');
  });

  it('runs nothing that a url could say, and says which repository is not there', async () => {
    use(plain);
    for (const path of ['/nowhere/r.git', "/$(touch /tmp/refit-pwned)/'; id #", '/--upload-pack=id', '/`id`']) {
      const at = fixture.repository(server.url(path, gitHost));
      await refusal(git.resolve(at), 'SourceNotFound');
      await refusal(git.ensure(at, commit), 'SourceNotFound');
    }
  });

  it('shows its key and its passphrase in no argument, and only to this user in files', async () => {
    use(locked, undefined, { password: passphrase });
    const slow = await fixture.served('slow.git');
    const large = await slow.write('noise', Buffer.alloc(20_000_000, 'x')).commit('large');
    let seen: string[] = [];
    let files: { mode: number }[] = [];
    const fetching = git.ensure(fixture.repository(server.url(slow.path, gitHost)), large);
    await eventually(() => {
      seen = everyArgument().filter((line) => line.includes('HostKeyAlias'));
      files = privateFiles();
      return seen.length > 0 && files.length === 4;
    });
    await fetching;
    expect(seen.join())
      .to.contain(`HostName=127.0.0.1`)
      // No configuration of the machine or its user, no agent.
      .and.to.match(/-F[\0 ]\/dev\/null/)
      .and.to.contain('IdentityAgent=none')
      .and.to.not.contain(passphrase)
      .and.to.not.contain('PRIVATE KEY');
    expect(files.map(({ mode }) => mode).sort((a, b) => a - b)).to.deep.equal([0o600, 0o600, 0o700, 0o700]);
  });

  it('is given up when the server hangs, and leaves no process', async () => {
    use(plain);
    const impatient = fixture.remote({ timeouts: { poll: 1 } });
    await refusal(impatient.resolve(fixture.repository(url)), 'SourceUnavailable');
    await eventually(() => !everyArgument().some((line) => line.includes(`HostKeyAlias=[${gitHost}]:${server.port}`)));
  });

  it('resolves tags, versions and commits', async () => {
    use(plain);
    await repository.git('tag', 'v1.0.0');
    const at = fixture.repository(url);
    expect(await git.resolve({ ...at, semver: '1.x' })).to.deep.equal({ branch: 'v1.0.0', commit });
    expect(await git.resolve({ ...at, tag: 'v1.0.0' })).to.deep.equal({ branch: 'v1.0.0', commit });
    expect(await git.resolve({ ...at, commit })).to.deep.equal({ branch: commit.slice(0, 12), commit });
  });
});
