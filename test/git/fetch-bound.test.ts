import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { GitFixture, refusal } from './fixture.ts';

const mebibyte = 1024 * 1024;

describe('git: a server that sends more than there is room for', () => {
  let fixture: GitFixture;
  beforeEach(() => {
    fixture = new GitFixture();
  });
  afterEach(() => fixture.end());

  function bytesLeft(): number {
    const files = readdirSync(fixture.mirrors, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    return files.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);
  }

  it('is cut off, in the first fetch and in a later one, and what it sent is gone', async () => {
    const repository = await fixture.served('r.git');
    // It gives all that it has, whether asked for or not.
    await repository.git('config', 'uploadpack.allowFilter', 'false');
    const small = await repository.write('a', '1').commit('small');
    const large = await repository.write('noise', randomBytes(3 * mebibyte)).commit('large');
    const url = (await fixture.server()).url('r.git');
    const git = fixture.git({ maxFetchBytes: mebibyte });
    for (const first of [large, small]) {
      if (first === small) await git.ensure({ url }, small);
      const error = await refusal(git.ensure({ url }, large), 'SourceUnavailable');
      expect(error.message).to.contain(`more than ${mebibyte} bytes`);
      expect(bytesLeft()).to.be.lessThan(mebibyte / 2);
    }
    expect(await git.entries({ url }, small)).to.have.length(1);
    const roomy = fixture.git({ folder: fixture.path('other'), maxFetchBytes: 8 * mebibyte });
    expect(await roomy.entries({ url }, large)).to.have.length(2);
  });

  it('is so as well when it sends a file', async () => {
    const repository = await fixture.served('r.git');
    const commit = await repository.write('noise', randomBytes(3 * mebibyte)).commit('large');
    const url = (await fixture.server()).url('r.git');
    const git = fixture.git({ maxFetchBytes: mebibyte });
    const [entry] = await git.entries({ url }, commit);
    const error = await refusal(git.blobs({ url }, [entry?.oid ?? ''], 8 * mebibyte), 'SourceUnavailable');
    expect(error.message).to.contain(`more than ${mebibyte} bytes`);
  });
});
