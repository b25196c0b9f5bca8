/** Bounds of one serving; milliseconds unless said otherwise. */
export interface Limits {
  /** How long requests in flight may still run on a server that was replaced. */
  readonly drainMs: number;
  /** From SIGTERM to SIGKILL. */
  readonly terminateMs: number;
  /** How long a request waits for a server while none is ready, before it is answered 503. */
  readonly waitMs: number;
  /** How many requests may wait. */
  readonly waiting: number;
  /** Before the first restart of a server that died; doubles with each further one. */
  readonly backoffMs: number;
  readonly backoffLimitMs: number;
  /** A server that lived this long starts the backoff afresh. */
  readonly healthyMs: number;
  /** Bytes of a server's log file; one older file of that size is kept beside it. */
  readonly logBytes: number;
}

/** What holds where nothing else is asked for. */
export const defaultLimits: Limits = {
  drainMs: 30_000,
  terminateMs: 10_000,
  waitMs: 30_000,
  waiting: 1_024,
  backoffMs: 1_000,
  backoffLimitMs: 60_000,
  healthyMs: 60_000,
  logBytes: 4 * 1024 * 1024,
};
