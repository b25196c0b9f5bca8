/**
 * Reads one `{{ … }}` at a time: its tokens, and the reference they spell. One pass, no backtracking, whatever the
 * text. The language is specified in docs/spec/fingerprint.md.
 */

/** What an expression refers to. */
export type Reference =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'inputPath'; readonly name: string }
  | { readonly kind: 'outputPath'; readonly name: string }
  | { readonly kind: 'metric'; readonly step: string; readonly output: string; readonly metric: string }
  | { readonly kind: 'stepUrl'; readonly step: string }
  | { readonly kind: 'sourceRevision'; readonly source: string };

/** What is wrong with an expression. `column`: from 1, in characters of the text. */
export interface TemplateProblem {
  readonly column: number;
  readonly found: string;
  readonly allowed: string;
}

/** A read expression: where the text goes on after its `}}`, and what it is. */
export type ReadExpression =
  | { readonly kind: 'literal'; readonly text: string; readonly end: number }
  | { readonly kind: 'reference'; readonly reference: Reference; readonly end: number }
  | { readonly kind: 'problem'; readonly problem: TemplateProblem };

/** The forms there are, as messages show them. */
export const allowedForms =
  '{{ parameters.X }}, {{ inputs.X.path }}, {{ outputs.X.path }}, {{ steps.S.outputs.O.METRIC }}, {{ steps.S.url }}, ' +
  '{{ sources.X.revision }} or a quoted text such as {{ "{{" }}';

const blank = /[ \t\r\n]*/y;
const word = /[A-Za-z0-9_][A-Za-z0-9_-]*/y;

/** Reads the expression whose `{{` is at `start`. */
export function readExpression(text: string, start: number): ReadExpression {
  let at = skip(blank, text, start + 2);
  if (isQuote(text[at])) {
    const quoted = readQuoted(text, at);
    if (!quoted) return unterminated(start);
    const end = readEnd(text, quoted.end);
    return end === undefined ? unexpected(text, quoted.end, start) : { kind: 'literal', text: quoted.text, end };
  }
  const keys: string[] = [];
  for (;;) {
    const key = readKey(text, at, keys.length === 0);
    if (key === 'unterminated') return unterminated(start);
    if (!key) break;
    keys.push(key.text);
    at = key.end;
  }
  const end = keys.length === 0 ? undefined : readEnd(text, at);
  if (end === undefined) return unexpected(text, at, start);
  const reference = referenceOf(keys);
  if (reference) return { kind: 'reference', reference, end };
  return {
    kind: 'problem',
    problem: { column: start + 1, found: excerpt(text.slice(start, end)), allowed: allowedForms },
  };
}

/** The one way Refit writes a reference, without braces: `steps.train.outputs.report["val/acc"]`. */
export function referenceText(reference: Reference): string {
  switch (reference.kind) {
    case 'parameter':
      return `parameters${keyText(reference.name)}`;
    case 'inputPath':
      return `inputs${keyText(reference.name)}.path`;
    case 'outputPath':
      return `outputs${keyText(reference.name)}.path`;
    case 'metric': {
      const { step, output, metric } = reference;
      const parts = metric.split('.');
      const key = parts.every(isWord) ? `.${metric}` : keyText(metric);
      return `steps${keyText(step)}.outputs${keyText(output)}${key}`;
    }
    case 'stepUrl':
      return `steps${keyText(reference.step)}.url`;
    case 'sourceRevision':
      return `sources${keyText(reference.source)}.revision`;
  }
}

function keyText(key: string): string {
  return isWord(key) ? `.${key}` : `[${quote(key)}]`;
}

/** A text between quotes as expressions write it. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function isWord(text: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_-]*$/.test(text);
}

function referenceOf(keys: readonly string[]): Reference | undefined {
  const [root, name = '', ...rest] = keys;
  if (name === '') return undefined;
  if (root === 'steps') return stepReference(name, rest);
  switch (`${root} ${rest.join(' ')}`) {
    case 'parameters ':
      return { kind: 'parameter', name };
    case 'inputs path':
      return { kind: 'inputPath', name };
    case 'outputs path':
      return { kind: 'outputPath', name };
    case 'sources revision':
      return { kind: 'sourceRevision', source: name };
    default:
      return undefined;
  }
}

function stepReference(step: string, keys: readonly string[]): Reference | undefined {
  const [field, output = '', ...names] = keys;
  if (field === 'url' && keys.length === 1) return { kind: 'stepUrl', step };
  const metric = names.join('.');
  return field === 'outputs' && output !== '' && metric !== '' ? { kind: 'metric', step, output, metric } : undefined;
}

/** `name` at first, then `.name` or `["name"]`. */
function readKey(
  text: string,
  at: number,
  isFirst: boolean,
): { readonly text: string; readonly end: number } | 'unterminated' | undefined {
  if (!isFirst && text[at] === '[') {
    const quoted = isQuote(text[at + 1]) ? readQuoted(text, at + 1) : undefined;
    if (!quoted) return isQuote(text[at + 1]) ? 'unterminated' : undefined;
    return text[quoted.end] === ']' ? { text: quoted.text, end: quoted.end + 1 } : undefined;
  }
  if (!isFirst && text[at] !== '.') return undefined;
  const start = isFirst ? at : at + 1;
  const end = skip(word, text, start);
  return end === start ? undefined : { text: text.slice(start, end), end };
}

/** A text in `"` or `'`; a backslash takes the next character as it is. @returns undefined if it does not end */
function readQuoted(text: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const mark = text[at];
  let value = '';
  for (let next = at + 1; next < text.length; next += 1) {
    if (text[next] === mark) return { text: value, end: next + 1 };
    if (text[next] === '\\') next += 1;
    value += text[next] ?? '';
  }
  return undefined;
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

/** @returns where the text goes on after blanks and `}}`, if they are there */
function readEnd(text: string, at: number): number | undefined {
  const end = skip(blank, text, at);
  return text.startsWith('}}', end) ? end + 2 : undefined;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function unexpected(text: string, at: number, start: number): ReadExpression {
  const found = skip(blank, text, at);
  if (found >= text.length) return unterminated(start);
  const problem = { column: found + 1, found: excerpt(text.slice(found, found + 40)), allowed: allowedForms };
  return { kind: 'problem', problem };
}

function unterminated(start: number): ReadExpression {
  const problem = {
    column: start + 1,
    found: '{{ without its }}',
    allowed: `${allowedForms}, which also writes {{ itself`,
  };
  return { kind: 'problem', problem };
}

function excerpt(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
