/**
 * Expressions (design section 2): `{{ … }}` in command, args, env values and gate metrics. Values are strings,
 * substituted once and never scanned again; what names nothing is an error, never an empty string.
 */
import { RefitError } from './errors.ts';
import { quote, readExpression, referenceText, type Reference, type TemplateProblem } from './expression-syntax.ts';

export { referenceText, type Reference, type TemplateProblem } from './expression-syntax.ts';

/** A piece of a template. */
export type TemplatePart =
  { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'reference'; readonly reference: Reference };

/** A parsed text: literals (never two in a row, never empty) and references in order. */
export interface Template {
  readonly parts: readonly TemplatePart[];
}

/** The value of a reference, or undefined if it names nothing. */
export type Lookup = (reference: Reference) => string | undefined;

/** How many problems of one text are told. */
const maxProblems = 20;

/** @throws RefitError SpecInvalid with the column of every problem */
export function parseTemplate(text: string): Template {
  const { parts, problems } = readTemplate(text);
  if (problems.length === 0) return { parts };
  const told = problems.map(({ column, found, allowed }) => `column ${column}: found ${found}, allowed ${allowed}`);
  throw new RefitError('SpecInvalid', `expression: ${told.join('; ')}`);
}

/** All that is wrong with a text, for validation; at most 20. [] = `parseTemplate` accepts it. */
export function templateProblems(text: string): readonly TemplateProblem[] {
  return readTemplate(text).problems;
}

/** What a template refers to, in order, repeats included. */
export function references(template: Template): readonly Reference[] {
  return template.parts.flatMap((part) => (part.kind === 'reference' ? [part.reference] : []));
}

/** What a text refers to; of a text that does not parse, what its good expressions refer to. */
export function referencesOf(text: string): readonly Reference[] {
  return text.includes('{{') ? references(readTemplate(text)) : [];
}

/** The metric a gate rule names. @throws RefitError SpecInvalid unless the text is one metric expression, nothing around it */
export function metricReference(text: string): Extract<Reference, { kind: 'metric' }> {
  const [part, ...others] = parseTemplate(text).parts;
  if (part?.kind === 'reference' && part.reference.kind === 'metric' && others.length === 0) return part.reference;
  throw new RefitError(
    'SpecInvalid',
    `gate metric: found ${JSON.stringify(text)}, allowed one expression such as {{ steps.evaluate.outputs.report.accuracy }}`,
  );
}

/** The text with every reference replaced. @throws RefitError ReferenceUnresolved naming the first that has no value */
export function resolveTemplate(template: Template, lookup: Lookup): string {
  return template.parts.map((part) => (part.kind === 'literal' ? part.text : valueOf(part.reference, lookup))).join('');
}

/**
 * The text that enters a fingerprint: `.path` and `.url` expressions as written, in their one canonical form, all else
 * resolved. Literal braces are kept escaped, so distinct meanings have distinct texts.
 * @throws RefitError ReferenceUnresolved
 */
export function fingerprintText(template: Template, lookup: Lookup): string {
  return partialText(template, lookup, (reference) => isPath(reference) || reference.kind === 'stepUrl');
}

/**
 * The text an execution request carries: `.path` expressions stay, for the engine knows where a workspace is; all else
 * is resolved. Itself a template: a value that contains `{{` is escaped in it and never read as an expression.
 * @throws RefitError ReferenceUnresolved
 */
export function executionText(template: Template, lookup: Lookup): string {
  return partialText(template, lookup, isPath);
}

function isPath(reference: Reference): boolean {
  return reference.kind === 'inputPath' || reference.kind === 'outputPath';
}

function valueOf(reference: Reference, lookup: Lookup): string {
  const value = lookup(reference);
  if (value !== undefined) return value;
  throw new RefitError('ReferenceUnresolved', `{{ ${referenceText(reference)} }} names nothing`);
}

function partialText(template: Template, lookup: Lookup, keeps: (reference: Reference) => boolean): string {
  let text = '';
  let plain = '';
  for (const part of template.parts) {
    if (part.kind === 'literal') plain += part.text;
    else if (!keeps(part.reference)) plain += valueOf(part.reference, lookup);
    else {
      text += `${escapePlain(plain, true)}{{ ${referenceText(part.reference)} }}`;
      plain = '';
    }
  }
  return text + escapePlain(plain, false);
}

/** Text as a template writes it. A `{` right before an expression would be read as part of its braces. */
function escapePlain(text: string, beforeExpression: boolean): string {
  const open = `{{ ${quote('{{')} }}`;
  const escaped = text.replaceAll('{{', open);
  return beforeExpression && escaped.endsWith('{') ? `${escaped.slice(0, -1)}{{ ${quote('{')} }}` : escaped;
}

function readTemplate(text: string): { parts: readonly TemplatePart[]; problems: readonly TemplateProblem[] } {
  const parts: TemplatePart[] = [];
  const problems: TemplateProblem[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') parts.push({ kind: 'literal', text: plain });
    plain = '';
  };
  let at = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    plain += text.slice(at, open);
    const read = readExpression(text, open);
    if (read.kind === 'problem') {
      problems.push(read.problem);
      const end = text.indexOf('}}', read.problem.column - 1);
      if (end < 0 || problems.length === maxProblems) break;
      at = end + 2;
    } else {
      if (read.kind === 'literal') plain += read.text;
      else {
        flush();
        parts.push({ kind: 'reference', reference: read.reference });
      }
      at = read.end;
    }
  }
  if (problems.length === 0) plain += text.slice(at);
  flush();
  return { parts, problems };
}
