/**
 * The artifact port: what steps produced, by content, and which fingerprint produced it.
 * Speaks in digests and streams, never in paths.
 *
 * Digests are `sha256:<64 hex>`. A file's is the sha256 of its bytes; a directory's is that of `refit-tree-v1 NUL` and
 * its sorted `mode SP sha256hex NUL path NUL` lines (core/tree-digest.ts).
 */
import type { Readable } from 'node:stream';

export interface ArtifactStat {
  readonly digest: string;
  readonly kind: 'File' | 'Directory';
  /** Bytes; of a directory, the sum over its files. */
  readonly size: number;
}

/** A directory artifact's line. mode: 100644 | 100755 | 120000 (then `target` is the link's text). path: byte string. */
export interface ArtifactEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha256: string;
  readonly size: number;
  readonly target?: string;
}

export interface OutputRecord {
  readonly name: string;
  readonly kind: 'data' | 'model' | 'metrics';
  readonly digest: string;
  readonly size: number;
}

/**
 * One attempt's end, kept for good beside its fingerprint. Written once by the controller (create-only).
 * outcome: Succeeded has outputs and metrics; Failed is the user's code (exit code, timeout, missing or invalid
 * output); Infrastructure is not the user's fault (supervisor lost, commit gone, disk full); Cancelled by us.
 */
export interface AttemptRecord {
  readonly fingerprint: string;
  readonly attempt: number;
  readonly outcome: 'Succeeded' | 'Failed' | 'Infrastructure' | 'Cancelled';
  readonly reason: string;
  readonly message: string;
  readonly exitCode?: number;
  /** ISO 8601; `startedAt` of the user's process (absent if it never started). */
  readonly startedAt?: string;
  readonly finishedAt: string;
  /** Seconds the user's process ran. */
  readonly seconds: number;
  readonly outputs: readonly OutputRecord[];
  /** Flattened numbers and texts of every `kind: metrics` output: output name -> metric name -> value as text. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The image that it ran in, as its node found it; the fingerprint has the name as written. */
  readonly imageID?: string;
  /** Digest of the bounded log. */
  readonly log?: string;
  readonly execution: {
    readonly workflow: string;
    readonly step: string;
    readonly subject: string;
    readonly name: string;
  };
}

export interface Artifacts {
  /** Present and of the recorded size? Undefined if not there (or of another size, which sets it aside). */
  stat(digest: string): Promise<ArtifactStat | undefined>;
  /** A file artifact's bytes. @throws ArtifactMissing */
  read(digest: string): Promise<Readable>;
  /** A directory artifact's entries, in path order. @throws ArtifactMissing | ArtifactCorrupted */
  list(digest: string): Promise<readonly ArtifactEntry[]>;
  /** Stores bytes as a file artifact. Idempotent. @throws ArtifactStoreUnavailable (disk full, …) */
  write(content: Readable | Buffer): Promise<ArtifactStat>;
  /** Re-hashes one artifact; a bad one is set aside so that `stat` no longer finds it. */
  verify(digest: string): Promise<boolean>;

  /** All recorded attempts of a fingerprint in a namespace, oldest first. [] = none. A store fault always throws. */
  attempts(namespace: string, fingerprint: string): Promise<readonly AttemptRecord[]>;
  /** Create-only. @returns false if that attempt was recorded before (the record then stays as it was). */
  record(namespace: string, record: AttemptRecord): Promise<boolean>;

  /** Small named JSON documents beside results (gate verdicts, explain.json). Create-only. Key: [a-z0-9./-]+. */
  readNote(namespace: string, key: string): Promise<unknown>;
  writeNote(namespace: string, key: string, value: unknown): Promise<boolean>;
}

/** Where a workflow keeps its artifacts, as `spec.artifacts` says it: a bucket, and the Secret beside the workflow. */
export interface ArtifactPlace {
  readonly s3: {
    /** An http(s) URL. */
    readonly endpoint: string;
    readonly bucket: string;
    /** Key prefix, without slashes at its ends. */
    readonly prefix?: string;
    readonly region?: string;
    /** A Secret of the workflow's namespace with the keys `accessKeyId` and `secretAccessKey`. */
    readonly secretRef: { readonly name: string };
  };
}

/**
 * The artifacts of each namespace, apart from those of every other. Results are shared within a namespace and place, never
 * across (design section 4).
 */
export interface ArtifactStores {
  /** @param place undefined: where the installation keeps them. Cheap: opens nothing. */
  of(namespace: string, place?: ArtifactPlace): Artifacts;
}
