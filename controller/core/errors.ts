/**
 * The one table of failures Refit reports. A reason is an UpperCamel constant and the same string in conditions,
 * events, log fields and tests. `handling` says what the loop does with it:
 *
 * - `Stalled`: only the user can mend it; no retry until spec, source or secret moves;
 * - `Waiting`: something outside is not ready yet; looked at again, not counted as a failure;
 * - `Transient`: retried with backoff.
 */
export const reasons = {
  SpecInvalid: { handling: 'Stalled', action: 'Correct the fields that the message names.' },
  InputNotFound: { handling: 'Stalled', action: 'Correct the input path, or push the file it names.' },
  InputInvalid: { handling: 'Stalled', action: 'Correct the file of the source that the message names.' },
  SourceNotFound: {
    handling: 'Transient',
    action: 'Check the repository url; a private repository needs a secretRef.',
  },
  RefNotFound: { handling: 'Transient', action: 'Check the branch, tag, range or commit, or push it.' },
  SourceUnavailable: { handling: 'Transient', action: 'Check that the repository can be reached.' },
  SourceRefused: { handling: 'Stalled', action: 'Use a url of an allowed scheme.' },
  AddressRefused: { handling: 'Transient', action: 'Use a host whose addresses are allowed, or have them allowed.' },
  AuthenticationFailed: {
    handling: 'Transient',
    action: 'Check the credentials in the secret that the message names.',
  },
  CredentialsInvalid: { handling: 'Stalled', action: 'Correct the keys of the secret that the message names.' },
  HostKeyRefused: { handling: 'Transient', action: 'Check known_hosts of the secret against the keys of the host.' },
  SourceSuspended: { handling: 'Waiting', action: 'Take `suspend` from the source.' },
  SourceUntrusted: { handling: 'Transient', action: 'Sign what the message names, or add its key to those trusted.' },
  RevisionGone: { handling: 'Transient', action: 'Nothing: the next look at the source decides again.' },
  MirrorCorrupted: { handling: 'Transient', action: 'Nothing: the mirror is made again.' },
  DataNotAvailable: { handling: 'Waiting', action: 'Push the data that the message names (git lfs push, dvc push).' },
  ArtifactStoreUnavailable: { handling: 'Waiting', action: 'Check the artifact store (disk space, permissions).' },
  ArtifactMissing: { handling: 'Transient', action: 'Nothing: the step that made it runs again.' },
  ArtifactCorrupted: { handling: 'Transient', action: 'Nothing: the artifact is set aside and its step runs again.' },
  OutputInvalid: { handling: 'Stalled', action: 'Correct what the step writes.' },
  SecretNotFound: {
    handling: 'Waiting',
    action: 'Provide the secret and key that the message names; on one machine with --secret NAME=FOLDER.',
  },
  ReferenceUnresolved: { handling: 'Stalled', action: 'Correct the expression, or write the metric it names.' },
  NotFound: { handling: 'Stalled', action: 'Check the name.' },
  AlreadyExists: { handling: 'Transient', action: 'Nothing: read it and go on from there.' },
  Conflict: { handling: 'Transient', action: 'Nothing: the object is read again.' },
  StoreUnavailable: { handling: 'Transient', action: 'Check the disk of the state folder (space, permissions).' },
  KubernetesUnavailable: { handling: 'Transient', action: 'Check that the API server can be reached.' },
  Expired: { handling: 'Transient', action: 'Nothing: everything is listed again.' },
  AccessDenied: { handling: 'Transient', action: 'Give the ServiceAccount the permission that the message names.' },
  ObjectRefused: { handling: 'Stalled', action: 'Correct what the API server refuses.' },
  ImageMissing: { handling: 'Stalled', action: 'Name an image in the environment or the step.' },
  StateNewer: { handling: 'Stalled', action: 'Use the version of Refit that wrote this state folder, or a newer one.' },
  ReconcileTimeout: { handling: 'Transient', action: 'Nothing: it is tried again. The log names what took so long.' },
  StateLocked: {
    handling: 'Stalled',
    action: 'End the other controller of this state folder, or name another folder.',
  },
  InternalError: { handling: 'Transient', action: 'Report it, with the log.' },
} as const satisfies Record<string, { handling: 'Stalled' | 'Waiting' | 'Transient'; action: string }>;

export type Reason = keyof typeof reasons;

/** An error of the table. The message names the field or object, what was found and what is allowed; never a secret. */
export class RefitError extends Error {
  readonly reason: Reason;
  /** Milliseconds that whoever was asked wants to be left alone. */
  readonly retryAfterMs: number | undefined;
  constructor(reason: Reason, message: string, cause?: unknown, retryAfterMs?: number) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RefitError';
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
  get handling(): 'Stalled' | 'Waiting' | 'Transient' {
    return reasons[this.reason].handling;
  }
}

/** Whether `error` is the table's `reason`. */
export function isReason(error: unknown, reason: Reason): error is RefitError {
  return error instanceof RefitError && error.reason === reason;
}

/** Any thrown value as an Error, so that `catch (error: unknown)` can always be reported. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
