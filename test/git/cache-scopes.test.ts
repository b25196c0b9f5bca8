import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { RefitError } from '../../controller/core/errors.ts';
import { createGitAccess } from '../../controller/git/access.ts';
import type { Repository } from '../../controller/git/git.ts';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { eventually } from '../support/eventually.ts';
import { Sources } from '../../controller/reconcile/sources.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { GuardedServer } from '../support/git-servers/guarded-server.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { refusal } from './fixture.ts';
import { HostFixture } from './hosts.ts';

const basic = (user: string): string => `Basic ${Buffer.from(`${user}:passw0rd`).toString('base64')}`;

describe('git: mirrors are private to their credentials', () => {
  let fixture: HostFixture;
  let guard: GuardedServer;
  let git: GitWithCounters;
  let repository: TestRepository;
  let commit: string;
  let ada: Repository;
  let eve: Repository;
  /** Users that the server lets in. */
  let admitted: string[];
  let now: number;

  beforeEach(async () => {
    fixture = new HostFixture();
    now = 0;
    admitted = ['ada'];
    repository = await fixture.served('r.git');
    commit = await repository.write('secret.csv', 'of ada').commit('one');
    guard = await GuardedServer.start(await fixture.server(), {
      admit: (authorization) => admitted.some((user) => authorization === basic(user)),
    });
    fixture.secrets.set('team-a/git', { username: 'ada', password: 'passw0rd' });
    fixture.secrets.set('team-b/git', { username: 'eve', password: 'passw0rd' });
    [ada, eve] = [fixture.repository(guard.url('r.git'), 'team-a'), fixture.repository(guard.url('r.git'), 'team-b')];
    const entries = async (namespace: string, name: string): Promise<ReadonlyMap<string, string>> => {
      const found = fixture.secrets.get(`${namespace}/${name}`);
      if (found === undefined) throw new RefitError('SecretNotFound', `secret ${name}: there is no such secret`);
      return new Map(Object.entries(found));
    };
    git = fixture.remote({ credentials: createGitAccess({ entries }, () => now) });
  });
  afterEach(async () => {
    await fixture.end();
    await guard.stop();
  });

  async function blobOf(at: Repository): Promise<string> {
    const [entry] = await git.entries(at, commit);
    return entry?.oid ?? '';
  }

  it('two namespaces on one url have a folder each', async () => {
    admitted.push('eve');
    await git.ensure(ada, commit);
    await git.ensure(eve, commit);
    expect(readdirSync(fixture.mirrors)).to.have.length(2);
    expect(
      guard.requests.filter(({ path }) => path.endsWith('git-upload-pack')).map(({ authorization }) => authorization),
    )
      .to.include(basic('ada'))
      .and.to.include(basic('eve'));
  });

  it('what one has fetched is not read by another, whatever id it names', async () => {
    await git.ensure(ada, commit);
    const oid = await blobOf(ada);
    expect((await git.blobs(ada, [oid], 100)).get(oid)?.toString()).to.equal('of ada');
    guard.requests.length = 0;
    await refusal(git.ensure(eve, commit), 'AuthenticationFailed');
    await refusal(git.entries(eve, commit), 'AuthenticationFailed');
    await refusal(git.changes(eve, commit, commit), 'AuthenticationFailed');
    await refusal(git.commit(eve, commit), 'AuthenticationFailed');
    await refusal(git.blobs(eve, [oid], 100), 'AuthenticationFailed');
    await refusal(git.resolve({ ...eve, commit }), 'AuthenticationFailed');
    await refusal(git.entries({ url: eve.url }, commit), 'SourceNotFound');
    const asked = new Set(
      guard.requests.map(({ authorization }) => authorization).filter((each) => each !== undefined),
    );
    expect([...asked]).to.deep.equal([basic('eve')]);
  });

  it('what the server has lost since is not read by another from the mirror of one', async () => {
    const lost = await repository.write('lost.csv', 'x').commit('two');
    await git.ensure(ada, lost);
    await repository.git('update-ref', 'refs/heads/main', commit);
    await repository.git('reflog', 'expire', '--expire=now', '--all');
    await repository.git('prune', '--expire=now');
    admitted.push('eve');
    await git.ensure(eve, commit);
    expect(await git.entries(ada, lost)).to.have.length(2);
    await refusal(git.ensure(eve, lost), 'RevisionGone');
    await refusal(git.changes(eve, commit, lost), 'RevisionGone');
  });

  it('a mirror that was evicted or damaged is made again with the same credentials', async () => {
    await git.ensure(ada, commit);
    const kept = fixture.remote({ cacheBytes: 0 });
    await eventually(() => kept.counters().evictions === 1);
    const [key = ''] = readdirSync(fixture.mirrors);
    expect(existsSync(join(fixture.mirrors, key, 'repo.git'))).to.equal(false);
    guard.requests.length = 0;
    expect(await git.entries(ada, commit)).to.have.length(1);
    expect(guard.requests.at(-1)?.authorization).to.equal(basic('ada'));
  });

  it('a secret that is removed: who follows the source is told so, and of no other commit', async () => {
    const told: string[] = [];
    const sources = new Sources({ git, clock: systemClock, moved: (follower) => told.push(follower) });
    try {
      const following = { ref: ada, intervalMs: 60_000 };
      sources.follow('w', [following]);
      expect((await sources.current(following)).commit).to.equal(commit);
      await repository.write('secret.csv', 'more').commit('two');
      fixture.secrets.delete('team-a/git');
      now += 60_000;
      told.length = 0;
      await eventually(() => sources.answered('w', 'now'));
      await refusal(sources.current(following), 'SecretNotFound');
      expect(told).to.include('w');
    } finally {
      sources.close();
    }
  });

  it('a secret that is removed: polls and fetches fail, and nothing is known that was not', async () => {
    await git.resolve(ada);
    await git.ensure(ada, commit);
    const next = await repository.write('secret.csv', 'more').commit('two');
    fixture.secrets.delete('team-a/git');
    now += 60_000;
    guard.requests.length = 0;
    await refusal(git.resolve(ada, { fresh: true }), 'SecretNotFound');
    await refusal(git.ensure(ada, next), 'SecretNotFound');
    await refusal(git.resolve({ ...ada, commit: next }), 'SecretNotFound');
    expect(guard.requests).to.deep.equal([]);
    // What was fetched with it stays theirs: it is what their runs were decided on.
    expect(await git.entries(ada, commit)).to.have.length(1);
  });
});
