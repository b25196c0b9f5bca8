import { expect } from 'chai';
import fc from 'fast-check';
import { ListedContents, prefixesOf } from '../../../controller/cli/plan/listed-contents.ts';
import { createPlanGit } from '../../../controller/cli/plan/plan-git.ts';
import { compilePatterns } from '../../../controller/core/select.ts';
import { Contents } from '../../../controller/reconcile/contents.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { TestRepository } from '../../support/git-repository.ts';

const segment = fc.constantFrom('a', 'ab', 'a-b', 'b', '*', '**', 'a*', '?b', 'é', '.x');
const pattern = fc
  .tuple(fc.boolean(), fc.array(segment, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([not, parts, below]) => `${not ? '!' : ''}${parts.join('/')}${below ? '/' : ''}`);
const patterns = fc.array(pattern, { maxLength: 4 });
const name = fc.constantFrom(
  'a',
  'ab',
  'a-b',
  'b',
  'a.',
  '.x',
  Buffer.from('é').toString('latin1'),
  '\xff',
  'a\tb',
  'a\nb',
);
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));

describe('prefixesOf', () => {
  it('gives what every selected path begins with', () => {
    fc.assert(
      fc.property(patterns, path, (paths, candidate) => {
        const prefixes = prefixesOf(paths);
        if (compilePatterns(paths).selects(candidate))
          expect(prefixes.some((prefix) => candidate.startsWith(prefix))).to.equal(true);
        expect(prefixes).to.deep.equal(prefixes.toSorted());
      }),
      { numRuns: 2_000 },
    );
  });

  it('knows when everything may be selected, and leaves out what another prefix holds', () => {
    for (const paths of [undefined, [], ['!a'], ['**/x'], ['a', '*']]) expect(prefixesOf(paths)).to.deep.equal(['']);
    expect(prefixesOf(['lib/', 'data/**', '!data/x', 'data/rows/1.csv', 'lib-2'])).to.deep.equal(['data', 'lib']);
  });
});

describe('ListedContents', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let repository: TestRepository;
  let commits: string[];

  before(async () => {
    folder = temporaryFolder();
    repository = await TestRepository.create(folder.path, { bare: true });
    const names = ['a', 'ab/a', 'a-b', 'a.b/c', 'b/a/ab', 'b/a-b', 'b/ab/é', 'b/.x', 'é/a', 'ab/a\tb', 'ab/b\nc', 'z'];
    for (const file of names) repository.write(file, file);
    repository.write(Buffer.from([0x61, 0x2f, 0xff]).subarray(2), 'bytes');
    commits = [await repository.commit('one')];
    repository.write('b/ab/new', 'new').write('ab/a', 'other').write('z', null);
    commits.push(await repository.commit('two'));
  });
  after(() => folder.remove());

  it('selects as Contents does, at a first commit and at the next, before and after pointers came', async () => {
    const md5 = '0'.repeat(32);
    repository.write('b/data.dvc', `outs:\n- {path: ab, md5: ${md5}}\n- {path: x, md5: ${md5}.dir}\n`);
    repository.write('.gitattributes', 'z filter=lfs\n').write('z', 'version https://git-lfs.github.com/spec/v1\n');
    repository.write('z', `version https://git-lfs.github.com/spec/v1\noid sha256:${md5}${md5}\nsize 1\n`);
    commits.push(await repository.commit('three'));
    const git = createPlanGit(undefined);
    try {
      await fc.assert(
        fc.asyncProperty(patterns, fc.boolean(), async (paths, backwards) => {
          const [whole, listed] = [new Contents(git), new ListedContents(git)];
          for (const commit of backwards ? commits.toReversed() : commits) {
            const at = { url: repository.path };
            const [expected, found] = [await whole.select(at, commit, paths), await listed.select(at, commit, paths)];
            expect(found.entries).to.deep.equal(expected.entries);
            expect(found.digest).to.equal(expected.digest);
          }
        }),
        { numRuns: 100 },
      );
    } finally {
      await git.close();
    }
  });
});
