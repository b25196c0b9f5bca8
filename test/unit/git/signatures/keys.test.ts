import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { generateKey } from 'openpgp';
import { isReason } from '../../../../controller/core/errors.ts';
import { readAllowedSigners, readPublicKeys } from '../../../../controller/git/signatures/allowed-signers.ts';
import { parseSSHSignature } from '../../../../controller/git/signatures/ssh-signature.ts';
import { sshString } from '../../../../controller/git/signatures/ssh-wire.ts';
import { readTrustedKeys } from '../../../../controller/git/signatures/trusted-keys.ts';

const raw = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const blob = Buffer.concat(['ssh-ed25519', raw].map(sshString)).toString('base64');
const publicKey = `ssh-ed25519 ${blob}`;

async function refused(name: string, text: string): Promise<string> {
  try {
    await readTrustedKeys(new Map([[name, text]]));
  } catch (error: unknown) {
    if (isReason(error, 'CredentialsInvalid')) return error.message;
    throw error;
  }
  throw new Error(`expected ${name} to be refused`);
}

describe('git signatures: lists of keys', () => {
  it('reads public keys with and without comment, blank lines and comments', () => {
    const signers = readPublicKeys(`# team\r\n\n${publicKey} ada at home\r\n  ${publicKey}\n`);
    expect(signers.map(({ label }) => label)).to.deep.equal(['ada at home', '']);
    expect(signers[0]).to.deep.include({ blob, forGit: true });
  });

  it('reads principals, options and comments of allowed_signers', () => {
    const lines = [
      `ada@example.com,eve@example.com ${publicKey} a comment`,
      `"ada example" namespaces="git",valid-after="20260101",valid-before="202602030405Z" ${publicKey}`,
      `ada NAMESPACES="file" ${publicKey}`,
    ];
    const [plain, limited, other] = readAllowedSigners(lines.join('\n'));
    expect(plain).to.deep.include({ label: 'ada@example.com,eve@example.com', forGit: true, validBefore: Infinity });
    expect(limited).to.deep.include({
      label: 'ada example',
      forGit: true,
      validAfter: Date.UTC(2026, 0, 1),
      validBefore: Date.UTC(2026, 1, 3, 4, 5),
    });
    expect(other).to.deep.include({ forGit: false });
  });

  const wrong: Record<string, string> = {
    [`*@example.com cert-authority ${publicKey}`]: 'certificate authorities',
    [`ada cert-authority,namespaces="git" ${publicKey}`]: 'certificate authorities',
    [`ada no-touch-required="x" ${publicKey}`]: 'not known',
    [`ada valid-after="20261301" ${publicKey}`]: 'is no time',
    [`ada valid-before="tomorrow" ${publicKey}`]: 'is no time',
    [`ada valid-before=20260101 ${publicKey}`]: 'options',
    [`ada namespaces="git ${publicKey}`]: 'double quote',
    [`ada ssh-ed25519`]: 'cut',
    [publicKey]: 'not supported',
  };
  for (const [line, why] of Object.entries(wrong)) {
    it(`refuses ${line.replace(blob, '…')}`, async () => {
      const message = await refused('allowed_signers', `# team\n${line}`);
      expect(message).to.match(/^Entry "allowed_signers" of the secret of signing keys cannot be used: line 2: /);
      if (line !== publicKey) expect(message).to.include(why);
    });
  }

  it('takes entries by their names, and leaves others alone', async () => {
    const keys = await readTrustedKeys(
      new Map([
        ['password', 'x'],
        ['ada.sshpub', publicKey],
        ['team.allowed_signers', `ada ${publicKey}`],
      ]),
    );
    expect(keys.ssh.get(blob)).to.have.length(2);
    expect(keys.openPGP).to.equal(undefined);
    expect(await refused('password', 'x')).to.include('has none');
    expect(await refused('empty.pub', '# nobody\n')).to.include('has none');
  });

  it('refuses what is no list of public OpenPGP keys, and never takes a private one', async () => {
    const pair = await generateKey({ userIDs: [{ name: 'Ada' }], type: 'curve25519' });
    expect(await refused('a.asc', pair.privateKey)).to.include('PRIVATE KEY');
    expect(await refused('a.asc', pair.privateKey)).not.to.include(pair.privateKey.split('\n')[3]);
    expect(await refused('a.asc', pair.publicKey.slice(0, -40))).to.include('whole blocks');
    expect(await refused('a.asc', pair.publicKey.replace('PUBLIC', 'PRIVATE').replace('PUBLIC', 'PRIVATE'))).to.include(
      'allowed are public keys',
    );
    expect(await refused('a.gpg', 'AAAA')).to.include('gpg --armor --export');
    expect(
      await refused(
        'a.asc',
        `${pair.publicKey}\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----`,
      ),
    ).to.include('cannot be read');
    const two = await readTrustedKeys(new Map([['a.asc', `Ada:\n${pair.publicKey}\nagain:\n${pair.publicKey}`]]));
    expect(two.openPGP).not.to.equal(undefined);
  });

  it('bounds files, lines and keys', async () => {
    expect(await refused('a.pub', `${publicKey} ${'x'.repeat(9000)}`)).to.include('allowed are 8192');
    expect(await refused('allowed_signers', `ada namespaces="${'*?'.repeat(101)}" ${publicKey}`)).to.include(
      '200 characters',
    );
    expect(await refused('a.asc', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n'.repeat(20_000))).to.include('whole blocks');
    expect(await refused('a.pub', `#${'x'.repeat(1024 * 1024)}`)).to.include('at most 1048576');
    expect(await refused('a.pub', `${publicKey}\n`.repeat(1001))).to.include('more than 1000 keys');
  });

  it('refuses any text with an error of its own, and nothing else', () => {
    const alphabet = fc.constantFrom(
      'a',
      ' ',
      '"',
      '=',
      ',',
      '\n',
      'ssh-ed25519',
      blob,
      'valid-after',
      'namespaces="git"',
      '#',
      'Ä',
    );
    fc.assert(
      fc.property(fc.array(alphabet), (parts) => {
        for (const read of [readAllowedSigners, readPublicKeys]) {
          try {
            read(parts.join(''));
          } catch (error: unknown) {
            expect(error).to.be.instanceOf(RangeError);
          }
        }
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const base64 = Buffer.concat([Buffer.from('SSHSIG\0\0\0\x01'), bytes]).toString('base64');
        const text = `-----BEGIN SSH SIGNATURE-----\n${base64}\n-----END SSH SIGNATURE-----\n`;
        expect(() => parseSSHSignature(text)).to.throw(RangeError);
      }),
    );
  });
});
