import { fileNameProblem } from '../../parameter-files/parameter-file.ts';
import { isLiteral } from '../../glob.ts';
import { placed, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';

const outside = /(^|\/)\.\.?(\/|$)/;

/** A parameter has a value, or a place in a file of a source that is read for it. */
export const parameterShape: Rule = (spec) =>
  placed(spec.parameters, ['spec', 'parameters']).flatMap(([{ value, from }, path]) => {
    if ((value === undefined) === (from === undefined)) {
      const found = from === undefined ? 'neither' : 'both';
      return [problem('parameter-value-or-from', path, found, 'exactly one of value and from')];
    }
    if (from === undefined) return [];
    const at = [...path, 'from', 'file'];
    if (from.file.startsWith('/') || outside.test(from.file)) {
      const allowed = "a path from the root of the repository, without '.' and '..'";
      return [problem('parameter-file', at, quoteText(from.file), allowed)];
    }
    const wrong = fileNameProblem(from.file);
    if (wrong) return [problem('parameter-format', at, wrong.found, wrong.allowed)];
    // The file is one, whatever its name: patterns would take these for something else.
    if (isLiteral(from.file) && !from.file.startsWith('!')) return [];
    return [problem('parameter-format', at, quoteText(from.file), "a file name without '*' and '?', and no '!' first")];
  });

/** Keys are of one file, named as it is, of a format that has keys. */
export const keysFiles: Rule = (spec) =>
  placedSteps(spec).flatMap(([step, path]) =>
    placed(step.inputs, [...path, 'inputs']).flatMap(([{ keys, paths }, at]) => {
      const [file] = paths ?? [];
      if (keys === undefined || file === undefined) return [];
      const field = [...at, 'paths', 0];
      if (!isLiteral(file) || file.startsWith('!') || file.endsWith('/'))
        return [
          problem('keys-file', field, quoteText(file), 'together with keys the name of one file, without wildcards'),
        ];
      const wrong = fileNameProblem(file);
      return wrong ? [problem('keys-file', field, wrong.found, wrong.allowed)] : [];
    }),
  );
