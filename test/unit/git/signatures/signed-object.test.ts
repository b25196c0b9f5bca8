import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { MalformedObject, parseCommit, parseTag } from '../../../../controller/git/signatures/signed-object.ts';

const tree = 'a'.repeat(40);
const person = 'Ada <ada@example.com> 1767225600 +0100';
const plain = `tree ${tree}\nparent ${tree}\nauthor ${person}\ncommitter ${person}\n\nsubject\n`;
const signed = plain.replace('\n\n', '\ngpgsig -----BEGIN X-----\n \n AAAA\n -----END X-----\n\n');

function idOf(type: string, text: string): string {
  const content = Buffer.from(text, 'latin1');
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}
function commit(text: string): ReturnType<typeof parseCommit> {
  return parseCommit(idOf('commit', text), Buffer.from(text, 'latin1'));
}
function tag(text: string): ReturnType<typeof parseTag> {
  return parseTag(idOf('tag', text), Buffer.from(text, 'latin1'));
}

describe('git signatures: signed objects', () => {
  it('takes the signature out of a commit, and every other byte stays', () => {
    const parsed = commit(signed);
    expect(parsed.payload.toString('latin1')).to.equal(plain);
    expect(parsed.signature).to.equal('-----BEGIN X-----\n\nAAAA\n-----END X-----\n');
    expect(parsed).to.deep.include({ parents: [tree], time: 1_767_225_600_000 });
    expect(commit(plain)).not.to.have.property('signature');
  });

  it('signs over other headers, also those of several lines', () => {
    const merged = plain.replace('\n\n', '\nmergetag object x\n type commit\n \n gpgsig no\nencoding x\n\n');
    expect(commit(merged).payload.toString('latin1')).to.equal(merged);
  });

  it('takes the last signature of a tag as its own', () => {
    const block = '-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n';
    const text = `object ${tree}\ntype commit\ntag v1\ntagger ${person}\n\nquoting\n${block}\nmine\n`;
    const parsed = tag(text + block);
    expect(parsed.payload.toString('latin1')).to.equal(text);
    expect(parsed).to.deep.include({ name: 'v1', object: tree, type: 'commit', signature: block });
  });

  it('refuses bytes that are not those of the id', () => {
    expect(() => parseCommit(tree, Buffer.from(plain))).to.throw(MalformedObject, 'hash');
  });

  it('reads anything or refuses it with its own error, and never loses a byte', () => {
    const piece = fc.constantFrom(
      'gpgsig',
      'gpgsig ',
      ' ',
      '\n',
      'tree ',
      tree,
      'parent ',
      'author ',
      'committer ',
      person,
      'x',
      '\n\n',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.nat(plain.length), (pieces, at) => {
        const text = plain.slice(0, at) + pieces.join('') + plain.slice(at);
        try {
          const { payload, signature } = commit(text);
          if (signature === undefined) {
            expect(payload.toString('latin1')).to.equal(text);
            return;
          }
          const header = `gpgsig ${signature.slice(0, -1).replaceAll('\n', '\n ')}\n`;
          const where = text.indexOf(header);
          expect(text.slice(0, where) + text.slice(where + header.length)).to.equal(payload.toString('latin1'));
        } catch (error: unknown) {
          if (!(error instanceof MalformedObject)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
