import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ListedContents } from '../../../controller/cli/plan/listed-contents.ts';
import type { PlanGit } from '../../../controller/cli/plan/plan-git.ts';
import { stretchesOf } from '../../../controller/cli/plan/listed-selection.ts';
import { compilePatterns } from '../../../controller/core/select.ts';
import { missingLiterals, selectEntries } from '../../../controller/core/selection.ts';
import { parseEntries } from '../../../controller/git/tree.ts';

const oid = 'abcdef0123'.repeat(4);

/** As `git ls-tree -r -z` prints it. */
function listingOf(lines: readonly { readonly path: string; readonly mode: string; readonly type?: string }[]): Buffer {
  const sorted = lines.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const text = sorted.map(({ mode, type = 'blob', path }) => `${mode} ${type} ${oid}\t${path}\0`).join('');
  return Buffer.from(text, 'latin1');
}

function contentsOf(output: Buffer): ListedContents {
  // Of git, listed contents of one commit ask for nothing but its listing.
  return new ListedContents({ clones: { list: () => Promise.resolve(output) } } as unknown as PlanGit);
}

const segment = fc.constantFrom('a', 'b', 'a b', 'a-', 'a0', 'lib', '\xff', 'blob x');
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
const mode = fc.constantFrom('100644', '100755', '120000', '100664');
const pattern = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', 'a-', 'lib'), { minLength: 1, maxLength: 2 }),
    fc.constantFrom('', '/', '/**'),
  )
  .map(([segments, end]) => segments.join('/') + end);

describe('selections as they are listed', () => {
  it('are those of the entries, whatever the paths and patterns', async () => {
    const lines = fc.uniqueArray(fc.record({ path, mode }), { selector: (line) => line.path, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(lines, fc.array(pattern, { maxLength: 3 }), async (listed, paths) => {
        const output = listingOf(listed);
        const selector = compilePatterns(paths);
        const expected = selectEntries(parseEntries(output), selector);
        const found = await contentsOf(output).select({ url: '/r' }, 'c', paths);
        expect(stretchesOf(paths)).not.to.equal(undefined);
        expect([found.count, found.digest]).to.deep.equal([expected.count, expected.digest]);
        expect(found.entries).to.deep.equal(expected.entries);
        expect(missingLiterals(found, selector)).to.deep.equal(missingLiterals(expected, selector));
      }),
    );
  });

  it('hold submodules as what they are', async () => {
    const output = listingOf([
      { path: 'a', mode: '100644' },
      { path: 'sub', mode: '160000', type: 'commit' },
    ]);
    const found = await contentsOf(output).select({ url: '/r' }, 'c', undefined);
    expect(found.digest).to.equal(selectEntries(parseEntries(output), compilePatterns(undefined)).digest);
  });

  it('leave patterns that pick to the entries', () => {
    for (const paths of [['!a'], ['a', '!a/b'], ['*.py'], ['a/*'], ['**'], ['a/**/b'], ['a?']])
      expect(stretchesOf(paths)).to.equal(undefined);
  });
});
