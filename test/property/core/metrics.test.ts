import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { flattenMetrics } from '../../../controller/core/metrics.ts';
import { readJSON } from '../../../controller/core/json-text.ts';

const pieces = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      'e5',
      '.5',
      'NaN',
      'Infinity',
      'null',
      'true',
      '\\',
      '\\u00',
      ' ',
      '\n',
      '__proto__',
    ),
    {
      maxLength: 30,
    },
  )
  .map((all) => all.join(''));

describe('metrics, properties', () => {
  it('are read or refused, and never throw', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const read = flattenMetrics(text);
        if (read.ok) for (const value of Object.values(read.metrics)) expect(value).to.be.a('string');
        else expect(read.problem).to.match(/found/);
      }),
      { numRuns: 3000 },
    );
  });

  it('accept exactly the JSON that JSON.parse accepts, apart from NaN and Infinity', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.json()), (text) => {
        if (/NaN|Infinity/.test(text)) return;
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(readJSON(text, 1000).ok, text).to.equal(valid);
      }),
      { numRuns: 3000 },
    );
  });

  it('keep every number as it was written, under the names on its way', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '/', '_', 'é'), minLength: 1, maxLength: 4 });
    const values = fc.dictionary(name, fc.dictionary(name, fc.double({ noNaN: true, noDefaultInfinity: true })), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(values, (groups) => {
        const expected = Object.entries(groups).flatMap(([group, metrics]) =>
          Object.entries(metrics).map(([metric, value]): [string, string] => [
            `${group}.${metric}`,
            JSON.stringify(value),
          ]),
        );
        const read = flattenMetrics(JSON.stringify(groups));
        expect(read.ok && { ...read.metrics }).to.deep.equal(Object.fromEntries(expected));
      }),
    );
  });
});
