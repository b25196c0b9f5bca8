import { createHash } from 'node:crypto';
import { SSHReader, sshString } from './ssh-wire.ts';

/** A signature as `ssh-keygen -Y sign` makes it (PROTOCOL.sshsig of OpenSSH). */
export interface SSHSignature {
  /** The blob of the key it says it is by. */
  readonly key: Buffer;
  readonly namespace: string;
  /** Algorithm and blob, as in RFC 4253. */
  readonly signature: Buffer;
  /** What is signed of a payload. */
  signed(payload: Buffer): Buffer;
}

const magic = Buffer.from('SSHSIG');
const armored = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n*$/;

/** @throws RangeError when it is not one; its message is the end of "The signature cannot be read: …" */
export function parseSSHSignature(text: string): SSHSignature {
  const base64 = armored.exec(text)?.[1];
  if (base64 === undefined) throw new RangeError('its armor is broken');
  const reader = new SSHReader(Buffer.from(base64, 'base64'));
  if (!reader.take(magic.length).equals(magic)) throw new RangeError('it does not begin as one of SSH');
  const version = reader.uint32();
  if (version !== 1) throw new RangeError(`its version is ${version}, supported is 1`);
  const key = reader.bytes();
  const namespace = reader.text();
  const reserved = reader.bytes();
  const hash = reader.text();
  const signature = reader.bytes();
  reader.end();
  if (hash !== 'sha256' && hash !== 'sha512') {
    throw new RangeError(`its hash is "${hash.slice(0, 30)}", allowed are sha256 and sha512`);
  }
  return {
    key,
    namespace,
    signature,
    signed(payload) {
      const digest = createHash(hash).update(payload).digest();
      return Buffer.concat([magic, ...[namespace, reserved, hash, digest].map(sshString)]);
    },
  };
}
