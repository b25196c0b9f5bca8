import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { add, compareDecimals, decimalText, negate, parseDecimal } from '../../../controller/core/decimal.ts';
import { judgeGate, type ChampionFacts, type RuleFacts } from '../../../controller/core/gates.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const number = fc.oneof(
  fc.integer().map(String),
  finite.map(String),
  finite.map((value) => value.toExponential(3)),
);
const bound = fc.option(number, { nil: undefined });
const champion = fc.option(
  fc.record({
    better: fc.constantFrom('Higher' as const, 'Lower' as const),
    tolerance: fc.constantFrom(undefined, '0.5%', '0.01', '0'),
    stage: fc.constantFrom('serve', 'staging'),
  }),
  { nil: undefined },
);
const history = fc.record({ previouslyLive: fc.boolean(), isLive: fc.boolean() });
const standing: fc.Arbitrary<ChampionFacts> = fc
  .tuple(
    history,
    fc.oneof(
      fc.constant({ kind: 'None' as const }),
      fc.constant({ kind: 'Unknown' as const }),
      fc.record({ kind: fc.constant('Known' as const), metric: fc.option(number, { nil: undefined }) }),
    ),
  )
  .map(([past, now]) => ({ ...past, ...now }));
const rule = fc.record({ metric: fc.constant('{{ steps.e.outputs.r.m }}'), min: bound, max: bound, champion });
const fact = (metric: fc.Arbitrary<string | undefined>): fc.Arbitrary<RuleFacts> =>
  fc.record({ rule, metric, champion: fc.option(standing, { nil: undefined }) });
const unusable = fc.oneof(
  fc.constantFrom(undefined, 'NaN', 'Infinity', '-Infinity', 'inf', '', 'null', 'true', '1e9999'),
  fc.string().filter((text) => parseDecimal(text) === undefined),
);

describe('gate, properties', () => {
  it('never passes, nor waits, with a metric that is no finite number', () => {
    fc.assert(
      fc.property(
        fc.array(fact(number), { maxLength: 3 }),
        fact(unusable),
        fc.array(fact(number), { maxLength: 3 }),
        (before, bad, after) => {
          const verdict = judgeGate([...before, bad, ...after]);
          expect(verdict.kind).to.equal('Refused');
          expect(
            verdict.checks.some((check) => check.reason === 'MetricMissing' || check.reason === 'MetricInvalid'),
          ).to.equal(true);
        },
      ),
    );
  });

  it('passes exactly when every check passed and none waits', () => {
    fc.assert(
      fc.property(fc.array(fact(number), { minLength: 1, maxLength: 4 }), (facts) => {
        const verdict = judgeGate(facts);
        const refused = verdict.checks.some((check) => !check.passed);
        expect(verdict.kind === 'Refused').to.equal(refused);
        expect(verdict.kind === 'Pending').to.equal(verdict.pending.length > 0);
        expect(verdict.passed).to.equal(!refused && verdict.pending.length === 0);
      }),
    );
  });

  it('judges bounds as numbers compare, and never lets a champion soften them', () => {
    fc.assert(
      fc.property(
        fact(fc.integer({ min: -1000, max: 1000 }).map(String)),
        fc.integer({ min: -1000, max: 1000 }),
        (given, min) => {
          const verdict = judgeGate([{ ...given, rule: { ...given.rule, min: String(min), max: undefined } }]);
          if (Number(given.metric) < min) expect(verdict.kind).to.equal('Refused');
          else expect(verdict.checks[0]?.reason).to.equal('Passed');
        },
      ),
    );
  });

  it('passes a metric equal to the champion, and never what one is worse than by more than the tolerance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: -200, max: 200 }),
        fc.constantFrom('Higher', 'Lower'),
        (hundredths, off, better) => {
          const champion = (hundredths / 100).toFixed(2);
          const metric = ((hundredths + off) / 100).toFixed(2);
          const compared = { better, tolerance: '0.5', stage: 's' } as const;
          const { passed } = judgeGate([
            { rule: { metric: 'm', champion: compared }, metric, champion: { kind: 'Known', metric: champion } },
          ]);
          expect(passed).to.equal(better === 'Higher' ? off >= -50 : off <= 50);
        },
      ),
    );
  });
});

describe('decimals, properties', () => {
  const parsed = (text: string) => {
    const value = parseDecimal(text);
    if (!value) throw new Error(`no number: ${text}`);
    return value;
  };

  it('read every number that JavaScript writes, and order them as it does', () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        expect(Math.sign(compareDecimals(parsed(String(a)), parsed(String(b))))).to.equal(a < b ? -1 : a > b ? 1 : 0);
        expect(Number(decimalText(parsed(String(a))))).to.equal(a === 0 ? 0 : a);
      }),
    );
  });

  it('add and take away exactly', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const back = add(add(parsed(a), parsed(b)), negate(parsed(b)));
        expect(compareDecimals(back, parsed(a))).to.equal(0);
      }),
    );
  });
});
