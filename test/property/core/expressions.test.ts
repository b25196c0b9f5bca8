import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  executionText,
  fingerprintText,
  parseTemplate,
  references,
  referenceText,
  resolveTemplate,
  templateProblems,
  type Reference,
  type Template,
} from '../../../controller/core/expressions.ts';

const key = fc.oneof(
  fc.constantFrom('a', 'hold-out', '_x', '0'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
);
const reference: fc.Arbitrary<Reference> = fc.oneof(
  fc.record({ kind: fc.constant('parameter' as const), name: key }),
  fc.record({ kind: fc.constantFrom('inputPath' as const, 'outputPath' as const), name: key }),
  fc.record({ kind: fc.constant('metric' as const), step: key, output: key, metric: key }),
  fc.record({ kind: fc.constant('stepUrl' as const), step: key }),
  fc.record({ kind: fc.constant('sourceRevision' as const), source: key }),
);
/** Text full of what expressions are made of. */
const hostile = fc
  .array(
    fc.constantFrom(
      '{',
      '{{',
      '}',
      '}}',
      '"',
      "'",
      '\\',
      ' ',
      'parameters',
      '.a',
      'inputs.a.path',
      '[',
      ']',
      '{{ inputs.a.path }}',
      'é',
    ),
    {
      maxLength: 12,
    },
  )
  .map((pieces) => pieces.join(''));
const piece = fc.oneof(reference, hostile);

function write(pieces: readonly (Reference | string)[]): string {
  return pieces
    .map((each) => (typeof each === 'string' ? `{{ ${JSON.stringify(each)} }}` : `{{ ${referenceText(each)} }}`))
    .join('');
}

function normal(template: Template): unknown {
  return template.parts;
}

describe('expressions, properties', () => {
  it('read back every reference as it was written', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const template = parseTemplate(write(pieces));
        expect(references(template)).to.deep.equal(pieces.filter((each) => typeof each !== 'string'));
        const shown = (each: Reference): string => `<${referenceText(each)}>`;
        expect(resolveTemplate(template, shown)).to.equal(
          pieces.map((each) => (typeof each === 'string' ? each : shown(each))).join(''),
        );
      }),
    );
  });

  it('never scan a value again', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), hostile, (pieces, value) => {
        let asked = 0;
        const resolved = resolveTemplate(parseTemplate(write(pieces)), () => {
          asked += 1;
          return value;
        });
        expect(asked).to.equal(pieces.filter((each) => typeof each !== 'string').length);
        expect(resolved).to.equal(pieces.map((each) => (typeof each === 'string' ? each : value)).join(''));
      }),
    );
  });

  it('carry values to the engine so that only the paths that were written are expressions there', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), hostile, (pieces, value) => {
        const template = parseTemplate(write(pieces));
        const carried = parseTemplate(executionText(template, () => value));
        const isPath = (each: Reference): boolean => each.kind === 'inputPath' || each.kind === 'outputPath';
        expect(references(carried)).to.deep.equal(references(template).filter(isPath));
        expect(resolveTemplate(carried, () => 'P')).to.equal(
          resolveTemplate(template, (each) => (isPath(each) ? 'P' : value)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('enter fingerprints with one text for one meaning, and another for another', () => {
    const keeps = (each: Reference): boolean =>
      each.kind !== 'parameter' && each.kind !== 'metric' && each.kind !== 'sourceRevision';
    const meaning = (template: Template, value: string): string => {
      const parts: string[] = [''];
      for (const part of template.parts) {
        if (part.kind === 'reference' && keeps(part.reference)) parts.push(referenceText(part.reference), '');
        else parts[parts.length - 1] += part.kind === 'literal' ? part.text : value;
      }
      return JSON.stringify(parts);
    };
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 4 }),
        hostile,
        fc.array(piece, { maxLength: 4 }),
        hostile,
        (a, valueA, b, valueB) => {
          const [one, other] = [parseTemplate(write(a)), parseTemplate(write(b))];
          const same = meaning(one, valueA) === meaning(other, valueB);
          expect(fingerprintText(one, () => valueA) === fingerprintText(other, () => valueB)).to.equal(same);
          const again = parseTemplate(fingerprintText(one, () => valueA));
          expect(meaning(again, '')).to.equal(meaning(one, valueA));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('parse or tell problems inside the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        const problems = templateProblems(text);
        for (const problem of problems) expect(problem.column).to.be.within(1, text.length);
        if (problems.length > 0) expect(() => parseTemplate(text)).to.throw(/column/);
        else expect(normal(parseTemplate(text))).to.be.an('array');
      }),
      { numRuns: 1000 },
    );
  });
});
