import { expect } from 'chai';
import { describe, it } from 'mocha';
import { contentDigest, entryIdentity } from '../../../controller/core/content-digest.ts';
import { compilePatterns } from '../../../controller/core/select.ts';
import { applyChanges, missingLiterals, nearestPath, selectEntries } from '../../../controller/core/selection.ts';

const file = (path: string, digit = '1', mode = '100644') => ({ path, mode, oid: digit.repeat(40) });
const tree = [file('data/b.csv', '2'), file('README.md', '9'), file('data/a.csv'), file('lib/x.py', '3', '100755')];

describe('selection', () => {
  const selector = compilePatterns(['data', 'lib/x.py']);
  const selection = selectEntries(tree, selector);

  it('holds the selected entries in path order, with their digest', () => {
    expect(selection.entries.map((entry) => entry.path)).to.deep.equal(['data/a.csv', 'data/b.csv', 'lib/x.py']);
    expect(selection.count).to.equal(3);
    const entries = selection.entries.map((entry) => ({ ...entry, identity: entryIdentity(entry) }));
    expect(selection.digest).to.equal(contentDigest(entries));
  });

  it('takes the last of a path listed twice', () => {
    const twice = [file('data/a.csv', '1'), file('data/a.csv', '2')];
    expect(selectEntries(twice, selector).entries).to.deep.equal([file('data/a.csv', '2')]);
  });

  it('is the same object when nothing selected changed', () => {
    const unrelated = { path: 'README.md', before: file('README.md', '9'), after: file('README.md', '8') };
    const repeated = { path: 'data/a.csv', before: file('data/a.csv', '7'), after: file('data/a.csv') };
    const goneAnyway = { path: 'data/never', before: file('data/never') };
    expect(applyChanges(selection, [], selector)).to.equal(selection);
    expect(applyChanges(selection, [unrelated, repeated, goneAnyway], selector)).to.equal(selection);
  });

  it('adds, replaces and deletes', () => {
    const changes = [
      { path: 'data/c.csv', after: { mode: '100644', oid: '4'.repeat(40) } },
      { path: 'data/a.csv', before: file('data/a.csv'), after: { mode: '100755', oid: '1'.repeat(40) } },
      { path: 'lib/x.py', before: file('lib/x.py') },
      { path: 'data/0.csv', after: { mode: '120000', oid: '5'.repeat(40) } },
    ];
    const next = applyChanges(selection, changes, selector);
    expect(next.entries).to.deep.equal([
      file('data/0.csv', '5', '120000'),
      file('data/a.csv', '1', '100755'),
      file('data/b.csv', '2'),
      file('data/c.csv', '4'),
    ]);
    expect(next.digest).not.to.equal(selection.digest);
    expect(selection.count).to.equal(3);
  });

  it('tells the literals that select nothing', () => {
    const wanted = compilePatterns(['data', 'lib/', 'lib/x.py/', 'lib/x', 'models', '*.none', 'data/a.csv']);
    expect(missingLiterals(selectEntries(tree, wanted), wanted)).to.deep.equal(['lib/x.py/', 'lib/x', 'models']);
    const hidden = compilePatterns(['data', '!data/**']);
    expect(missingLiterals(selectEntries(tree, hidden), hidden)).to.deep.equal(['data']);
  });

  it('does not take a sibling that sorts near for something below', () => {
    const wanted = compilePatterns(['dat', 'data/a']);
    expect(missingLiterals(selectEntries(tree, compilePatterns(undefined)), wanted)).to.deep.equal(['dat', 'data/a']);
  });

  it('suggests the nearest path, a directory, or the same name elsewhere', () => {
    expect(nearestPath('data/a.cvs', tree)).to.equal('data/a.csv');
    expect(nearestPath('dta', tree)).to.equal('data');
    expect(nearestPath('x.py', tree)).to.equal('lib/x.py');
    expect(nearestPath('dat/*.csv', tree)).to.equal('data');
    expect(nearestPath('*.parquet', tree)).to.equal(undefined);
    expect(nearestPath('something-else', tree)).to.equal(undefined);
  });
});
