import { RefitError } from '../../core/errors.ts';
import { printableText } from '../../core/trust.ts';
import { readAllowedSigners, readPublicKeys, type SSHSigner } from './allowed-signers.ts';
import { openPGPKeys, readOpenPGPKeys, type OpenPGPKeys } from './openpgp.ts';

/** Who may sign, read from a secret. */
export interface TrustedKeys {
  readonly openPGP: OpenPGPKeys | undefined;
  /** By the base64 of a key's blob: a key may be named by several lines. */
  readonly ssh: ReadonlyMap<string, readonly SSHSigner[]>;
}

const maxFileCharacters = 1024 * 1024;
const maxKeys = 1000;

/**
 * Reads the keys of a secret by the names of its entries: `*.asc`, `*.gpg` and `*.pgp` are armored OpenPGP public keys,
 * `*.pub` and `*.sshpub` (Flux) lines of SSH public keys, `allowed_signers` and `*.allowed_signers` that format. Other entries are
 * left alone: the secret may have others' as well.
 * @throws RefitError CredentialsInvalid naming the entry, when one cannot be read, or when there is no key at all
 */
export async function readTrustedKeys(files: ReadonlyMap<string, string>): Promise<TrustedKeys> {
  const openPGP: Awaited<ReturnType<typeof readOpenPGPKeys>>[number][] = [];
  const ssh = new Map<string, SSHSigner[]>();
  let count = 0;
  for (const [name, text] of files) {
    const read = readerOf(name);
    if (read === undefined) continue;
    if (text.length > maxFileCharacters) {
      throw invalid(name, `it has ${text.length} characters; allowed are at most ${maxFileCharacters}`);
    }
    let keys: Awaited<ReturnType<typeof readOpenPGPKeys>> | SSHSigner[];
    try {
      keys = await read(text);
    } catch (error: unknown) {
      if (error instanceof RangeError) throw invalid(name, error.message, error);
      throw error;
    }
    count += keys.length;
    if (count > maxKeys) throw invalid(name, `with it there are more than ${maxKeys} keys`);
    for (const key of keys) {
      if ('blob' in key) ssh.set(key.blob, [...(ssh.get(key.blob) ?? []), key]);
      else openPGP.push(key);
    }
  }
  if (count === 0) {
    const message =
      'The secret of signing keys has none: OpenPGP keys are entries that end in .asc, .gpg or .pgp, SSH keys those that end in .pub, or allowed_signers.';
    throw new RefitError('CredentialsInvalid', message);
  }
  return { openPGP: openPGP.length === 0 ? undefined : await openPGPKeys(openPGP), ssh };
}

function readerOf(name: string): typeof readOpenPGPKeys | typeof readPublicKeys | undefined {
  if (/\.(?:asc|gpg|pgp)$/.test(name)) return readOpenPGPKeys;
  if (/\.(?:ssh)?pub$/.test(name)) return readPublicKeys;
  return /(?:^|\.)allowed_signers$/.test(name) ? readAllowedSigners : undefined;
}

function invalid(name: string, why: string, cause?: unknown): RefitError {
  const message = `Entry "${printableText(name, 100)}" of the secret of signing keys cannot be used: ${printableText(why, 400)}.`;
  return new RefitError('CredentialsInvalid', message, cause);
}
