/**
 * What Refit's programs say at their end, in the termination message of their container: `publish` where the result is, either
 * program why it failed. Read by the controller, which takes nothing on trust: fields are bounded and checked.
 */

/** Kubernetes keeps 4096 bytes of a message, and of all containers of a pod together 12 KiB. */
const maxBytes = 4096;
/** Characters of a failure's message that are kept. */
const maxMessage = 2000;

/** Where the manifest of a result is. `manifest` is a digest, `size` bytes. */
export interface PublishedMessage {
  readonly manifest: string;
  readonly size: number;
}

/** Why a program failed. `phase` as of an execution; `reason` is UpperCamel. */
export interface FailureMessage {
  readonly phase: 'Failed' | 'Infrastructure';
  readonly reason: string;
  readonly message: string;
}

/** The text of a result; at most 200 bytes. */
export function publishedText(published: PublishedMessage): string {
  return JSON.stringify({ manifest: published.manifest, size: published.size });
}

/** The text of a failure: cut so that Kubernetes keeps all of it. */
export function failureText(failure: FailureMessage): string {
  for (let length = maxMessage; ; length = Math.floor(length / 2)) {
    const message = failure.message.length > length ? `${failure.message.slice(0, length)}…` : failure.message;
    const text = JSON.stringify({ phase: failure.phase, reason: failure.reason, message: message.toWellFormed() });
    if (Buffer.byteLength(text) <= maxBytes || length === 0) return text;
  }
}

/** @returns undefined if the text is anything else */
export function readPublished(text: string | undefined): PublishedMessage | undefined {
  const { manifest, size } = fieldsOf(text);
  if (typeof manifest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(manifest)) return undefined;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return undefined;
  return { manifest, size };
}

/** @returns undefined if the text is anything else */
export function readFailure(text: string | undefined): FailureMessage | undefined {
  const { phase, reason, message } = fieldsOf(text);
  if (phase !== 'Failed' && phase !== 'Infrastructure') return undefined;
  if (typeof reason !== 'string' || !/^[A-Z][A-Za-z]{0,63}$/.test(reason)) return undefined;
  if (typeof message !== 'string') return undefined;
  return { phase, reason, message: message.slice(0, maxMessage + 1) };
}

function fieldsOf(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined || text.length > maxBytes || !text.trimStart().startsWith('{')) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error: unknown) {
    // The last lines of a log, or a message that somebody else wrote: it says nothing that can be used.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
