import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  isTolerance,
  judgeGate,
  type ChampionFacts,
  type ChampionRule,
  type GateRule,
} from '../../../controller/core/gates.ts';

const metric = '{{ steps.evaluate.outputs.report.accuracy }}';
const known = (text: string | undefined): ChampionFacts => ({ kind: 'Known', metric: text });

function reasonOf(rule: Omit<GateRule, 'metric'>, value: string | undefined, champion?: ChampionFacts): string {
  const verdict = judgeGate([{ rule: { metric, ...rule }, metric: value, champion }]);
  expect(verdict.passed).to.equal(verdict.kind === 'Passed');
  return verdict.kind === 'Pending'
    ? 'Pending'
    : `${verdict.kind} ${verdict.checks.map((check) => check.reason).join(',')}`;
}

function against(
  value: string,
  champion: string,
  tolerance?: string,
  better: ChampionRule['better'] = 'Higher',
): string {
  return reasonOf({ champion: { better, tolerance, stage: 'serve' } }, value, known(champion));
}

describe('gate', () => {
  it('holds a metric against min and max', () => {
    expect(reasonOf({ min: '0.75' }, '0.75')).to.equal('Passed Passed');
    expect(reasonOf({ min: '0.75' }, '0.7499999999999999999')).to.equal('Refused BelowMinimum');
    expect(reasonOf({ max: '1e-3' }, '0.001')).to.equal('Passed Passed');
    expect(reasonOf({ max: '0.1' }, '0.1000001')).to.equal('Refused AboveMaximum');
    expect(reasonOf({ min: '0', max: '1' }, '2')).to.equal('Refused Passed,AboveMaximum');
  });

  it('fails closed', () => {
    const rules: Omit<GateRule, 'metric'>[] = [
      { min: '0' },
      { max: '1' },
      { champion: { better: 'Higher', stage: 's' } },
      {},
    ];
    for (const rule of rules) {
      expect(reasonOf(rule, undefined, { kind: 'None' })).to.equal('Refused MetricMissing');
      for (const text of ['NaN', 'nan', 'Infinity', '-Infinity', '', 'true', '0.9 ', 'high', '1e999']) {
        expect(reasonOf(rule, text, { kind: 'None', previouslyLive: true }), text).to.equal('Refused MetricInvalid');
      }
    }
    expect(judgeGate([]).kind).to.equal('Refused');
  });

  it('compares with the champion, to the digit', () => {
    expect(against('0.9', '0.9')).to.equal('Passed Passed');
    expect(against('0.89', '0.9')).to.equal('Refused WorseThanChampion');
    expect(against('0.7', '0.8', '0.1')).to.equal('Passed Passed');
    expect(against('0.69999', '0.8', '0.1')).to.equal('Refused WorseThanChampion');
    expect(against('0.796', '0.8', '0.5%')).to.equal('Passed Passed');
    expect(against('0.7959', '0.8', '0.5%')).to.equal('Refused WorseThanChampion');
    expect(against('1.01', '1', '1%', 'Lower')).to.equal('Passed Passed');
    expect(against('1.011', '1', '1%', 'Lower')).to.equal('Refused WorseThanChampion');
    expect(against('-10.1', '-10', '1%')).to.equal('Passed Passed');
    expect(against('-10.11', '-10', '1%')).to.equal('Refused WorseThanChampion');
    expect(against('-1', '0', '5%')).to.equal('Refused WorseThanChampion');
  });

  it('passes what has nothing to be compared with, or is going back', () => {
    const champion = { better: 'Higher', stage: 'serve' } as const;
    expect(reasonOf({ champion }, '0.1', { kind: 'None' })).to.equal('Passed NoChampion');
    expect(reasonOf({ champion }, '0.1', { kind: 'Unknown', isLive: true })).to.equal('Passed Passed');
    expect(reasonOf({ champion }, '0.1', { kind: 'Unknown', previouslyLive: true })).to.equal('Passed PreviouslyLive');
    const both = { min: '0.5', champion };
    expect(reasonOf(both, '0.1', { kind: 'Unknown', previouslyLive: true })).to.equal(
      'Refused BelowMinimum,PreviouslyLive',
    );
  });

  it('waits for the champion only while nothing else refuses', () => {
    const rule = { metric, min: '0.5', champion: { better: 'Higher', stage: 'serve' } } as const;
    const pending = judgeGate([{ rule, metric: '0.6', champion: { kind: 'Unknown' } }]);
    expect(pending).to.deep.include({ kind: 'Pending', passed: false, pendingStages: ['serve'] });
    expect(pending.pending).to.deep.equal([
      'steps.evaluate.outputs.report.accuracy champion of serve, Higher is better',
    ]);
    expect(judgeGate([{ rule, metric: '0.6' }]).kind).to.equal('Pending');
    const refused = judgeGate([{ rule, metric: '0.4', champion: { kind: 'Unknown' } }]);
    expect(refused).to.deep.include({ kind: 'Refused', pending: [], pendingStages: [] });
  });

  it('fails closed on the champion too', () => {
    const champion = { better: 'Higher', stage: 'serve' } as const;
    expect(reasonOf({ champion }, '0.9', known(undefined))).to.equal('Refused MetricMissing');
    expect(reasonOf({ champion }, '0.9', known('NaN'))).to.equal('Refused MetricInvalid');
  });

  it('says what was asked, found and held against', () => {
    const rule = { metric, min: '0.95', champion: { better: 'Higher', tolerance: '0.5%', stage: 'serve' } } as const;
    const [floor, champion] = judgeGate([{ rule, metric: '0.9', champion: known('0.8') }]).checks;
    const name = 'steps.evaluate.outputs.report.accuracy';
    expect(floor).to.deep.equal({
      rule: `${name} min 0.95`,
      metric,
      value: '0.9',
      bound: '0.95',
      passed: false,
      reason: 'BelowMinimum',
      text: `${name} is 0.9, below the minimum 0.95`,
    });
    expect(champion).to.deep.include({
      rule: `${name} champion of serve, Higher is better, tolerance 0.5%`,
      bound: '0.796',
      text: `${name} is 0.9, as good as the champion of serve asks, at least 0.796`,
    });
  });

  it('refuses bounds that are no numbers', () => {
    expect(() => reasonOf({ min: 'high' }, '1'))
      .to.throw(/min found "high"/)
      .with.property('reason', 'SpecInvalid');
    expect(() => against('1', '1', '-5%'))
      .to.throw(/tolerance found "-5%"/)
      .with.property('reason', 'SpecInvalid');
    for (const text of ['0.5%', '0.005', '1e-3', '0', '.5%']) expect(isTolerance(text), text).to.equal(true);
    for (const text of ['', '%', '-1', '+1', '5 %', 'NaN', '5%%']) expect(isTolerance(text), text).to.equal(false);
  });
});
