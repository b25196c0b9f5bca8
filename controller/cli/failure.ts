import { RefitError, reasons, toError } from '../core/errors.ts';
import type { Output } from './command.ts';
import { safeLine } from './text.ts';

/** A failure with what a person can do about it, where the table in core/errors.ts does not know that. */
export class HintedError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HintedError';
    this.hint = hint;
  }
}

/** What a person did not write as the command wants it. `hint` says what would be right. */
export class UsageError extends HintedError {
  constructor(message: string, hint: string) {
    super(message, hint);
    this.name = 'UsageError';
  }
}

/** The end of a command that has said on stderr already what is wrong. */
export class SaidFailure extends Error {
  constructor() {
    super('the command failed and said why');
    this.name = 'SaidFailure';
  }
}

/** Prints a failure: `refit: message`, and what to do about it; with `debug`, all that is known. */
export function printFailure(stderr: Output, thrown: unknown, debug: boolean): void {
  const error = toError(thrown);
  if (!(error instanceof SaidFailure)) {
    stderr.write(`refit: ${safeLine(error.message)}\n`);
    const hint = hintOf(error);
    if (hint !== '') stderr.write(`${safeLine(hint)}\n`);
  }
  if (debug) stderr.write(`${stackOf(error)}\n`);
}

function hintOf(error: Error): string {
  if (error instanceof HintedError) return error.hint;
  if (error instanceof RefitError) return reasons[error.reason].action;
  return 'This is a defect of refit, or of the machine. --debug shows where it happened.';
}

function stackOf(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${stackOf(toError(error.cause))}`;
}
