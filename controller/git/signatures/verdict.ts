import type { DistrustReason } from '../../core/trust.ts';

/** What is said of one signature. */
export type Verdict = GoodSignature | BadSignature;

export interface GoodSignature {
  readonly good: true;
  readonly signer: string;
}

export interface BadSignature {
  readonly good: false;
  readonly why: DistrustReason;
  /** One sentence or two. */
  readonly message: string;
  readonly signer?: string;
}

export function bad(why: DistrustReason, message: string, signer?: string): BadSignature {
  return { good: false, why, message, ...(signer === undefined ? {} : { signer }) };
}

/** Clocks of people's machines go wrong by this much: milliseconds that a signature may be from the future. */
export const clockSkewMs = 10 * 60_000;
