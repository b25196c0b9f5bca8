/**
 * How large documents of the artifact store may be, made of what steps may put into them. A bucket may be on a server of a
 * tenant, so nothing of it is read whole without one of these.
 */
import { maxMetrics, maxMetricsBytes, maxNameLength } from '../core/metrics.ts';

/** Bytes of one character in JSON at most: `\u0000`. */
const escaped = 6;
/** Outputs of a step, as the schema allows. */
const maxOutputs = 16;

/**
 * Bytes of a result's document at most: of every output its texts, which are not longer than the file they are read from, and
 * names, in which whatever nests the values is repeated; and room for digests and sizes.
 */
export const maxResultBytes =
  maxOutputs * (maxMetricsBytes + maxMetrics * (maxNameLength * escaped + '"":"",'.length)) + 64 * 1024;

/** Bytes of an attempt's record at most: a result, a message of 4096 characters, and what is known of the execution. */
export const maxRecordBytes = maxResultBytes + 64 * 1024;

/** Bytes of all records of one fingerprint at most: of those that failed each has a few KiB, and one that succeeded ends them. */
export const maxAttemptsBytes = 2 * maxRecordBytes;

/** Attempts of one fingerprint at most. */
export const maxAttempts = 10_000;

/** Bytes of a note at most: a decision explained, whole. */
export const maxNoteBytes = 64 * 1024 * 1024;

/**
 * Bytes of a directory's list of entries, and of the texts of its links, at most. Room for 200,000 entries with paths of 230
 * bytes; who has more is told to write an archive.
 */
export const maxTreeBytes = 64 * 1024 * 1024;
