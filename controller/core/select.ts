/**
 * Path patterns (design section 4): which paths of a source an input consists of. Not gitignore. The language is
 * specified in docs/spec/fingerprint.md; in short: anchored at the repository root; `*` and `?` stop at `/`, `**` does
 * not; naming a directory selects all below; dotfiles match; bytes, case-sensitive; no braces, classes or extglobs;
 * the last pattern that matches wins; `!` deselects; a list that starts with `!` starts from everything.
 */
import { RefitError } from './errors.ts';
import { compileGlob, isLiteral, type PathTest } from './glob.ts';
import { bytesOf } from './paths.ts';

/** A compiled list of patterns. */
export interface Selector {
  /** Whether the byte path is selected. */
  selects(path: string): boolean;
  /** Whether one thing of several names is selected: the last pattern that matches any of them decides. Byte paths. */
  selectsAny(names: readonly string[]): boolean;
  /**
   * Whether something at or below a folder (byte path, '' = everywhere), of which only its other name `alias` is known,
   * may be selected. Never wrong when it says no. `none` tells patterns without wildcards that cannot mean it.
   */
  mayReach(folder: string, alias?: string, none?: (literal: string) => boolean): boolean;
  /** Positive patterns without wildcards, as written: each must select something (`missingLiterals`). */
  readonly literals: readonly string[];
  /** Whether nothing restricts it: every path is selected. */
  readonly everything: boolean;
}

/** What is wrong with a pattern. */
export interface PatternProblem {
  readonly found: string;
  readonly allowed: string;
}

interface Rule {
  readonly deselects: boolean;
  /** Byte text without its `!`. */
  readonly pattern: string;
  readonly matches: PathTest;
}

const everything: Selector = {
  selects: () => true,
  selectsAny: () => true,
  mayReach: () => true,
  literals: [],
  everything: true,
};

/**
 * Compiles an input's `paths`. Undefined or empty = everything.
 * @throws RefitError SpecInvalid for a pattern that `patternProblem` objects to
 */
export function compilePatterns(paths: readonly string[] | undefined): Selector {
  if (paths === undefined || paths.length === 0) return everything;
  for (const pattern of paths) {
    const problem = patternProblem(pattern);
    if (problem)
      throw new RefitError('SpecInvalid', `path pattern: found ${problem.found}, allowed ${problem.allowed}`);
  }
  // Last match wins, so the last is tried first.
  const rules: readonly Rule[] = paths.map(compileRule).toReversed();
  const otherwise = isNegated(paths[0] ?? '');
  return {
    selects(path) {
      for (const rule of rules) if (rule.matches(path)) return !rule.deselects;
      return otherwise;
    },
    selectsAny(names) {
      for (const rule of rules) if (names.some((name) => rule.matches(name))) return !rule.deselects;
      return otherwise;
    },
    mayReach(folder, alias, none) {
      for (const { deselects, pattern, matches } of rules) {
        const named = alias !== undefined && matches(alias);
        if (deselects ? named || reachesAll(matches, folder) : named || mayReach(pattern, folder, none)) {
          return !deselects;
        }
      }
      return otherwise;
    },
    literals: paths.filter((pattern) => !isNegated(pattern) && isLiteral(pattern)),
    everything: otherwise && rules.every((rule) => !rule.deselects),
  };
}

/** What is wrong with one pattern. @returns undefined when nothing is */
export function patternProblem(pattern: string): PatternProblem | undefined {
  const body = isNegated(pattern) ? pattern.slice(1) : pattern;
  const found = JSON.stringify(pattern);
  if (body === '') return { found, allowed: 'a path or pattern; leave `paths` out for everything' };
  if (body.includes('\0')) return { found, allowed: 'a path without NUL' };
  if (body.startsWith('/')) return { found, allowed: 'a path relative to the repository root, without a leading /' };
  const segments = (body.endsWith('/') ? body.slice(0, -1) : body).split('/');
  if (segments.includes('..')) return { found, allowed: 'a path inside the repository, without ..' };
  if (segments.includes('.')) return { found, allowed: 'a path without . segments; leave `paths` out for everything' };
  if (segments.includes('')) return { found, allowed: 'a path without empty segments (//)' };
  return undefined;
}

function isNegated(pattern: string): boolean {
  return pattern.startsWith('!');
}

function compileRule(pattern: string): Rule {
  const deselects = isNegated(pattern);
  const bytes = bytesOf(deselects ? pattern.slice(1) : pattern);
  return { deselects, pattern: bytes, matches: compileGlob(bytes) };
}

/** Whether a pattern matches all below a folder: what matches both a short name and a long one deep down has a `**`. */
function reachesAll(matches: PathTest, folder: string): boolean {
  const prefix = folder === '' ? '' : `${folder}/`;
  const unlikely = '\u0001'.repeat(300);
  return matches(`${prefix}\u0001`) && matches(`${prefix}${unlikely}/${unlikely}`);
}

/** Whether a positive pattern may match something below a folder: false only where a segment cannot be that of the folder. */
function mayReach(pattern: string, folder: string, none?: (literal: string) => boolean): boolean {
  if (isLiteral(pattern) && none?.(pattern) === true) return false;
  const segments = (pattern.endsWith('/') ? pattern.slice(0, -1) : pattern).split('/');
  const folders = folder === '' ? [] : folder.split('/');
  for (const [at, name] of folders.entries()) {
    const segment = segments[at];
    if (segment === undefined) break;
    if (segment.includes('**')) return true;
    if (!compileGlob(segment)(name)) return false;
  }
  // A name at the end stands for all below it, a wildcard there stops at `/`.
  return segments.length > folders.length || isLiteral(segments.at(-1) ?? '') || pattern.endsWith('/');
}
