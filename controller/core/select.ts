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
  readonly matches: PathTest;
}

/**
 * Compiles an input's `paths`. Undefined or empty = everything.
 * @throws RefitError SpecInvalid for a pattern that `patternProblem` objects to
 */
export function compilePatterns(paths: readonly string[] | undefined): Selector {
  if (paths === undefined || paths.length === 0) return { selects: () => true, literals: [], everything: true };
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
  return { deselects, matches: compileGlob(bytesOf(deselects ? pattern.slice(1) : pattern)) };
}
