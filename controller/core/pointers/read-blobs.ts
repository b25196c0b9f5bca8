/**
 * Bytes of blobs by object id. A blob over `maxBytes` is left out of the answer; whatever else is not there is an
 * error of its own (RevisionGone).
 */
export type ReadBlobs = (oids: readonly string[], maxBytes: number) => Promise<ReadonlyMap<string, Buffer>>;
