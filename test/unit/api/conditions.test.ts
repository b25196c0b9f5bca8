import { expect } from 'chai';
import {
  conditionReasons,
  conditionTypes,
  findCondition,
  isTrue,
  removeCondition,
  setCondition,
} from '../../../controller/api/v1alpha1/conditions.ts';

const ready = { type: 'Ready', status: 'True', reason: 'Reconciled', message: 'fine' } as const;

describe('conditions', () => {
  it('names every type and reason as it is written', () => {
    for (const table of [conditionTypes, conditionReasons]) {
      for (const [key, value] of Object.entries(table)) expect(value).to.equal(key);
    }
  });

  it('keeps the time while the status stays, whatever else changes', () => {
    const first = setCondition(undefined, ready, 't1');
    const second = setCondition(first, { ...ready, reason: 'NotAffected', message: 'new' }, 't2');
    expect(second).to.deep.equal([{ ...ready, reason: 'NotAffected', message: 'new', lastTransitionTime: 't1' }]);
  });

  it('takes the new time when the status changes', () => {
    const first = setCondition([], ready, 't1');
    expect(setCondition(first, { ...ready, status: 'False' }, 't2')[0]?.lastTransitionTime).to.equal('t2');
  });

  it('sorts by type, replaces by type, and leaves what it was given alone', () => {
    const given = setCondition([], { ...ready, type: 'UpToDate' }, 't');
    const both = setCondition(given, ready, 't');
    expect(both.map((condition) => condition.type)).to.deep.equal(['Ready', 'UpToDate']);
    expect(given).to.have.length(1);
    expect(setCondition(both, ready, 't')).to.have.length(2);
  });

  it('finds and removes by type', () => {
    const conditions = setCondition([], ready, 't');
    expect(isTrue(conditions, 'Ready')).to.equal(true);
    expect(isTrue(conditions, 'Stalled')).to.equal(false);
    expect(findCondition(undefined, 'Ready')).to.equal(undefined);
    expect(removeCondition(conditions, 'Ready')).to.deep.equal([]);
  });

  it('cuts a message to what the CRDs accept, between characters', () => {
    const long = setCondition([], { ...ready, message: '😀'.repeat(5000) }, 't')[0]?.message ?? '';
    expect(Array.from(long)).to.have.length(4096);
    expect(long.endsWith('😀…')).to.equal(true);
  });
});
