import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Verification } from '../../../controller/core/trust.ts';
import { withMirror } from '../../../controller/git/export.ts';
import type { VerifyRequest } from '../../../controller/git/git.ts';
import { verifyInMirror } from '../../../controller/git/signatures/verify.ts';
import { runGit } from '../../support/git-repository.ts';
import { GitFixture, refusal } from '../fixture.ts';
import { distrusted, nobody, SignatureFixture, trusted, type TestSSHKey } from './fixture.ts';

describe('git signatures: over a mirror', () => {
  let git: GitFixture;
  let fixture: SignatureFixture;
  let key: TestSSHKey;
  let keys: ReadonlyMap<string, string>;
  let url: string;
  let served: string;
  beforeEach(async () => {
    git = new GitFixture();
    fixture = await SignatureFixture.create();
    key = await fixture.sshKey();
    keys = new Map([['ada.pub', key.publicKey]]);
    url = (await git.server()).url('r.git');
    served = (await git.served('r.git')).path;
  });
  afterEach(async () => {
    await fixture.end();
    await git.end();
  });

  async function push(...refs: string[]): Promise<void> {
    await runGit(fixture.repository.path, ['push', '-q', '--force', served, ...refs]);
  }
  function verify(request: Omit<VerifyRequest, 'keys'>, from = url): Promise<Verification> {
    const mirrored = { mirrors: git.mirrors, repository: { url: from }, commit: request.to };
    return withMirror(mirrored, (mirror) => verifyInMirror(mirror, { ...request, keys }, Date.now));
  }

  it('verifies what it fetched, and fetches the tag', async () => {
    const from = await fixture.commit(key.as);
    const evil = await fixture.commit(nobody);
    const to = await fixture.commit(key.as);
    const tagObject = await fixture.tag(key.as, 'v1');
    await push('main', 'v1');
    for (const place of [url, fixture.repository.path]) {
      expect(trusted(await verify({ mode: 'Range', to }, place)).commits).to.equal(1);
      expect(distrusted(await verify({ mode: 'Range', from, to }, place)).object).to.equal(evil);
      trusted(await verify({ mode: 'Tag', to, tag: 'v1', tagObject }, place));
    }
    await refusal(verify({ mode: 'Tag', to, tag: 'v1', tagObject: '2'.repeat(40) }), 'RevisionGone');
  });

  it('goes on without a last trusted commit that nobody has any more', async () => {
    const to = await fixture.commit(key.as);
    await push('main');
    expect(trusted(await verify({ mode: 'Range', from: '3'.repeat(40), to })).commits).to.equal(1);
    await refusal(verify({ mode: 'Head', to: '3'.repeat(40) }), 'RevisionGone');
    trusted(await verify({ mode: 'Range', from: '--all', to }));
    await refusal(fixture.verify({ mode: 'Range', to: '--all', keys }), 'RevisionGone');
    await refusal(fixture.verify({ mode: 'Tag', to, tagObject: `${to}\n${to}`, keys }), 'RevisionGone');
  });

  it('says where history is cut, and checks what is after the last trusted commit if that is there', async () => {
    const first = await fixture.commit(key.as);
    const cut = await fixture.commit(key.as);
    const from = await fixture.commit(key.as);
    const to = await fixture.commit(key.as);
    await push('main');
    const shallow = git.path('shallow');
    await runGit(git.folder.path, ['clone', '-q', '--depth=2', `file://${served}`, shallow]);
    expect(trusted(await verify({ mode: 'Range', from, to }, shallow)).commits).to.equal(1);
    const gone = distrusted(await verify({ mode: 'Range', from: first, to }, shallow));
    expect(gone).to.deep.include({ object: to, why: 'Incomplete' });
    expect(gone.message).to.include(cut);
    await runGit(shallow, ['fetch', '-q', '--depth=1', 'origin', first]);
    expect(distrusted(await verify({ mode: 'Range', from: first, to }, shallow)).why).to.equal('Incomplete');
  });
});
