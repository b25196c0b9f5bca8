import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type AnyPacket, PacketList, PublicKey, PublicSubkeyPacket, readKey } from 'openpgp';
import { day, distrusted, nobody, SignatureFixture, trusted, type SignAs } from './fixture.ts';

describe('git signatures: kinds of keys', function () {
  this.timeout(60_000);
  let fixture: SignatureFixture;
  beforeEach(async () => {
    fixture = await SignatureFixture.create();
  });
  afterEach(() => fixture.end());

  /** What is found out about one commit, which git must agree with. */
  async function verdict(as: SignAs, keys: ReadonlyMap<string, string>): Promise<string> {
    const to = await fixture.commit(as);
    const result = await fixture.verify({ mode: 'Head', to, keys });
    expect(await fixture.gitVerifies(to, keys), 'git verify-commit').to.equal(result.verified);
    return result.verified ? result.by : result.why;
  }

  for (const type of [
    ['ed25519'],
    ['ecdsa', '-b', '256'],
    ['ecdsa', '-b', '384'],
    ['ecdsa', '-b', '521'],
    ['rsa', '-b', '2048'],
  ]) {
    it(`trusts SSH ${type.join(' ')}`, async () => {
      const key = await fixture.sshKey(...type);
      const by = await verdict(key.as, new Map([['ada.pub', key.publicKey]]));
      expect(by).to.match(/^ssh:SHA256:[A-Za-z0-9+/]{43} ada@laptop$/);
    });
  }

  for (const algorithm of ['ed25519', 'nistp256', 'rsa2048']) {
    it(`trusts OpenPGP ${algorithm}`, async () => {
      const home = fixture.home();
      const key = await home.generate('Ada Example <ada@example.com>', algorithm);
      const by = await verdict(home.as(key), new Map([['ada.asc', await home.export()]]));
      expect(by).to.equal(`openpgp:${key} Ada Example <ada@example.com>`);
    });
  }

  it('trusts a subkey that signs, and names the key it belongs to', async () => {
    const home = fixture.home();
    const key = await home.generate('Ada Example <ada@example.com>', 'ed25519', 'cert');
    const subkey = await home.subkey(key);
    const by = await verdict(home.as(subkey), new Map([['ada.asc', await home.export()]]));
    expect(by).to.equal(`openpgp:${key} Ada Example <ada@example.com>`);
  });

  it('reads several keys of a file, and several files', async () => {
    const [one, two] = [fixture.home(), fixture.home()];
    const [first, second] = [await one.generate('One <one@example.com>'), await two.generate('Two <two@example.com>')];
    const other = await fixture.sshKey();
    const keys = new Map([
      ['all.asc', `${await one.export()}\n${await two.export()}`],
      ['other.pub', other.publicKey],
    ]);
    expect(await verdict(one.as(first), keys)).to.include('one@example.com');
    expect(await verdict(two.as(second), keys)).to.include('two@example.com');
    expect(await verdict(other.as, keys)).to.include('ada@laptop');
    expect(await verdict(nobody, keys)).to.equal('Unsigned');
  });

  it('verifies in repositories of SHA-256', async () => {
    const other = await SignatureFixture.create('sha256');
    try {
      const key = await other.sshKey();
      const home = other.home();
      const pgp = await home.generate('Ada <ada@example.com>');
      const keys = new Map([
        ['ada.pub', key.publicKey],
        ['ada.asc', await home.export()],
      ]);
      for (const as of [key.as, home.as(pgp)]) {
        const to = await other.commit(as);
        expect(to).to.have.length(64);
        trusted(await other.verify({ mode: 'Head', to, keys }));
        expect(await other.gitVerifies(to, keys)).to.equal(true);
        const name = `v${to.slice(0, 6)}`;
        const tagObject = await other.tag(as, name);
        trusted(await other.verify({ mode: 'Tag', to, tag: name, tagObject, keys }));
      }
    } finally {
      await other.end();
    }
  });

  describe('that are not valid', () => {
    it('does not know a key outside the list', async () => {
      const [listed, stranger] = [await fixture.sshKey(), await fixture.sshKey()];
      const [home, strange] = [fixture.home(), fixture.home()];
      await home.generate('Ada <ada@example.com>');
      const key = await strange.generate('Ada <ada@example.com>');
      const keys = new Map([
        ['ada.pub', listed.publicKey],
        ['ada.asc', await home.export()],
      ]);
      expect(await verdict(stranger.as, keys)).to.equal('UnknownKey');
      expect(await verdict(strange.as(key), keys)).to.equal('UnknownKey');
    });

    it('refuses a key of OpenPGP from the moment it expires', async () => {
      const home = fixture.home();
      const key = await home.generate('Ada <ada@example.com>', 'ed25519', 'sign', '2d');
      const keys = new Map([['ada.asc', await home.export()]]);
      expect(await verdict(home.as(key), keys)).to.include(key);
      fixture.later = 3 * day;
      expect(await verdict(home.as(key), keys)).to.equal('KeyExpired');
    });

    it('refuses a subkey that expired, of a key that did not, and trusts it when it is extended', async () => {
      const home = fixture.home();
      const key = await home.generate('Ada <ada@example.com>', 'ed25519', 'cert');
      const subkey = await home.subkey(key, '2d');
      const to = await fixture.commit(home.as(subkey));
      const before = new Map([['ada.asc', await home.export()]]);
      await home.gpg(['--quick-set-expire', key, '9d', '*']);
      const after = new Map([['ada.asc', await home.export()]]);
      fixture.later = 3 * day;
      expect(distrusted(await fixture.verify({ mode: 'Head', to, keys: before })).why).to.equal('KeyExpired');
      expect(await fixture.gitVerifies(to, before)).to.equal(false);
      trusted(await fixture.verify({ mode: 'Head', to, keys: after }));
      expect(await fixture.gitVerifies(to, after)).to.equal(true);
    });

    it('refuses what a revoked subkey signed, also before', async () => {
      const home = fixture.home();
      const key = await home.generate('Ada <ada@example.com>', 'ed25519', 'cert');
      const subkey = await home.subkey(key);
      const to = await fixture.commit(home.as(subkey));
      await home.edit(key, 'key 1', 'revkey', 'y', '0', '', 'y', 'save');
      const keys = new Map([['ada.asc', await home.export()]]);
      const fault = distrusted(await fixture.verify({ mode: 'Head', to, keys }));
      expect(fault.why).to.equal('KeyRevoked');
      expect(fault.signer).to.equal(`openpgp:${key} Ada <ada@example.com>`);
      expect(await fixture.gitVerifies(to, keys)).to.equal(false);
    });

    it('refuses what a revoked key signed', async () => {
      const home = fixture.home();
      const key = await home.generate('Ada <ada@example.com>');
      const to = await fixture.commit(home.as(key));
      await home.edit(key, 'revkey', 'y', '0', '', 'y', 'save');
      const keys = new Map([['ada.asc', await home.export()]]);
      expect(distrusted(await fixture.verify({ mode: 'Head', to, keys })).why).to.equal('KeyRevoked');
      expect(await fixture.gitVerifies(to, keys)).to.equal(false);
    });

    it('refuses a subkey that its key does not vouch for', async () => {
      const [home, strange] = [fixture.home(), fixture.home()];
      const ada = await home.generate('Ada <ada@example.com>');
      const eve = await strange.generate('Eve <eve@example.com>', 'ed25519', 'cert');
      const subkey = await strange.subkey(eve);
      const [listed, foreign] = [
        (await readKey({ armoredKey: await home.export(ada) })).toPacketList(),
        (await readKey({ armoredKey: await strange.export(eve) })).toPacketList(),
      ];
      const from = foreign.findIndex((packet) => packet instanceof PublicSubkeyPacket);
      for (const packets of [foreign.slice(from), foreign.slice(from, from + 1)]) {
        const grafted = new PacketList<AnyPacket>();
        grafted.push(...listed, ...packets);
        const keys = new Map([['ada.asc', new PublicKey(grafted).armor()]]);
        expect(await verdict(strange.as(subkey), keys)).to.equal('UnknownKey');
      }
    });

    it('refuses a key that says who it is over SHA-1 only, which gpg believes', async () => {
      const home = fixture.home();
      await home.gpg([
        '--cert-digest-algo',
        'SHA1',
        '--quick-generate-key',
        'Ada <ada@example.com>',
        'rsa2048',
        'sign',
      ]);
      const key = /^fpr:+([0-9A-F]{40}):/m.exec(await home.gpg(['--with-colons', '--list-keys']))?.[1] ?? '';
      const to = await fixture.commit(home.as(key));
      const fault = distrusted(
        await fixture.verify({ mode: 'Head', to, keys: new Map([['ada.asc', await home.export()]]) }),
      );
      expect(fault.why).to.equal('UnknownKey');
      expect(fault.message).to.match(/SHA1/);
    });

    it('refuses a signature over SHA-1, which gpg still makes', async () => {
      const home = fixture.home();
      const key = await home.generate('Ada <ada@example.com>', 'rsa2048');
      const to = await fixture.commit(home.as(key, '--digest-algo', 'SHA1', '--allow-weak-digest-algos'));
      const keys = new Map([['ada.asc', await home.export()]]);
      expect(distrusted(await fixture.verify({ mode: 'Head', to, keys })).why).to.equal('BadSignature');
    });

    it('follows the times of allowed_signers, of the commit and of today', async () => {
      const key = await fixture.sshKey();
      const stamp = (ms: number): string => new Date(Date.now() + ms).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
      const of = (options: string): ReadonlyMap<string, string> =>
        new Map([['allowed_signers', `ada@example.com ${options} ${key.publicKey}`]]);
      expect(await verdict(key.as, of(`valid-after="${stamp(-day)}",valid-before="${stamp(day)}"`))).to.include(
        'ada@example.com',
      );
      expect(await verdict(key.as, of(`valid-before="${stamp(-day)}"`))).to.equal('KeyExpired');
      expect(await verdict(key.as, of(`valid-after="${stamp(day)}"`))).to.equal('KeyExpired');
      // git asks for the time of the commit only, which whoever has the key can choose
      fixture.later = 2 * day;
      const to = await fixture.commit(key.as);
      const keys = of(`valid-before="${stamp(day)}"`);
      expect(distrusted(await fixture.verify({ mode: 'Head', to, keys })).why).to.equal('KeyExpired');
      expect(await fixture.gitVerifies(to, keys)).to.equal(true);
    });

    it('follows the namespaces of allowed_signers', async () => {
      const key = await fixture.sshKey();
      const of = (namespaces: string): ReadonlyMap<string, string> =>
        new Map([['allowed_signers', `ada@example.com namespaces="${namespaces}" ${key.publicKey}`]]);
      expect(await verdict(key.as, of('file,git'))).to.include('ada@example.com');
      expect(await verdict(key.as, of('g*'))).to.include('ada@example.com');
      expect(await verdict(key.as, of('file'))).to.equal('UnknownKey');
      expect(await verdict(key.as, of('*,!git'))).to.equal('UnknownKey');
    });
  });
});
