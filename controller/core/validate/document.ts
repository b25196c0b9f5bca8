import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Alias, Document, Node, ParsedNode } from 'yaml';
import { describeValue, problem } from './problem.ts';
import type { FieldPath, Problem } from './problem.ts';
import { validateWorkflow } from './validate.ts';
import type { ValidWorkflow } from './validate.ts';

/** A problem with its place in a file; line and column from 1. */
export interface LocatedProblem extends Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A workflow without problems, and the line on which its document starts. */
export interface WorkflowDocument {
  readonly workflow: ValidWorkflow;
  readonly line: number;
}

/** All that a file holds and all that is wrong with it. */
export interface WorkflowFile {
  readonly documents: readonly WorkflowDocument[];
  readonly problems: readonly LocatedProblem[];
  readonly warnings: readonly LocatedProblem[];
}

/** Bytes of the largest file that is read. */
const maxBytes = 1024 * 1024;
/** How often aliases may repeat what they stand for, in all (a bound on "billion laughs"). */
const maxAliasCount = 100;
/** How many syntax errors of one document are told. */
const maxSyntaxErrors = 10;

interface Reading {
  readonly file: string;
  readonly lines: LineCounter;
}

/**
 * Reads the WorkflowSpecs of a YAML or JSON file, several documents separated by `---`. All errors of all documents are
 * told at once. A file without any document is a problem.
 */
export function readWorkflowDocuments(text: string, file: string): WorkflowFile {
  const size = Buffer.byteLength(text);
  if (size > maxBytes) return refused(file, `${size} bytes`, `at most ${maxBytes} bytes`);
  const lines = new LineCounter();
  const parsed = parse(text, lines);
  if (parsed === undefined) return refused(file, 'lists or objects nested too deeply', 'the nesting of a WorkflowSpec');
  const read = parsed
    .filter((document) => !isEmpty(document))
    .map((document) => readDocument({ file, lines }, document));
  if (read.length === 0) return refused(file, 'nothing', 'at least one WorkflowSpec');
  return {
    documents: read.flatMap(({ documents }) => documents),
    problems: [...read.flatMap(({ problems }) => problems), ...sameNames({ file, lines }, read)],
    warnings: read.flatMap(({ warnings }) => warnings),
  };
}

/** `file:line:col field.path: found …, allowed …`, one line. */
export function formatProblem({ file, line, column, message }: LocatedProblem): string {
  return `${file}:${line}:${column} ${message}`;
}

interface ReadDocument extends WorkflowFile {
  readonly source: Document.Parsed;
}

