const mask = '***';
/** Shorter ones would take ordinary words apart. */
const shortest = 4;

/** The forms of each secret, and how often it is registered. */
const secrets = new Map<string, { readonly forms: readonly string[]; count: number }>();

/** The user information of a url, up to the last `@` before its path (RFC 3986, section 3.2.1). */
const userinfo = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@/gi;

/** A secret as it may turn up in text: as it is, per line, percent-encoded, escaped in JSON, in base64. */
function formsOf(secret: string): string[] {
  const whole = secret.trim();
  const lines = whole.split(/\r?\n/).map((line) => line.trim());
  const plain = [secret, whole, ...(lines.length > 1 ? lines.filter((line) => line.length >= 2 * shortest) : [])];
  const forms = plain.flatMap((text) => [
    text,
    encodeURIComponent(text.toWellFormed()),
    JSON.stringify(text).slice(1, -1),
    Buffer.from(text).toString('base64'),
  ]);
  return [...new Set(forms)].filter((form) => form.length >= shortest);
}

/**
 * Registers a secret for this process: `redactText` masks it from now on. Those of fewer than 4 characters are not masked.
 * @returns the end of the registration
 */
export function redact(secret: string): () => void {
  const known = secrets.get(secret) ?? { forms: formsOf(secret), count: 0 };
  known.count += 1;
  secrets.set(secret, known);
  let registered = true;
  return () => {
    if (!registered) return;
    registered = false;
    known.count -= 1;
    if (known.count === 0) secrets.delete(secret);
  };
}

/** The text with registered secrets, and the user information of urls, masked. */
export function redactText(text: string): string {
  const forms = [...secrets.values()].flatMap((secret) => secret.forms);
  // The longest first: one secret may be a part of another.
  forms.sort((left, right) => right.length - left.length);
  const masked = forms.reduce((rest, form) => rest.replaceAll(form, mask), text);
  return masked.replace(userinfo, `$1${mask}@`);
}

/** How deep a value is followed; what is below is left out. */
const deepest = 6;

/** A copy of any value that can be written as JSON: errors as fields, texts (keys too) redacted, cycles cut. */
export function redactValue(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value);
    case 'bigint':
    case 'symbol':
    case 'function':
      return redactText(String(value));
    case 'object':
      if (value === null) return value;
      return depth < deepest ? redactObject(value, depth) : '…';
    default:
      return value;
  }
}

function redactObject(value: object, depth: number): unknown {
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
  if (value instanceof Uint8Array) return `<${value.length} bytes>`;
  if (value instanceof Map || value instanceof Set) return redactObject([...value], depth);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redactText(key), redactValue(item, depth + 1)]),
  );
}

function redactError(error: Error, depth: number): unknown {
  return {
    ...('reason' in error && { reason: redactValue(error.reason, depth + 1) }),
    message: redactText(error.message),
    ...(error.stack !== undefined && { stack: redactText(error.stack) }),
    ...(error.cause !== undefined && { cause: redactValue(error.cause, depth + 1) }),
  };
}
