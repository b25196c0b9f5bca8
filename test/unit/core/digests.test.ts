import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { contentDigest, contentDigestOfSorted, entryIdentity } from '../../../controller/core/content-digest.ts';
import { treeDigest } from '../../../controller/core/tree-digest.ts';

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

const oid = 'ab'.repeat(20);

describe('content digest', () => {
  it('is the sha256 of `mode SP identity NUL path NUL` lines in byte order', () => {
    const expected = sha256(
      Buffer.from(
        `100755 git:${oid}\0B\xff\0` + `100644 git:${oid}\0a.b\0` + `160000 submodule:${oid}\0a/b\0`,
        'latin1',
      ),
    );
    const entries = [
      { path: 'a/b', mode: '160000', oid },
      { path: 'B\xff', mode: '100755', oid },
      { path: 'a.b', mode: '100644', oid },
    ];
    expect(contentDigest(entries.map((entry) => ({ ...entry, identity: entryIdentity(entry) })))).to.equal(expected);
    expect(contentDigestOfSorted(entries.toSorted((a, b) => (a.path < b.path ? -1 : 1)))).to.equal(expected);
  });

  it('tells modes, links and submodules apart', () => {
    const digests = ['100644', '100755', '120000', '160000'].map((mode) =>
      contentDigestOfSorted([{ path: 'a', mode, oid }]),
    );
    expect(new Set(digests).size).to.equal(4);
    expect(contentDigestOfSorted([])).to.equal(sha256(Buffer.alloc(0)));
  });
});

describe('tree digest', () => {
  it('is the sha256 of `refit-tree-v1 NUL` and `mode SP sha256 NUL path NUL` lines in byte order', () => {
    const hex = 'cd'.repeat(32);
    const expected = sha256(
      Buffer.from(`refit-tree-v1\0` + `100644 ${hex}\0a\n.b\0` + `120000 ${hex}\0a/\xfe\0`, 'latin1'),
    );
    const files = [
      { path: 'a/\xfe', mode: '120000', sha256: hex },
      { path: 'a\n.b', mode: '100644', sha256: `sha256:${hex}` },
    ];
    expect(treeDigest(files)).to.equal(expected);
    expect(treeDigest([])).to.equal(sha256(Buffer.from('refit-tree-v1\0')));
  });
});
