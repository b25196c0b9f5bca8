/**
 * sha256, the only hash of Refit, and the only place that imports node:crypto in `core`.
 * A digest as text is `sha256:<64 lower hex>`.
 */
import { createHash, hash } from 'node:crypto';

/** Text is hashed as UTF-8. */
export type Hashable = string | Uint8Array;

/** A hash under way; for streams. */
export interface Digester {
  update(chunk: Hashable): Digester;
  /** `sha256:<hex>`; ends the digester. */
  digest(): string;
}

/** @returns `sha256:<hex>` of a text (as UTF-8), of bytes, or of the concatenation of chunks */
export function sha256Hex(content: Hashable | Iterable<Hashable>): string {
  if (typeof content === 'string' || content instanceof Uint8Array) return `sha256:${hash('sha256', content, 'hex')}`;
  const digester = createDigester();
  for (const chunk of content) digester.update(chunk);
  return digester.digest();
}

/** As `sha256Hex`, of a byte string (latin1: one char per byte). */
export function sha256OfBytes(bytes: string): string {
  return sha256Hex(Buffer.from(bytes, 'latin1'));
}

/** Begins a sha256 over chunks that arrive one by one. */
export function createDigester(): Digester {
  const inner = createHash('sha256');
  const digester: Digester = {
    update(chunk) {
      inner.update(chunk);
      return digester;
    },
    digest: () => `sha256:${inner.digest('hex')}`,
  };
  return digester;
}

const digestForm = /^sha256:[0-9a-f]{64}$/;

/** Whether a text is a digest as Refit writes it. */
export function isDigest(text: string): boolean {
  return digestForm.test(text);
}

/** The 64 hex characters of a digest; of a text that is already bare hex, itself. */
export function hexOf(digest: string): string {
  return digest.startsWith('sha256:') ? digest.slice(7) : digest;
}
