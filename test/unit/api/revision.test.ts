import { expect } from 'chai';
import { formatRevision, parseRevision, shortRevision } from '../../../controller/api/v1alpha1/revision.ts';

const sha1 = 'a1'.repeat(20);
const sha256 = 'b2'.repeat(32);

describe('revision', () => {
  for (const [branch, commit, text] of [
    ['main', sha1, `main@sha1:${sha1}`],
    ['feature/x@2', sha1, `feature/x@2@sha1:${sha1}`],
    ['main', sha256, `main@sha256:${sha256}`],
  ] as const) {
    it(`writes and reads ${branch} at ${commit.length} digits`, () => {
      expect(formatRevision({ branch, commit })).to.equal(text);
      expect(parseRevision(text)).to.deep.equal({ branch, commit });
    });
  }

  for (const text of [
    '',
    'main',
    `@sha1:${sha1}`,
    `main@sha1:${sha256}`,
    `main@sha1:${sha1.toUpperCase()}`,
    `main@md5:${sha1}`,
  ]) {
    it(`does not take '${text}' for one`, () => {
      expect(parseRevision(text)).to.equal(undefined);
    });
  }

  it('shortens a revision and leaves other text alone', () => {
    expect(shortRevision(`main@sha1:${sha1}`)).to.equal('main@a1a1a1a');
    expect(shortRevision('WORKTREE')).to.equal('WORKTREE');
  });
});
