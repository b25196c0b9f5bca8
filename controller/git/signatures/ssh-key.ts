import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { SSHReader } from './ssh-wire.ts';

/** A public key that can check SSH signatures. */
export interface SSHKey {
  /** As in the first field of a `.pub` file. */
  readonly type: string;
  /** `SHA256:…`, as `ssh-keygen -l` has it. */
  readonly fingerprint: string;
  /**
   * Whether `signature` (RFC 4253, section 6.6: algorithm and blob) is of `message` by this key.
   * @throws RangeError when it is not formed as one of this key; its message is the end of "The signature cannot be read: …"
   */
  verifies(signature: Buffer, message: Buffer): boolean;
}

const leastRSABits = 2048;
const curves: Readonly<Record<string, { readonly crv: string; readonly size: number; readonly hash: string }>> = {
  nistp256: { crv: 'P-256', size: 32, hash: 'sha256' },
  nistp384: { crv: 'P-384', size: 48, hash: 'sha384' },
  nistp521: { crv: 'P-521', size: 66, hash: 'sha512' },
};

/** The fingerprint of a key's blob. */
export function sshFingerprint(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/**
 * A public key from its blob (RFC 4253, 5656, 8709; PROTOCOL.u2f of OpenSSH for those of security keys).
 * @throws RangeError of a kind that is not supported or too weak, or when it is not well formed
 */
export function readSSHKey(blob: Buffer): SSHKey {
  const reader = new SSHReader(blob);
  const type = reader.text();
  const kind = kinds.get(type);
  if (kind === undefined) {
    throw new RangeError(`keys of type "${type.slice(0, 60)}" are not supported; supported are ${supportedTypes}`);
  }
  const verifies = kind(reader);
  reader.end();
  return { type, fingerprint: sshFingerprint(blob), verifies };
}

type Verifier = SSHKey['verifies'];

const kinds: ReadonlyMap<string, (reader: SSHReader) => Verifier> = new Map(
  Object.entries({
    'ssh-ed25519': (reader: SSHReader): Verifier => {
      const key = ed25519(reader.bytes());
      return (signature, message) => verify(null, message, key, plain(signature, 'ssh-ed25519'));
    },
    'sk-ssh-ed25519@openssh.com': (reader: SSHReader): Verifier => {
      const key = ed25519(reader.bytes());
      const application = reader.bytes();
      return (signature, message) => {
        const { blob, signed } = bySecurityKey(signature, 'sk-ssh-ed25519@openssh.com', application, message);
        return verify(null, signed, key, blob);
      };
    },
    'ecdsa-sha2-nistp256': (reader: SSHReader): Verifier => ecdsa(reader, 'nistp256'),
    'ecdsa-sha2-nistp384': (reader: SSHReader): Verifier => ecdsa(reader, 'nistp384'),
    'ecdsa-sha2-nistp521': (reader: SSHReader): Verifier => ecdsa(reader, 'nistp521'),
    'sk-ecdsa-sha2-nistp256@openssh.com': (reader: SSHReader): Verifier => {
      const key = ecKey(reader, 'nistp256');
      const application = reader.bytes();
      return (signature, message) => {
        const { blob, signed } = bySecurityKey(signature, 'sk-ecdsa-sha2-nistp256@openssh.com', application, message);
        return verifyECDSA(key, 'nistp256', blob, signed);
      };
    },
    'ssh-rsa': rsa,
  }),
);

/** Every type of key that `readSSHKey` reads. */
export const supportedTypes: string = [...kinds.keys()].join(', ');

function ed25519(bytes: Buffer): KeyObject {
  if (bytes.length !== 32) throw new RangeError(`an ed25519 key has 32 bytes, not ${bytes.length}`);
  return jwk({ kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') });
}

function ecKey(reader: SSHReader, curve: string): KeyObject {
  const { crv, size } = curves[curve] ?? { crv: '', size: 0 };
  const named = reader.text();
  const point = reader.bytes();
  if (named !== curve || point.length !== 1 + 2 * size || point[0] !== 4) {
    throw new RangeError(`an ecdsa key of ${curve} has a point of that curve`);
  }
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)];
  return jwk({ kty: 'EC', crv, x: x.toString('base64url'), y: y.toString('base64url') });
}

function ecdsa(reader: SSHReader, curve: string): Verifier {
  const key = ecKey(reader, curve);
  return (signature, message) => verifyECDSA(key, curve, plain(signature, `ecdsa-sha2-${curve}`), message);
}

function verifyECDSA(key: KeyObject, curve: string, blob: Buffer, message: Buffer): boolean {
  const { size, hash } = curves[curve] ?? { size: 0, hash: '' };
  const reader = new SSHReader(blob);
  const [r, s] = [reader.positive(), reader.positive()];
  reader.end();
  if (r.length > size || s.length > size) throw new RangeError('its numbers are too long for the curve');
  const numbers = Buffer.alloc(2 * size);
  r.copy(numbers, size - r.length);
  s.copy(numbers, 2 * size - s.length);
  return verify(hash, message, { key, dsaEncoding: 'ieee-p1363' }, numbers);
}

function rsa(reader: SSHReader): Verifier {
  const [exponent, modulus] = [reader.positive(), reader.positive()];
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (bits < leastRSABits || bits > 16_384 || exponent.length > 8) {
    throw new RangeError(`an RSA key of ${bits} bits is not supported; allowed are ${leastRSABits} to 16384`);
  }
  const key = jwk({ kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') });
  return (signature, message) => {
    const parts = new SSHReader(signature);
    const algorithm = parts.text();
    // "ssh-rsa" as the algorithm of a signature means SHA-1.
    if (algorithm !== 'rsa-sha2-256' && algorithm !== 'rsa-sha2-512') throw mismatch(algorithm, 'ssh-rsa');
    const blob = parts.bytes();
    parts.end();
    if (blob.length > modulus.length) throw new RangeError('it is too long for its key');
    const padded = Buffer.concat([Buffer.alloc(modulus.length - blob.length), blob]);
    return verify(algorithm === 'rsa-sha2-256' ? 'sha256' : 'sha512', message, key, padded);
  };
}

/** The blob of a signature that must be by `algorithm`. */
function plain(signature: Buffer, algorithm: string): Buffer {
  const reader = new SSHReader(signature);
  const named = reader.text();
  if (named !== algorithm) throw mismatch(named, algorithm);
  const blob = reader.bytes();
  reader.end();
  return blob;
}

/** What a security key signs: the hash of its application, flags, a counter, the hash of the message. */
function bySecurityKey(
  signature: Buffer,
  algorithm: string,
  application: Buffer,
  message: Buffer,
): { blob: Buffer; signed: Buffer } {
  const reader = new SSHReader(signature);
  const named = reader.text();
  if (named !== algorithm) throw mismatch(named, algorithm);
  const blob = reader.bytes();
  const flagsAndCounter = reader.take(5);
  reader.end();
  const hash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  return { blob, signed: Buffer.concat([hash(application), flagsAndCounter, hash(message)]) };
}

function mismatch(found: string, type: string): RangeError {
  return new RangeError(`its algorithm "${found.slice(0, 60)}" is none of a key of type ${type}`);
}

function jwk(key: Record<string, string>): KeyObject {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch (error: unknown) {
    throw new RangeError('its numbers are no key', { cause: error });
  }
}
