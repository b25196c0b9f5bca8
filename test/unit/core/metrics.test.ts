import { expect } from 'chai';
import { describe, it } from 'mocha';
import { flattenMetrics, maxMetricsBytes, metricNamed } from '../../../controller/core/metrics.ts';

function flat(text: string): Record<string, string> {
  const read = flattenMetrics(text);
  if (!read.ok) throw new Error(read.problem);
  return { ...read.metrics };
}

function problem(text: string): string {
  const read = flattenMetrics(text);
  return read.ok ? '' : read.problem;
}

describe('metrics', () => {
  it('keeps numbers as written, nested names with dots', () => {
    expect(
      flat('{"accuracy": 0.9300, "val": {"loss": 1e-3, "n": {"total": 12345678901234567890}}, "ok": true}'),
    ).to.deep.equal({
      accuracy: '0.9300',
      'val.loss': '1e-3',
      'val.n.total': '12345678901234567890',
      ok: 'true',
    });
  });

  it("keeps Python's bare NaN and Infinity, texts, and not null", () => {
    expect(flat('{"a": NaN, "b": -Infinity, "c": Infinity, "d": "high \\u00e9", "e": null, "f": "NaN"}')).to.deep.equal(
      {
        a: 'NaN',
        b: '-Infinity',
        c: 'Infinity',
        d: 'high é',
        f: 'NaN',
      },
    );
  });

  it('numbers list items, up to a bound', () => {
    expect(flat('{"loss": [0.5, [0.25], {"x": 1}, null]}')).to.deep.equal({
      'loss.0': '0.5',
      'loss.1.0': '0.25',
      'loss.2.x': '1',
    });
    expect(Object.keys(flat(`{"a": [${'1,'.repeat(499)}1], "b": 2}`))).to.have.length(101);
  });

  it('leaves list items out before it refuses', () => {
    const lists = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`l${index}`, Array<number>(100).fill(1)]),
    );
    const metrics = flat(JSON.stringify({ ...lists, accuracy: 0.5 }));
    expect(Object.keys(metrics)).to.have.length(1000);
    expect(metrics['accuracy']).to.equal('0.5');
  });

  it('is safe with names that objects know', () => {
    const read = flattenMetrics('{"__proto__": {"polluted": 1}, "__proto__": 2, "constructor": 3}');
    const metrics = read.ok ? read.metrics : {};
    expect(metricNamed(metrics, '__proto__')).to.equal('2');
    expect(metricNamed(metrics, 'constructor')).to.equal('3');
    expect(metricNamed(metrics, 'toString')).to.equal(undefined);
    expect(metricNamed({}, 'constructor')).to.equal(undefined);
    expect(metrics['toString']).to.equal(undefined);
    expect(Object.hasOwn({}, 'polluted')).to.equal(false);
    expect(JSON.stringify(metrics)).to.equal('{"__proto__":"2","constructor":"3"}');
  });

  it('takes the last of names written twice', () => {
    expect(flat('{"a": 1, "a": 2, "b.c": 3, "b": {"c": 4}}')).to.deep.equal({ a: '2', 'b.c': '4' });
  });

  it('says what is wrong and where', () => {
    expect(problem('')).to.match(/line 1, column 1: found the end of the file, allowed a JSON value/);
    expect(problem('{"a": 1,\n "b": oops}')).to.match(/line 2, column 7: found "oops}"/);
    expect(problem('{"a": 1,}')).to.match(/column 9: found "}", allowed a text in quotes/);
    expect(problem('{"a": "x\ny"}')).to.match(/control characters/);
    expect(problem('{"a": "\\q"}')).to.match(/JSON escapes/);
    for (const text of [
      '{"a": 01}',
      '{"a": 1} x',
      '{a: 1}',
      "{'a': 1}",
      '{"a": .5}',
      '{"a" 1}',
      '{"a": -NaN}',
      '{"a": 1',
      '{"a": "',
    ]) {
      expect(problem(text), text).to.match(/^not JSON: line 1, column \d+: found/);
    }
    expect(problem('[1]')).to.match(/no object/);
    expect(problem('0.93')).to.match(/no object/);
  });

  it('bounds size, depth and number', () => {
    expect(problem(`{"a": "${'x'.repeat(maxMetricsBytes)}"}`)).to.match(
      /^found 1048585 bytes, allowed at most 1048576$/,
    );
    expect(flat(`{"a": "${'x'.repeat(2000)}", "b": 1}`)).to.deep.equal({ b: '1' });
    expect(problem(`${'{"a":'.repeat(17)}1${'}'.repeat(17)}`)).to.match(/deeper than 16/);
    expect(flat(`${'{"a":'.repeat(16)}1${'}'.repeat(16)}`)).to.have.property(Array(16).fill('a').join('.'), '1');
    expect(problem('['.repeat(500_000))).to.match(/deeper than 16/);
    const many = (count: number): string =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, i])));
    expect(Object.keys(flat(many(1000)))).to.have.length(1000);
    expect(problem(many(1001))).to.equal('found 1001 metrics, allowed at most 1000');
  });
});
