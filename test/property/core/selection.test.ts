import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { contentDigest, entryIdentity, type GitEntry } from '../../../controller/core/content-digest.ts';
import { compilePatterns } from '../../../controller/core/select.ts';
import { applyChanges, missingLiterals, selectEntries } from '../../../controller/core/selection.ts';
import { treeDigest } from '../../../controller/core/tree-digest.ts';
import { sha256Hex } from '../../../controller/core/hash.ts';

const path = fc
  .array(fc.constantFrom('a', 'b', 'c.csv', 'd.md', '\u00e9'), { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join('/'));
const side = fc.record({
  mode: fc.constantFrom('100644', '100755', '120000', '160000'),
  oid: fc.constantFrom('1'.repeat(40), '2'.repeat(40), '3'.repeat(40)),
});
const tree = fc.dictionary(path, side, { maxKeys: 15, noNullPrototype: true });
const patterns = fc.array(fc.constantFrom('a', 'b', 'a/**', '**/*.md', '!**/*.md', '!a/b', 'c.csv', '*'), {
  maxLength: 3,
});

type Tree = Readonly<Record<string, { mode: string; oid: string }>>;

function entriesOf(from: Tree): GitEntry[] {
  return Object.entries(from).map(([name, { mode, oid }]) => ({ path: name, mode, oid }));
}

function changesBetween(before: Tree, after: Tree) {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return paths
    .map((name) => ({ path: name, before: before[name], after: after[name] }))
    .filter((change) => change.before?.mode !== change.after?.mode || change.before?.oid !== change.after?.oid);
}

describe('selection, properties', () => {
  it('after changes is the selection of the changed tree, and the same object exactly when it is equal', () => {
    fc.assert(
      fc.property(
        tree,
        tree,
        patterns,
        fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
        (before, after, list, order) => {
          const selector = compilePatterns(list);
          const first = selectEntries(entriesOf(before), selector);
          const changes = changesBetween(before, after)
            .map((change, index) => ({ change, at: order[index] ?? 0 }))
            .toSorted((a, b) => a.at - b.at);
          const next = applyChanges(
            first,
            changes.map(({ change }) => change),
            selector,
          );
          const fresh = selectEntries(entriesOf(after), selector);
          expect(next.entries).to.deep.equal(fresh.entries);
          expect(next.digest).to.equal(fresh.digest);
          expect(next === first).to.equal(first.digest === fresh.digest);
          expect(
            applyChanges(
              next,
              changes.map(({ change }) => change),
              selector,
            ),
          ).to.equal(next);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('does not depend on the order of the listing', () => {
    fc.assert(
      fc.property(tree, (listed) => {
        const everything = compilePatterns(undefined);
        const entries = entriesOf(listed);
        expect(selectEntries(entries.toReversed(), everything).digest).to.equal(
          selectEntries(entries, everything).digest,
        );
        expect(selectEntries(new Set(entries), everything).count).to.equal(entries.length);
      }),
    );
  });

  it('misses exactly the literals under which nothing is selected', () => {
    fc.assert(
      fc.property(tree, patterns, (listed, list) => {
        const selector = compilePatterns(list);
        const selection = selectEntries(entriesOf(listed), selector);
        const expected = selector.literals.filter(
          (literal) =>
            !selection.entries.some((entry) => entry.path === literal || entry.path.startsWith(`${literal}/`)),
        );
        expect(missingLiterals(selection, selector)).to.deep.equal(expected);
      }),
    );
  });
});

describe('digests, properties', () => {
  const withIdentity = (from: Tree) => entriesOf(from).map((entry) => ({ ...entry, identity: entryIdentity(entry) }));

  it('are the same exactly for the same content, in any order', () => {
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        const same = changesBetween(one, other).length === 0;
        expect(contentDigest(withIdentity(one)) === contentDigest(withIdentity(other).toReversed())).to.equal(same);
        const files = (from: Tree) => entriesOf(from).map((entry) => ({ ...entry, sha256: sha256Hex(entry.oid) }));
        expect(treeDigest(files(one)) === treeDigest(files(other).toReversed())).to.equal(same);
      }),
    );
  });
});
