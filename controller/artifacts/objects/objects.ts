/**
 * What an object store must do for the artifact port to be built on it: bytes under keys, each object whole or not there.
 *
 * Keys are names of [A-Za-z0-9=._-] joined by `/` (keys.ts), relative to what the store was opened with: a namespace.
 */
import type { Readable } from 'node:stream';

/** Of bytes, from 0; `end` is part of it. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

export interface PutOptions {
  /** Bytes of a stream, as far as they are known beforehand. */
  readonly size?: number;
  /** true: an object of that key is left as it is. */
  readonly createOnly: boolean;
}

/**
 * "Not there" (undefined, no names) is only answered when the store itself says so; everything else that goes wrong is
 * thrown. @throws RefitError ArtifactStoreUnavailable | SecretNotFound (its credentials)
 */
export interface ObjectStore {
  head(key: string): Promise<{ readonly size: number } | undefined>;
  /**
   * Bytes of an object; none of them if it is shorter than `range`. The stream fails with any error when the connection
   * breaks: content.ts takes it up again.
   */
  get(key: string, range?: ByteRange): Promise<Readable | undefined>;
  /**
   * Visible when this returns, whole, and not before. A stream that fails stores nothing, and its own error is thrown as it is
   * when it is a RefitError.
   */
  put(key: string, body: Readable | Buffer, options: PutOptions): Promise<'Stored' | 'Exists'>;
  /** The last names of all keys directly below `folder` (`index/<hex>`), in no order. */
  list(folder: string): Promise<readonly string[]>;
  /** Takes an object away that was found damaged: it is then not there, or empty. A server may look for itself, and keep it. */
  discard(key: string): Promise<void>;
}
