import { printableText } from '../../core/trust.ts';
import { gitNamespace, type SSHSigner } from './allowed-signers.ts';
import type { SignedObject } from './signed-object.ts';
import { readSSHKey, sshFingerprint } from './ssh-key.ts';
import { parseSSHSignature, type SSHSignature } from './ssh-signature.ts';
import type { TrustedKeys } from './trusted-keys.ts';
import { bad, clockSkewMs, type Verdict } from './verdict.ts';

/** Whether one object is signed by one of the keys, and by which. @param now milliseconds since the epoch */
export async function checkSignature(object: SignedObject, keys: TrustedKeys, now: number): Promise<Verdict> {
  const { signature, payload } = object;
  if (signature === undefined) return bad('Unsigned', 'It is not signed.');
  const kind = /^-----BEGIN ([A-Z ]+)-----\n/.exec(signature)?.[1];
  if (kind === 'SSH SIGNATURE') return checkSSH(object, signature, keys, now);
  if (kind === 'PGP SIGNATURE') {
    const { openPGP } = keys;
    if (openPGP !== undefined) return openPGP.check(payload, signature, now);
    return bad('UnknownKey', 'It is signed with OpenPGP, and the secret of signing keys has no OpenPGP key.');
  }
  if (kind === 'SIGNED MESSAGE') {
    const message = 'It is signed with a certificate of X.509 (gpgsm, gitsign), which is not supported.';
    return bad('UnknownKey', message);
  }
  return bad('Malformed', 'Its signature is none of OpenPGP or SSH.');
}

function checkSSH(object: SignedObject, text: string, keys: TrustedKeys, now: number): Verdict {
  let parsed: SSHSignature;
  try {
    parsed = parseSSHSignature(text);
  } catch (error: unknown) {
    return unreadable(error);
  }
  const fingerprint = `ssh:${sshFingerprint(parsed.key)}`;
  const signers = keys.ssh.get(parsed.key.toString('base64'));
  if (signers === undefined) return bad('UnknownKey', unknownSSH(parsed.key), fingerprint);
  if (parsed.namespace !== gitNamespace) {
    const message = `Its SSH signature is for "${printableText(parsed.namespace, 60)}", not for "${gitNamespace}".`;
    return bad('BadSignature', message, fingerprint);
  }
  try {
    if (signers[0]?.key.verifies(parsed.signature, parsed.signed(object.payload)) !== true) {
      return bad('BadSignature', 'Its SSH signature is not of its bytes.', fingerprint);
    }
  } catch (error: unknown) {
    return unreadable(error, fingerprint);
  }
  let worst: Verdict | undefined;
  for (const signer of signers) {
    const verdict = allowed(signer, `${fingerprint} ${signer.label}`.trim(), object.time, now);
    if (verdict.good) return verdict;
    worst ??= verdict;
  }
  return worst ?? bad('UnknownKey', unknownSSH(parsed.key), fingerprint);
}

/** When the object was made is its signer's word alone: the key must be valid then and now. */
function allowed(signer: SSHSigner, name: string, time: number, now: number): Verdict {
  const by = printableText(name, 200);
  if (!signer.forGit) return bad('UnknownKey', 'Its SSH key is listed, but not for the namespace "git".', by);
  if (time > now + clockSkewMs && signer.validBefore !== Infinity) {
    return bad('BadSignature', 'It says it was made in the future, with a key that is valid for a time only.', by);
  }
  const [first, last] = [Math.min(time, now), Math.max(time, now)];
  if (first >= signer.validAfter && last < signer.validBefore) return { good: true, signer: by };
  const limit = (at: number): string => new Date(at).toISOString().slice(0, 19);
  const from = signer.validAfter === -Infinity ? '' : ` from ${limit(signer.validAfter)}Z`;
  const until = signer.validBefore === Infinity ? '' : ` until ${limit(signer.validBefore)}Z`;
  const message = `Its SSH key is valid${from}${until}; it was made at ${limit(time)}Z, and it is ${limit(now)}Z.`;
  return bad('KeyExpired', message, by);
}

/** A key that is not listed, and maybe could not be. */
function unknownSSH(blob: Buffer): string {
  try {
    readSSHKey(blob);
    return 'Its SSH key is not among those trusted.';
  } catch (error: unknown) {
    if (error instanceof RangeError) return `Its SSH key cannot be trusted: ${printableText(error.message, 300)}.`;
    throw error;
  }
}

function unreadable(error: unknown, signer?: string): Verdict {
  if (!(error instanceof RangeError)) throw error;
  return bad('Malformed', `Its SSH signature cannot be read: ${printableText(error.message, 200)}.`, signer);
}
