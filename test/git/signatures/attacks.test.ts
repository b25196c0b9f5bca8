import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { distrusted, nobody, SignatureFixture, trusted, type TestSSHKey } from './fixture.ts';

/** The header with the signature, its line break included. */
const signatureHeader = /^gpgsig .*\n(?: .*\n)+/m;

describe('git signatures: attacks', function () {
  this.timeout(60_000);
  let fixture: SignatureFixture;
  let key: TestSSHKey;
  let keys: Map<string, string>;
  let home: ReturnType<SignatureFixture['home']>;
  let pgp: string;
  beforeEach(async () => {
    fixture = await SignatureFixture.create();
    key = await fixture.sshKey();
    home = fixture.home();
    pgp = await home.generate('Ada <ada@example.com>');
    keys = new Map([
      ['ada.pub', key.publicKey],
      ['ada.asc', await home.export()],
    ]);
  });
  afterEach(() => fixture.end());

  /** @param git what git must say of it */
  async function why(to: string, git: boolean | 'whatever' = false): Promise<string> {
    const fault = distrusted(await fixture.verify({ mode: 'Head', to, keys }));
    if (git !== 'whatever') expect(await fixture.gitVerifies(to, keys), 'git verify-commit').to.equal(git);
    return fault.why;
  }
  /** A commit made from the bytes of a signed one. */
  async function forged(change: (content: string, signature: string) => string, as = key.as): Promise<string> {
    const content = await fixture.content(await fixture.commit(as));
    const signature = signatureHeader.exec(content)?.[0] ?? '';
    return fixture.object('commit', change(content, signature));
  }

  it('refuses a signature copied from another commit, of either kind', async () => {
    for (const as of [key.as, home.as(pgp)]) {
      const good = await fixture.content(await fixture.commit(as, 'good'));
      const evil = await fixture.content(await fixture.commit(nobody, 'evil'));
      const signature = signatureHeader.exec(good)?.[0] ?? '';
      expect(await why(await fixture.object('commit', evil.replace('\n\n', `\n${signature}\n`)))).to.equal(
        'BadSignature',
      );
    }
  });

  it('refuses a commit with another tree, parent or message under the same signature', async () => {
    for (const as of [key.as, home.as(pgp)]) {
      expect(await why(await forged((content) => content.replace(/change \d+\n$/, 'changed\n'), as))).to.equal(
        'BadSignature',
      );
      const parent = await fixture.commit(nobody);
      expect(
        await why(await forged((content) => content.replace(/^parent .*$/m, `parent ${parent}\nparent ${parent}`), as)),
      ).to.equal('BadSignature');
    }
  });

  it('refuses a commit whose signature was taken away', async () => {
    expect(await why(await forged((content, signature) => content.replace(signature, '')))).to.equal('Unsigned');
  });

  it('refuses two signatures, of one kind or of two, whatever git says', async () => {
    const two = await forged((content, signature) => content.replace(signature, signature + signature));
    expect(await why(two, 'whatever')).to.equal('Malformed');
    const other = signatureHeader.exec(await fixture.content(await fixture.commit(home.as(pgp))))?.[0] ?? '';
    const both = await forged((content, signature) => content.replace(signature, other + signature));
    expect(await why(both, 'whatever')).to.equal('Malformed');
    const armors = await forged((content, signature) =>
      content.replace(signature, signature + signature.replace('gpgsig', '')),
    );
    expect(await why(armors, 'whatever')).to.equal('Malformed');
  });

  it('refuses headers that git leaves out of the signed bytes', async () => {
    // git verify-commit is content with text that nobody signed
    const unsigned = await forged((content, signature) =>
      content.replace(signature, `${signature}gpgsig-note not signed\n`),
    );
    expect(await why(unsigned, true)).to.equal('Malformed');
    const other = await forged((content, signature) =>
      content.replace(signature, `${signature}${signature.replace('gpgsig', 'gpgsig-sha256')}`),
    );
    expect(await why(other, true)).to.equal('Malformed');
  });

  it('refuses a signature in the header of the other hash', async () => {
    expect(
      await why(
        await forged((content, signature) => content.replace(signature, signature.replace('gpgsig', 'gpgsig-sha256'))),
      ),
    ).to.equal('Malformed');
  });

  it('takes a signature after other headers, and none before what every commit has', async () => {
    const later = await fixture.content(
      await fixture.commit([...key.as, '-c', 'i18n.commitEncoding=ISO-8859-1'], 'caf\u00e9'),
    );
    const signature = signatureHeader.exec(later)?.[0] ?? '';
    expect(later).to.match(/^encoding /m);
    const swapped = later.replace(signature, '').replace(/^encoding /m, `${signature}encoding `);
    trusted(await fixture.verify({ mode: 'Head', to: await fixture.object('commit', swapped), keys }));
    const first = await forged((content, moved) => content.replace(moved, '').replace('author', `${moved}author`));
    expect(await why(first, true)).to.equal('Malformed');
  });

  it('refuses a signature that stands in the message', async () => {
    const message = await forged((content, signature) => `${content.replace(signature, '')}\n${signature}`);
    expect(await why(message)).to.equal('Unsigned');
  });

  it('refuses commits with NUL, with a second author, with a header that is none', async () => {
    // git reads on behind the NUL; what shows commits does not
    const nul = await fixture.commit(nobody);
    const content = await fixture.content(nul);
    const faults: string[] = [];
    for (const evil of [
      content.replace(/change \d+\n$/, 'change\0hidden\n'),
      content.replace(/^(committer .*)$/m, '$1\nauthor Eve <eve@example.com> 1 +0000'),
      content.replace(/^(committer .*)$/m, '$1\nheader'),
      content.replace(/^tree .*$/m, 'tree 0'),
    ]) {
      faults.push(await why(await fixture.object('commit', evil)));
    }
    expect(new Set(faults)).to.deep.equal(new Set(['Malformed']));
  });

  it('refuses what is larger than a commit is', async () => {
    const huge = await fixture.object(
      'commit',
      `${await fixture.content(await fixture.commit(nobody))}${'x'.repeat(1024 * 1024)}`,
    );
    expect(await why(huge)).to.equal('Malformed');
    const signature = await forged((content, found) => content.replace(found, `${found} ${'A'.repeat(65_536)}\n`));
    expect(await why(signature, 'whatever')).to.equal('Malformed');
  });

  it('refuses signatures of X.509 by name', async () => {
    const x509 = await forged((content) => content.replaceAll('SSH SIGNATURE', 'SIGNED MESSAGE'));
    expect(await why(x509)).to.equal('UnknownKey');
  });

  describe('on tags', () => {
    it('trusts an annotated tag of either kind, and no lightweight one', async () => {
      for (const [name, as] of [
        ['v1', key.as],
        ['v2', home.as(pgp)],
      ] as const) {
        const to = await fixture.commit(nobody);
        const tagObject = await fixture.tag(as, name);
        trusted(await fixture.verify({ mode: 'Tag', to, tag: name, tagObject, keys }));
        expect(await fixture.gitVerifies(tagObject, keys, 'tag')).to.equal(true);
      }
      const to = await fixture.commit(key.as);
      expect(distrusted(await fixture.verify({ mode: 'Tag', to, tag: 'v3', keys }))).to.deep.include({
        object: to,
        why: 'Unsigned',
      });
      const annotated = await fixture.tag(nobody, 'v4');
      expect(distrusted(await fixture.verify({ mode: 'Tag', to, tag: 'v4', tagObject: annotated, keys })).why).to.equal(
        'Unsigned',
      );
    });

    it('refuses a signed tag under another name, which git trusts', async () => {
      const to = await fixture.commit(key.as);
      const tagObject = await fixture.tag(key.as, 'v1');
      await fixture.repository.git('update-ref', 'refs/tags/v9', tagObject);
      const fault = distrusted(await fixture.verify({ mode: 'Tag', to, tag: 'v9', tagObject, keys }));
      expect(fault).to.deep.include({ object: tagObject, why: 'BadSignature' });
      expect(fault.message).to.include('the tag "v1"');
      expect(await fixture.gitVerifies('v9', keys, 'tag')).to.equal(true);
    });

    it('refuses a signed tag for another commit, and a tag of a tag', async () => {
      const to = await fixture.commit(key.as);
      const tagObject = await fixture.tag(key.as, 'v1');
      const other = await fixture.commit(key.as);
      expect(distrusted(await fixture.verify({ mode: 'Tag', to: other, tag: 'v1', tagObject, keys })).why).to.equal(
        'BadSignature',
      );
      const nested = await fixture.tag(key.as, 'v2', 'v1');
      expect(distrusted(await fixture.verify({ mode: 'Tag', to, tag: 'v2', tagObject: nested, keys })).why).to.equal(
        'BadSignature',
      );
    });

    it('refuses a tag whose text was changed, around its signature too', async () => {
      const to = await fixture.commit(key.as);
      for (const as of [key.as, home.as(pgp)]) {
        const content = await fixture.content(await fixture.tag(as, `v${as.length}`));
        const end = content.slice(content.indexOf('-----BEGIN'));
        for (const [evil, expected] of [
          [content.replace(/^object .*$/m, `object ${await fixture.commit(nobody)}`), 'BadSignature'],
          [content.replace('tag v', 'tag w'), 'BadSignature'],
          [`${content}and more\n`, 'Malformed'],
          [`${content}${end}`, 'BadSignature'],
          [content.replace('\n\n', `\ngpgsig ${end.trimEnd().replaceAll('\n', '\n ')}\n\n`), 'Malformed'],
        ] as const) {
          const tagObject = await fixture.object('tag', evil);
          const request = { mode: 'Tag', to, tag: `v${as.length}`, tagObject, keys } as const;
          expect(distrusted(await fixture.verify(request)).why).to.equal(expected);
        }
      }
    });

    it('refuses a commit where a tag should be', async () => {
      const to = await fixture.commit(key.as);
      expect(distrusted(await fixture.verify({ mode: 'Tag', to, tag: 'v1', tagObject: to, keys })).why).to.equal(
        'Malformed',
      );
    });
  });
});