function parse(text: string, lineCounter: LineCounter): readonly Document.Parsed[] | undefined {
  try {
    return Array.from(parseAllDocuments<ParsedNode>(text, { lineCounter, prettyErrors: false, uniqueKeys: true }));
  } catch (error: unknown) {
    // the parser recurses; nothing but depth makes it throw
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isEmpty(document: Document.Parsed): boolean {
  if (document.errors.length > 0) return false;
  return document.contents === null || (isScalar(document.contents) && document.contents.value === null);
}

function readDocument(reading: Reading, source: Document.Parsed): ReadDocument {
  const syntax = syntaxProblems(reading, source);
  if (syntax.length > 0) return { source, documents: [], problems: syntax, warnings: [] };
  const start = source.contents?.range[0] ?? 0;
  const value = plainValue(source);
  if (value === undefined) return { source, documents: [], problems: [aliasProblem(reading, source)], warnings: [] };
  const { problems, warnings, workflow } = validateWorkflow(value.value);
  const place = (found: Problem): LocatedProblem => locate(reading, offsetOf(source, found), found);
  const { line } = reading.lines.linePos(start);
  return {
    source,
    documents: workflow === undefined ? [] : [{ workflow, line }],
    problems: problems.map(place).toSorted(byPlace),
    warnings: warnings.map(place).toSorted(byPlace),
  };
}

/** The first ones: what follows from a bracket that is missing fills pages. */
function syntaxProblems(reading: Reading, source: Document.Parsed): LocatedProblem[] {
  const errors = [...source.errors, ...source.warnings];
  // the parser reports its own recursion as an error of the text
  const tooDeep = errors.find(({ message }) => message.includes('call stack'));
  const told = tooDeep === undefined ? errors.slice(0, maxSyntaxErrors) : [tooDeep];
  return told.map(({ message, pos }) => {
    const found = tooDeep === undefined ? oneLine(message) : 'lists or objects nested too deeply';
    return locate(reading, pos[0], problem('syntax', [], found, 'YAML or JSON'));
  });
}

function plainValue(source: Document.Parsed): { readonly value: unknown } | undefined {
  try {
    return { value: source.toJS({ maxAliasCount }) };
  } catch (error: unknown) {
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function aliasProblem(reading: Reading, source: Document.Parsed): LocatedProblem {
  let unresolved: Alias | undefined;
  visit(source, {
    Alias(_, alias) {
      if (alias.resolve(source) !== undefined) return undefined;
      unresolved = alias;
      return visit.BREAK;
    },
  });
  if (unresolved !== undefined) {
    const found = problem('aliases', [], describeValue(`*${unresolved.source}`), 'an anchor that is set before');
    return locate(reading, startOf(unresolved) ?? 0, found);
  }
  const found = problem('aliases', [], `aliases that repeat more than ${maxAliasCount} values`, 'fewer of them');
  return locate(reading, source.contents?.range[0] ?? 0, found);
}

/** Two workflows of one file do not share a name: the second would take the first one's place. */
function sameNames(reading: Reading, read: readonly ReadDocument[]): LocatedProblem[] {
  const seen = new Set<string>();
  return read.flatMap(({ source, documents }) =>
    documents.flatMap(({ workflow: { metadata } }) => {
      const key = `${metadata.namespace ?? ''}/${metadata.name}`;
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      const found = `${describeValue(metadata.name)} a second time`;
      const twice = problem('duplicate-workflow', ['metadata', 'name'], found, 'every workflow once in a file');
      return [locate(reading, offsetOf(source, twice), twice)];
    }),
  );
}

/** Where a field's value starts, or its key if it is the key that is wrong; of a missing field, where its parent does. */
function offsetOf(source: Document.Parsed, { path, rule }: Problem): number {
  let node: Node | null | undefined = source.contents;
  let offset = source.contents?.range[0] ?? 0;
  for (const [depth, part] of path.entries()) {
    const step = stepInto(source, node, part);
    if (step === undefined) return offset;
    node = step.value;
    const wantsKey = rule === 'unknown-field' && depth === path.length - 1;
    offset = (wantsKey ? undefined : startOf(node)) ?? startOf(step.key) ?? offset;
  }
  return offset;
}

interface Entry {
  readonly key?: Node | undefined;
  readonly value?: Node | undefined;
}

function stepInto(source: Document.Parsed, node: Node | null | undefined, part: FieldPath[number]): Entry | undefined {
  const target = isAlias(node) ? node.resolve(source) : node;
  if (isSeq(target)) {
    const value: unknown = typeof part === 'number' ? target.items[part] : undefined;
    return isNode(value) ? { value } : undefined;
  }
  if (!isMap(target)) return undefined;
  const pair = target.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  if (!isPair(pair)) return undefined;
  return { key: isNode(pair.key) ? pair.key : undefined, value: isNode(pair.value) ? pair.value : undefined };
}

function startOf(node: Node | undefined): number | undefined {
  return node?.range?.[0];
}

function locate({ file, lines }: Reading, offset: number, found: Problem): LocatedProblem {
  const { line, col } = lines.linePos(offset);
  return { ...found, file, line, column: col };
}

function byPlace(a: LocatedProblem, b: LocatedProblem): number {
  return a.line - b.line || a.column - b.column;
}

function refused(file: string, found: string, allowed: string): WorkflowFile {
  return {
    documents: [],
    problems: [{ ...problem('file', [], found, allowed), file, line: 1, column: 1 }],
    warnings: [],
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
