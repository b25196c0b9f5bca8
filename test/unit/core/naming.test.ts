import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionKey } from '../../../controller/engines/engine.ts';
import {
  executionName,
  inputVariable,
  modelVersionName,
  outputVariable,
  revisionVariable,
  runName,
  stageName,
} from '../../../controller/core/naming.ts';

const key: ExecutionKey = {
  namespace: 'ml',
  workflow: 'digits',
  workflowUID: '7f1f',
  step: 'train',
  subject: 'candidate',
  fingerprint: `sha256:${'a'.repeat(64)}`,
  attempt: 1,
};

describe('names', () => {
  it('spells runs and model versions', () => {
    expect(runName('digits', 12)).to.equal('digits-12');
    expect(modelVersionName('digits', `sha256:${'0123456789'.repeat(6)}abcd`)).to.equal('digits-01234567890123456789');
  });

  it('gives every part of an execution its own name', () => {
    const others: ExecutionKey[] = [
      { ...key, namespace: 'other' },
      { ...key, workflow: 'digit' },
      { ...key, workflowUID: '8' },
      { ...key, step: 'trains' },
      { ...key, subject: 'champion' },
      { ...key, fingerprint: `sha256:${'b'.repeat(64)}` },
      { ...key, attempt: 2 },
    ];
    const names = [key, ...others].map(executionName);
    expect(new Set(names).size).to.equal(names.length);
    expect(names[0]).to.match(/^digits-train-[0-9a-f]{20}$/);
    expect(executionName({ ...key })).to.equal(names[0]);
  });

  it('cuts long names, never the hash, and stays DNS-1035', () => {
    const workflow = `w${'x'.repeat(38)}y`;
    const step = `s${'-'.repeat(28)}z`;
    for (const long of [
      { ...key, workflow, step },
      { ...key, workflow },
      { ...key, step: 's'.repeat(30) },
    ]) {
      const name = executionName(long);
      expect(name.length, name).to.be.at.most(63);
      expect(name)
        .to.match(/^[a-z]([-a-z0-9]*[a-z0-9])?$/)
        .and.match(/[0-9a-f]{20}$/);
    }
    expect(modelVersionName(workflow, key.fingerprint).length).to.be.at.most(63);
  });

  it('gives every stage its own name, and the plain one where it can', () => {
    expect(stageName({ workflow: 'digits', step: 'serve' })).to.equal('digits-serve');
    expect(stageName({ workflow: 'a-b', step: 'c' })).to.equal('a-b-c');
    expect(stageName({ workflow: 'a', step: 'b-c' })).to.match(/^a-b-c-[0-9a-f]{20}$/);
    const part = fc.stringMatching(/^[ab]([-ab]{0,5}[ab])?$/);
    fc.assert(
      fc.property(part, part, part, part, (workflow, step, otherWorkflow, otherStep) => {
        const same = workflow === otherWorkflow && step === otherStep;
        const names = [stageName({ workflow, step }), stageName({ workflow: otherWorkflow, step: otherStep })];
        expect(names[0] === names[1]).to.equal(same);
      }),
    );
  });

  it('names variables as shells can read them', () => {
    expect(outputVariable('model')).to.equal('REFIT_OUTPUT_MODEL');
    expect(inputVariable('hold-out')).to.equal('REFIT_INPUT_HOLD_OUT');
    expect(revisionVariable('my-data')).to.equal('REFIT_REVISION_MY_DATA');
  });
});
