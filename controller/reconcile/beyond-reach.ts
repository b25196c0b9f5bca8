import { RefitError, type Reason } from '../core/errors.ts';

/** What is wrong with revisions of the past: they, or the repository they are of, can no longer be read as they were. */
const beyondReach: readonly Reason[] = [
  'RevisionGone',
  'InputNotFound',
  'InputInvalid',
  'SpecInvalid',
  'SourceNotFound',
  'SourceRefused',
  'SourceUnavailable',
  'AddressRefused',
  'AuthenticationFailed',
  'CredentialsInvalid',
  'HostKeyRefused',
  'SecretNotFound',
];

/** Whether `error` says so. */
export function isBeyondReach(error: RefitError): boolean {
  return beyondReach.includes(error.reason);
}

/** What `read` returns; undefined when the past can no longer be read. */
export async function unlessBeyondReach<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RefitError && isBeyondReach(error)) return undefined;
    throw error;
  }
}
