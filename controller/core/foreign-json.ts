/** JSON that others wrote, or may have altered: nothing about it is taken for granted. */

/** The value that a text is; undefined when it is no JSON. */
export function parseForeignJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether it is an object with fields, no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
