import { expect } from 'chai';
import fc from 'fast-check';
import { ByteQueue } from '../../controller/git/byte-queue.ts';
import { parseChanges, parseEntries } from '../../controller/git/tree.ts';

const path = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0)).toString('latin1'))
  .filter((text) => text !== '');
const mode = fc.constantFrom('100644', '100755', '120000', '160000');
const oid = fc.stringMatching(/^[0-9a-f]{40}$/);

describe('git: parsers', () => {
  it('read back any entries, whatever bytes their names hold', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ path, mode, oid })), (entries) => {
        const text = entries.map((entry) => `${entry.mode} blob ${entry.oid}\t${entry.path}\0`).join('');
        expect(parseEntries(Buffer.from(text, 'latin1'))).to.deep.equal(entries);
      }),
    );
  });

  it('read back any changes, in byte order', () => {
    const side = fc.record({ mode, oid });
    const change = fc.oneof(
      fc.record({ path, before: side, after: side }),
      fc.record({ path, before: side }),
      fc.record({ path, after: side }),
    );
    const unique = fc.uniqueArray(change, { selector: (one) => one.path });
    fc.assert(
      fc.property(unique, (changes) => {
        const text = changes.map((one) => {
          const before = 'before' in one ? one.before : { mode: '000000', oid: '0'.repeat(40) };
          const after = 'after' in one ? one.after : { mode: '000000', oid: '0'.repeat(40) };
          return `:${before.mode} ${after.mode} ${before.oid} ${after.oid} M\0${one.path}\0`;
        });
        const sorted = changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
        expect(parseChanges(Buffer.from(text.join(''), 'latin1'))).to.deep.equal(sorted);
      }),
    );
  });

  it('refuse what git would not say', () => {
    for (const text of ['x', '100644 blob', '100644 blob abc\tpath', 'a\0b\0']) {
      expect(() => parseEntries(Buffer.from(text))).to.throw(SyntaxError);
      expect(() => parseChanges(Buffer.from(text))).to.throw(SyntaxError);
    }
  });

  it('take lines, counts and ends from bytes however they are cut', async () => {
    const pieces = fc.array(
      fc.uint8Array({ minLength: 0, maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, pieces, fc.integer({ min: 1, max: 9 }), async (contents, rest, cut) => {
        const queue = new ByteQueue({ pause: () => undefined, resume: () => undefined });
        const framed = contents.flatMap((content) => [
          Buffer.from(`x ${content.length}\n`),
          content,
          Buffer.from('\n'),
        ]);
        const said = Buffer.concat([...framed, ...rest, Buffer.from('THE END\n')]);
        const pushed = (async () => {
          for (let at = 0; at < said.length; at += cut) {
            if (at % 3 === 0) await Promise.resolve();
            queue.push(said.subarray(at, at + cut));
          }
        })();
        for (const content of contents) {
          expect(await queue.line()).to.equal(`x ${content.length}`);
          expect(await queue.take(content.length)).to.deep.equal(content);
          await queue.take(1);
        }
        const end = Buffer.from('THE END\n');
        expect(await queue.until(end, 1_000_000)).to.deep.equal(Buffer.concat(rest));
        await pushed;
        queue.fail(new Error('ended'));
        await queue.line().then(
          () => expect.fail('a line after the end'),
          (error: unknown) => expect(error).to.have.property('message', 'ended'),
        );
      }),
    );
  });
});
