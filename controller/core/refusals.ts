/** Which failures are refusals: an answer to what was asked for, and no outage that passes by itself. */
import { RefitError, type Reason } from './errors.ts';

/** Final: the same request is refused again. Open: something beside it is in the way, and may be put right at any time. */
const kinds: Partial<Record<Reason, 'Final' | 'Open'>> = {
  SpecInvalid: 'Final',
  ObjectRefused: 'Final',
  ImageMissing: 'Final',
  ReferenceUnresolved: 'Final',
  SecretNotFound: 'Open',
  AccessDenied: 'Open',
  AlreadyExists: 'Open',
  NotFound: 'Open',
};

/** A refusal, and whether waiting can help. */
export interface Refusal {
  readonly kind: 'Final' | 'Open';
  readonly error: RefitError;
}

/** `thrown` as a refusal; undefined: an outage, a race or a defect, which is for the loop's own backoff. */
export function refusalOf(thrown: unknown): Refusal | undefined {
  const kind = thrown instanceof RefitError ? kinds[thrown.reason] : undefined;
  return kind !== undefined && thrown instanceof RefitError ? { kind, error: thrown } : undefined;
}
