import { expect } from 'chai';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { feedGit } from '../../support/git-repository.ts';
import { distrusted, nobody, SignatureFixture, trusted, type TestSSHKey } from './fixture.ts';

describe('git signatures: ranges of commits', function () {
  this.timeout(60_000);
  let fixture: SignatureFixture;
  let key: TestSSHKey;
  let keys: ReadonlyMap<string, string>;
  beforeEach(async () => {
    fixture = await SignatureFixture.create();
    key = await fixture.sshKey();
    keys = new Map([['ada.pub', key.publicKey]]);
  });
  afterEach(() => fixture.end());

  it('checks the head alone at first sight, then every commit after the last trusted one', async () => {
    await fixture.commit(nobody);
    const from = await fixture.commit(key.as);
    expect(trusted(await fixture.verify({ mode: 'Range', to: from, keys })).commits).to.equal(1);
    for (let count = 0; count < 4; count += 1) await fixture.commit(key.as);
    const to = await fixture.commit(key.as);
    expect(trusted(await fixture.verify({ mode: 'Range', from, to, keys }))).to.deep.include({ commits: 5 });
    expect(trusted(await fixture.verify({ mode: 'Range', from: to, to, keys })).commits).to.equal(1);
  });

  it('finds an unsigned commit in the middle, which the head alone hides', async () => {
    const from = await fixture.commit(key.as);
    await fixture.commit(key.as);
    const evil = await fixture.commit(nobody);
    await fixture.commit(nobody);
    const to = await fixture.commit(key.as);
    trusted(await fixture.verify({ mode: 'Head', to, keys }));
    const fault = distrusted(await fixture.verify({ mode: 'Range', from, to, keys }));
    expect(fault).to.deep.include({ object: evil, why: 'Unsigned' });
  });

  it('finds a commit by a stranger, and says who that is', async () => {
    const stranger = await fixture.sshKey();
    const from = await fixture.commit(key.as);
    const evil = await fixture.commit(stranger.as);
    const to = await fixture.commit(key.as);
    const fault = distrusted(await fixture.verify({ mode: 'Range', from, to, keys }));
    expect(fault).to.deep.include({ object: evil, why: 'UnknownKey' });
    expect(fault.signer).to.match(/^ssh:SHA256:/);
  });

  it('finds an unsigned commit on a side branch that a signed merge brings', async () => {
    const from = await fixture.commit(key.as);
    await fixture.repository.branch('side');
    await fixture.commit(key.as);
    const evil = await fixture.commit(nobody);
    await fixture.commit(key.as);
    await fixture.repository.checkout('main');
    await fixture.commit(key.as);
    const to = await fixture.merge(key.as, 'side');
    const fault = distrusted(await fixture.verify({ mode: 'Range', from, to, keys }));
    expect(fault).to.deep.include({ object: evil, why: 'Unsigned' });
  });

  it('goes over all parents of merges, also of what branched off before the last trusted commit', async () => {
    await fixture.commit(key.as);
    await fixture.repository.branch('old');
    await fixture.commit(key.as);
    await fixture.repository.checkout('main');
    const from = await fixture.commit(key.as);
    await fixture.repository.branch('one');
    await fixture.commit(key.as);
    await fixture.repository.branch('two', from);
    await fixture.commit(key.as);
    await fixture.repository.checkout('main');
    const to = await fixture.merge(key.as, 'one', 'two', 'old');
    expect(trusted(await fixture.verify({ mode: 'Range', from, to, keys })).commits).to.equal(4);
  });

  it('checks after a force-push whatever the last trusted commit does not reach', async () => {
    const base = await fixture.commit(nobody);
    const from = await fixture.commit(key.as);
    await fixture.repository.git('reset', '-q', '--hard', base);
    const evil = await fixture.commit(nobody);
    const to = await fixture.commit(key.as);
    const fault = distrusted(await fixture.verify({ mode: 'Range', from, to, keys }));
    expect(fault).to.deep.include({ object: evil, why: 'Unsigned' });
    // back to what it reaches: nothing is new, yet the head itself must be signed
    expect(distrusted(await fixture.verify({ mode: 'Range', from, to: base, keys })).object).to.equal(base);
  });

  it('checks all of the history when the last trusted commit is gone, and says so', async () => {
    const root = await fixture.commit(nobody);
    const to = await fixture.commit(key.as);
    const fault = distrusted(await fixture.verify({ mode: 'Range', from: '1'.repeat(40), to, keys }));
    expect(fault).to.deep.include({ object: root, why: 'Unsigned' });
    expect(fault.message).to.include('111111111111 is gone');
    await fixture.repository.git('checkout', '-q', '--orphan', 'other');
    const alone = await fixture.commit(key.as);
    trusted(await fixture.verify({ mode: 'Range', from: '1'.repeat(40), to: alone, keys }));
  });

  it('does not take history that is cut for history that ends', async () => {
    const from = await fixture.commit(key.as);
    await fixture.commit(nobody);
    const cut = await fixture.commit(key.as);
    const to = await fixture.commit(key.as);
    writeFileSync(join(fixture.repository.path, '.git', 'shallow'), `${cut}\n`);
    const fault = distrusted(await fixture.verify({ mode: 'Range', from, to, keys }));
    expect(fault).to.deep.include({ object: cut, why: 'Incomplete' });
    rmSync(join(fixture.repository.path, '.git', 'shallow'));
  });

  it('does not believe grafts, replacements and a commit-graph', async () => {
    const from = await fixture.commit(key.as);
    const evil = await fixture.commit(nobody);
    const after = await fixture.commit(key.as);
    const to = await fixture.commit(key.as);
    const tree = await fixture.repository.git('rev-parse', 'HEAD^{tree}');
    const fake = await fixture.repository.git(
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@example.com',
      'commit-tree',
      '-p',
      from,
      '-m',
      'x',
      tree,
    );
    await fixture.repository.git('replace', after, fake);
    expect(distrusted(await fixture.verify({ mode: 'Range', from, to, keys })).object).to.equal(evil);
    await fixture.repository.git('commit-graph', 'write', '--reachable');
    await fixture.repository.git('replace', '-d', after);
    writeFileSync(join(fixture.repository.path, '.git', 'info', 'grafts'), `${after} ${from}\n`);
    expect(distrusted(await fixture.verify({ mode: 'Range', from, to, keys })).why).to.be.oneOf([
      'Unsigned',
      'Incomplete',
    ]);
  });

  it('stops at ten thousand commits and says what to do', async () => {
    const from = await fixture.commit(key.as);
    const commits = Array.from({ length: 10_001 }, (_, at) => {
      const parent = at === 0 ? `from ${from}\n` : '';
      return `commit refs/heads/many\ncommitter A <a@example.com> ${1_700_000_000 + at} +0000\ndata 0\n${parent}\n`;
    });
    await feedGit(fixture.repository.path, ['fast-import', '--quiet'], commits.join(''));
    const to = await fixture.repository.git('rev-parse', 'many');
    const many = distrusted(await fixture.verify({ mode: 'Range', from, to, keys }));
    expect(many).to.deep.include({ object: to, why: 'TooMany' });
    expect(many.message).to.include('10000 commits');
    const fewer = await fixture.repository.git('rev-parse', 'many^');
    expect(distrusted(await fixture.verify({ mode: 'Range', from, to: fewer, keys })).why).to.equal('Unsigned');
  });
});
