import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { readPublicKeys } from '../../../controller/git/signatures/allowed-signers.ts';
import { parseSSHSignature } from '../../../controller/git/signatures/ssh-signature.ts';
import { sshString } from '../../../controller/git/signatures/ssh-wire.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { run } from './fixture.ts';

const message = Buffer.from('tree 1\n\nsigned\n');

/** What we say of a signature. */
function verifies(publicKey: string, signature: string, text = message): boolean {
  const [signer] = readPublicKeys(publicKey);
  const parsed = parseSSHSignature(signature);
  expect(signer?.blob).to.equal(parsed.key.toString('base64'));
  return signer?.key.verifies(parsed.signature, parsed.signed(text)) === true;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A signature as a file, from its parts. */
function armor(key: Buffer, signature: Buffer, hash = 'sha512', namespace = 'git'): string {
  const parts = [key, Buffer.from(namespace), Buffer.alloc(0), Buffer.from(hash), signature];
  const bytes = Buffer.concat([Buffer.from('SSHSIG'), uint32(1), ...parts.map(sshString)]);
  const lines = bytes.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
}

describe('git signatures: SSH, beside ssh-keygen', function () {
  this.timeout(60_000);
  let folder: ReturnType<typeof temporaryFolder>;
  before(() => {
    folder = temporaryFolder();
  });
  after(() => folder.remove());

  let names = 0;
  async function key(...type: string[]): Promise<{ file: string; publicKey: string }> {
    const file = join(folder.path, `key-${names++}`);
    await run('ssh-keygen', ['-q', '-N', '', '-C', 'ada', '-f', file, '-t', ...type]);
    return { file, publicKey: readFileSync(`${file}.pub`, 'utf8') };
  }
  async function signed(file: string, ...options: string[]): Promise<string> {
    const target = join(folder.path, `message-${names++}`);
    writeFileSync(target, message);
    await run('ssh-keygen', ['-q', '-Y', 'sign', '-n', 'git', '-f', file, ...options, target]);
    return readFileSync(`${target}.sig`, 'utf8');
  }
  /** What ssh-keygen says. */
  function peer(publicKey: string, signature: string): Promise<boolean> {
    const [signers, file] = [join(folder.path, `allowed-${names++}`), join(folder.path, `sig-${names++}`)];
    writeFileSync(signers, `ada ${publicKey}\n`);
    writeFileSync(file, signature);
    return run(
      'ssh-keygen',
      ['-Y', 'verify', '-n', 'git', '-f', signers, '-I', 'ada', '-s', file],
      message.toString(),
    ).then(
      () => true,
      () => false,
    );
  }

  for (const type of [
    ['ed25519'],
    ['ecdsa', '-b', '256'],
    ['ecdsa', '-b', '384'],
    ['ecdsa', '-b', '521'],
    ['rsa', '-b', '3072'],
  ]) {
    for (const hash of ['sha256', 'sha512']) {
      it(`verifies ${type.join(' ')} over ${hash}`, async () => {
        const { file, publicKey } = await key(...type);
        // numbers of ECDSA come in several lengths
        for (let count = 0; count < 8; count += 1) {
          const signature = await signed(file, '-O', `hashalg=${hash}`);
          expect(verifies(publicKey, signature)).to.equal(true);
          expect(verifies(publicKey, signature, Buffer.from('other'))).to.equal(false);
        }
      });
    }
  }

  it('says the fingerprint that ssh-keygen says', async () => {
    const { file, publicKey } = await key('ed25519');
    const listed = await run('ssh-keygen', ['-l', '-f', `${file}.pub`]);
    expect(listed).to.include(` ${readPublicKeys(publicKey)[0]?.key.fingerprint} `);
  });

  it('verifies what security keys sign, made here in software', async () => {
    const application = Buffer.from('ssh:');
    const hash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
    const touched = Buffer.concat([Buffer.from([1]), uint32(7)]);
    const toSign = (blob: Buffer): Buffer => parseSSHSignature(armor(blob, Buffer.alloc(1))).signed(message);

    const ed = generateKeyPairSync('ed25519');
    const edType = 'sk-ssh-ed25519@openssh.com';
    const raw = ed.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const edBlob = Buffer.concat([edType, raw, application].map(sshString));
    const edSigned = sign(null, Buffer.concat([hash(application), touched, hash(toSign(edBlob))]), ed.privateKey);
    const edSignature = armor(edBlob, Buffer.concat([sshString(edType), sshString(edSigned), touched]));

    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const ecType = 'sk-ecdsa-sha2-nistp256@openssh.com';
    const point = ec.publicKey.export({ format: 'der', type: 'spki' }).subarray(-65);
    const ecBlob = Buffer.concat([ecType, 'nistp256', point, application].map(sshString));
    const bytes = Buffer.concat([hash(application), touched, hash(toSign(ecBlob))]);
    const rs = sign('sha256', bytes, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
    const numbers = Buffer.concat([rs.subarray(0, 32), rs.subarray(32)].map((n) => sshString(mpint(n))));
    const ecSignature = armor(ecBlob, Buffer.concat([sshString(ecType), sshString(numbers), touched]));

    for (const [type, blob, signature] of [
      [edType, edBlob, edSignature],
      [ecType, ecBlob, ecSignature],
    ] as const) {
      const publicKey = `${type} ${blob.toString('base64')} ada`;
      expect(verifies(publicKey, signature), type).to.equal(true);
      expect(verifies(publicKey, signature, Buffer.from('other')), type).to.equal(false);
      expect(await peer(publicKey, signature), `ssh-keygen ${type}`).to.equal(true);
    }
  });

  it('refuses RSA over SHA-1, another algorithm than the key has, a weak hash, and what is cut or longer', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = publicKey.export({ format: 'jwk' });
    const numbers = [jwk.e, jwk.n].map((text) => mpint(Buffer.from(text ?? '', 'base64url')));
    const blob = Buffer.concat(['ssh-rsa', ...numbers].map(sshString));
    const line = `ssh-rsa ${blob.toString('base64')} ada`;
    const bytes = parseSSHSignature(armor(blob, Buffer.alloc(1))).signed(message);
    const by = (algorithm: string, hash: string): string =>
      armor(blob, Buffer.concat([algorithm, sign(hash, bytes, privateKey)].map(sshString)));
    expect(verifies(line, by('rsa-sha2-512', 'sha512'))).to.equal(true);
    expect(await peer(line, by('rsa-sha2-512', 'sha512'))).to.equal(true);
    expect(() => verifies(line, by('ssh-rsa', 'sha1'))).to.throw(RangeError, /its algorithm "ssh-rsa"/);
    expect(await peer(line, by('ssh-rsa', 'sha1'))).to.equal(false);
    expect(() => verifies(line, by('ssh-ed25519', 'sha512'))).to.throw(RangeError, /its algorithm/);
    expect(() => verifies(line, armor(blob, Buffer.alloc(1), 'sha1'))).to.throw(RangeError, /its hash is "sha1"/);
    const good = Buffer.concat(['rsa-sha2-512', sign('sha512', bytes, privateKey)].map(sshString));
    expect(() => verifies(line, armor(blob, Buffer.concat([good, Buffer.alloc(1)])))).to.throw(RangeError, /follows/);
    expect(() => verifies(line, armor(blob, good.subarray(0, -1)))).to.throw(RangeError, /too early/);
  });

  it('refuses keys that are too weak or of other types, naming the line', async () => {
    const weak = await key('rsa', '-b', '1024');
    expect(() => readPublicKeys(`\n# keys\n${weak.publicKey}`)).to.throw(
      RangeError,
      /^line 3: an RSA key of 1024 bits/,
    );
    const dsa = sshString('ssh-dss').toString('base64');
    expect(() => readPublicKeys(`ssh-dss ${dsa}`)).to.throw(
      RangeError,
      /^line 1: keys of type "ssh-dss" are not supported/,
    );
    const { publicKey } = await key('ed25519');
    expect(() => readPublicKeys(publicKey.replace('ssh-ed25519', 'ssh-rsa'))).to.throw(
      RangeError,
      /its key is ssh-ed25519/,
    );
    expect(() => readPublicKeys('constructor AAAAC2NvbnN0cnVjdG9y')).to.throw(RangeError, /not supported/);
  });
});

/** A number above zero as SSH writes it. */
function mpint(bytes: Buffer): Buffer {
  const short = bytes.subarray(
    Math.max(
      bytes.findIndex((byte) => byte !== 0),
      0,
    ),
  );
  return (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), short]) : short;
}
