import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { ConnectProxy } from '../support/git-servers/connect-proxy.ts';
import { GuardedServer } from '../support/git-servers/guarded-server.ts';
import { refusal } from './fixture.ts';
import { HostFixture, gitHost } from './hosts.ts';

describe('git: what surrounds it', () => {
  let fixture: HostFixture;
  beforeEach(() => {
    fixture = new HostFixture();
  });
  afterEach(() => fixture.end());

  it('is nothing of the machine: no configuration, no passwords of its user, no variable', async () => {
    const commit = await (await fixture.served('r.git')).write('a', '1').commit('one');
    const authority = await fixture.authority();
    const tls = await authority.issue('server', { commonName: 'server', names: [`DNS:${gitHost}`] });
    const server = await GuardedServer.start(await fixture.server(), { tls });
    const proxy = await ConnectProxy.start();
    const [home, trace] = [fixture.path('home'), fixture.path('trace')];
    mkdirSync(home);
    writeFileSync(fixture.path('home', '.netrc'), `machine ${gitHost} login eve password of-the-user\n`);
    const config = `[http]\n\tsslVerify = false\n\tproxy = ${proxy.url()}\n[url "https://127.0.0.1:1/"]\n\tinsteadOf = https://\n`;
    writeFileSync(fixture.path('home', '.gitconfig'), config);
    const environment = {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_CONFIG_HOME: home,
      GIT_CONFIG_GLOBAL: fixture.path('home', '.gitconfig'),
      GIT_CONFIG_PARAMETERS: "'http.sslverify'='false'",
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'url.https://127.0.0.1:1/.insteadOf',
      GIT_CONFIG_VALUE_0: 'https://',
      GIT_SSL_NO_VERIFY: '1',
      GIT_TRACE_CURL: trace,
      GIT_TRACE: trace,
      GIT_EXEC_PATH: home,
      https_proxy: proxy.url(),
      ALL_PROXY: proxy.url(),
    };
    const git = fixture.remote({ environment });
    const url = server.url('r.git', gitHost);
    await refusal(git.ensure({ url }, commit), 'SourceUnavailable');
    fixture.secret({ 'ca.crt': authority.ca.certificate });
    await git.resolve(fixture.repository(url));
    await git.ensure(fixture.repository(url), commit);
    expect(server.requests.filter(({ authorization }) => authorization !== undefined)).to.deep.equal([]);
    expect(proxy.tunnels).to.deep.equal([]);
    expect(existsSync(trace)).to.equal(false);
    await server.stop();
    await proxy.stop();
  });

  it('is nothing of the repository: where its submodules lead is text', async () => {
    const mark = fixture.path('pwned');
    const repository = await fixture.served('r.git');
    const modules = [
      ['a', 'a', `ext::sh -c touch% ${mark}`],
      ['../../hooks', 'b', './x'],
      ['c', 'c', `-u./x; touch ${mark}`],
      ['d', '../../d', 'file:///etc'],
    ].map(
      ([name, path, at]) => `[submodule "${name}"]\n\tpath = ${path}\n\turl = "${at}"\n\tupdate = !touch ${mark}\n`,
    );
    const own = await repository.write('a', '1').commit('one');
    repository.write('.gitmodules', `[include]\n\tpath = /etc/passwd\n${modules.join('')}`);
    const commit = await repository.write('a', own, { mode: 'submodule' }).commit('two');
    const url = (await fixture.server()).url('r.git');
    const git = fixture.git();
    expect((await git.resolve({ url })).commit).to.equal(commit);
    expect(await git.entries({ url }, commit)).to.have.length(2);
    // A server that cannot leave out blobs gives it to git, which looks into such files (transfer.fsckObjects).
    await repository.git('config', 'uploadpack.allowFilter', 'false');
    const other = fixture.git({ folder: fixture.path('other') });
    const refused = await refusal(other.entries({ url }, commit), 'SourceUnavailable');
    expect(refused.message).to.contain('gitmodules');
    expect(existsSync(mark)).to.equal(false);
  });
});
