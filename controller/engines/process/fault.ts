/** How an execution ends other than well. */
import { RefitError, toError } from '../../core/errors.ts';
import { isDiskFull } from '../../artifacts/faults.ts';

/**
 * Thrown inside a supervisor to end the execution. `Failed` is the user's code or declaration and counts against it;
 * `Infrastructure` is not, and is tried again.
 */
export class StepFault extends Error {
  readonly phase: 'Failed' | 'Infrastructure' | 'Cancelled';
  /** UpperCamel. */
  readonly reason: string;
  readonly exitCode: number | undefined;
  constructor(phase: 'Failed' | 'Infrastructure' | 'Cancelled', reason: string, message: string, exitCode?: number) {
    super(message);
    this.name = 'StepFault';
    this.phase = phase;
    this.reason = reason;
    this.exitCode = exitCode;
  }
}

/** Reasons of the error table that are the user's to mend; everything else in a supervisor is infrastructure. */
const usersOwn = new Set<string>([
  'InputNotFound',
  'InputInvalid',
  'OutputInvalid',
  'ReferenceUnresolved',
  'SpecInvalid',
]);

/** Any error as the end of an execution. */
export function toStepFault(thrown: unknown): StepFault {
  if (thrown instanceof StepFault) return thrown;
  const error = toError(thrown);
  if (isDiskFull(error)) return new StepFault('Infrastructure', 'DiskFull', `the disk is full: ${error.message}`);
  if (error instanceof RefitError) {
    return new StepFault(usersOwn.has(error.reason) ? 'Failed' : 'Infrastructure', error.reason, error.message);
  }
  return new StepFault('Infrastructure', 'InternalError', error.message);
}
