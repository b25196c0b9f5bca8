import { expect } from 'chai';
import { describe, it } from 'mocha';
import { bytesOf } from '../../../controller/core/paths.ts';
import { compilePatterns, patternProblem } from '../../../controller/core/select.ts';

function selected(patterns: readonly string[] | undefined, paths: readonly string[]): readonly string[] {
  const selector = compilePatterns(patterns);
  return paths.filter((path) => selector.selects(bytesOf(path)));
}

/** Each row: patterns, the paths they select, the paths they do not. */
const table: readonly (readonly [string, readonly string[], readonly string[], readonly string[]])[] = [
  ['anchored at the root', ['train.py'], ['train.py'], ['src/train.py', 'train.pyc', 'xtrain.py', 'Train.py']],
  ['a directory selects all below', ['lib'], ['lib', 'lib/a.py', 'lib/x/y'], ['library/a', 'src/lib/a', 'lib.py']],
  ['a trailing slash asks for a directory', ['lib/'], ['lib/a.py', 'lib/x/y'], ['lib', 'library']],
  ['* stops at /', ['*.py'], ['a.py', '.py', '.hidden.py'], ['lib/a.py', 'a.pyc']],
  ['* within a name', ['data/part-*.csv'], ['data/part-.csv', 'data/part-01.csv'], ['data/part-1/x.csv']],
  ['a trailing * does not reach below', ['data/*'], ['data/a', 'data/.b'], ['data/a/b', 'data']],
  ['? is one byte', ['a?c'], ['abc', 'a.c'], ['ac', 'abbc', 'a/c', 'aéc']],
  ['** crosses /', ['data/**'], ['data/a', 'data/a/b/c', 'data/.x'], ['data', 'database/a']],
  ['**/ is any depth, none too', ['**/*.md'], ['a.md', 'x/a.md', 'x/y/.md'], ['a.mdx', 'x.md/a']],
  ['**/ in the middle', ['a/**/z'], ['a/z', 'a/b/z', 'a/b/c/z', 'a/z/below'], ['a/bz', 'az', 'b/a/z']],
  ['**/ before a name with ** and an end', ['**/b**/b'], ['b/b', 'a/b/b', 'b/a/b', 'bc/d/b'], ['a/b', 'b', 'ab/b']],
  ['**/ at segment starts only', ['**/lib'], ['lib', 'lib/a', 'x/lib', 'x/lib/a/b'], ['xlib', 'x/libs/a']],
  ['** glued to a name', ['a**z'], ['az', 'a/b/z', 'abcz'], ['a', 'a/b/zz/x']],
  ['** ** as one', ['**/**/x'], ['x', 'a/x', 'a/b/x', 'a/x/y'], ['ax']],
  ['*** is **', ['a***'], ['a', 'ab', 'a/b'], ['b']],
  ['a named directory behind a wildcard', ['*/final'], ['a/final', 'a/final/m.bin'], ['final', 'a/b/final']],
  ['wildcard directories with a slash', ['run-*/'], ['run-1/a', 'run-2/x/y'], ['run-1', 'run/a']],
  ['no classes, braces or extglobs', ['[ab]', '{a,b}', '+(a)'], ['[ab]', '{a,b}', '+(a)'], ['a', 'b', 'a,b']],
  ['no escapes', ['a\\*'], ['a\\', 'a\\x'], ['a*']],
  ['bytes beyond ASCII', ['données/*.csv'], ['données/é.csv'], ['donnees/e.csv']],
  ['! deselects', ['data', '!data/raw'], ['data/a'], ['data/raw/a', 'data/raw', 'b']],
  ['the last match wins', ['data', '!data/raw', 'data/raw/keep'], ['data/raw/keep'], ['data/raw/a']],
  ['! first starts from everything', ['!**/*.md'], ['a.py', 'x/b'], ['a.md', 'x/b.md']],
  ['! first, then back', ['!docs', 'docs/api'], ['a', 'docs/api/x'], ['docs/x']],
  ['a ! within a name is a name', ['a!b'], ['a!b'], ['ab']],
];

describe('path patterns', () => {
  for (const [title, patterns, yes, no] of table) {
    it(`${title}: ${patterns.join(' ')}`, () => {
      expect(selected(patterns, [...yes, ...no])).to.deep.equal(yes);
    });
  }

  it('selects everything without patterns', () => {
    for (const none of [undefined, []]) {
      const selector = compilePatterns(none);
      expect(selector.everything).to.equal(true);
      expect(selector.selects('\u00ff\n')).to.equal(true);
      expect(selector.literals).to.deep.equal([]);
    }
    expect(compilePatterns(['**']).selects('a/b')).to.equal(true);
  });

  it('matches names that are no UTF-8, or hold line breaks', () => {
    expect(compilePatterns(['data/*']).selects('data/\u00ff\u00fe\n.csv')).to.equal(true);
    expect(compilePatterns(['**/*.csv']).selects('a\nb/\u00ff.csv')).to.equal(true);
  });

  it('tells literals as written', () => {
    expect(compilePatterns(['lib', '!lib/x', 'a*', 'data/', 'é']).literals).to.deep.equal(['lib', 'data/', 'é']);
  });

  it('refuses patterns that could not mean what they say', () => {
    const bad = ['', '!', '/a', '!/a', '../a', 'a/../b', './a', '.', 'a//b', '//', 'a\0b', 'a/.', '/'];
    for (const pattern of bad) {
      expect(patternProblem(pattern), JSON.stringify(pattern)).to.have.keys('found', 'allowed');
      expect(() => compilePatterns(['ok', pattern]))
        .to.throw(/path pattern: found/)
        .with.property('reason', 'SpecInvalid');
    }
    for (const pattern of ['a', '!a', '.a', '..a', 'a/', '**', '...', 'a b'])
      expect(patternProblem(pattern)).to.equal(undefined);
  });

  it('answers hostile patterns on hostile paths at all', () => {
    const selector = compilePatterns([`${'*a'.repeat(60)}b`, `${'**a'.repeat(60)}?b`, `**/${'a*/'.repeat(30)}x`]);
    expect(selector.selects('a'.repeat(4096))).to.equal(false);
    expect(selector.selects('a/'.repeat(2048))).to.equal(false);
    expect(selector.selects(`${'a'.repeat(4000)}xb`)).to.equal(true);
  });
});
