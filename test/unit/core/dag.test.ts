import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ancestors, descendants, orderSteps, stepEdges, type DagSpec } from '../../../controller/core/dag.ts';

const digits: DagSpec = {
  steps: [
    { name: 'serve', needs: ['quality'], deploy: { model: 'train.model', deployment: { command: ['serve'] } } },
    { name: 'quality', needs: ['evaluate'], gate: [{ metric: '{{ steps.evaluate.outputs.report.acc }}' }] },
    { name: 'evaluate', inputs: [{ name: 'model', from: 'train.model' }], run: { command: ['evaluate'] } },
    { name: 'train', inputs: [{ name: 'code' }, { name: 'd', from: 'prepare.dataset' }], run: { command: ['train'] } },
    { name: 'prepare', run: { command: ['prepare'] } },
    {
      name: 'probe',
      run: {
        command: ['probe'],
        args: ['{{ steps.serve.url }}'],
        env: [{}, { value: 'x{{ steps.train.outputs.m.loss }}' }],
      },
    },
  ],
};

describe('dag', () => {
  it('finds every kind of edge and the field that makes it', () => {
    expect(stepEdges(digits)).to.deep.equal([
      { from: 'quality', to: 'serve', via: 'needs', field: 'steps[0].needs[0]' },
      { from: 'train', to: 'serve', via: 'model', field: 'steps[0].deploy.model' },
      { from: 'evaluate', to: 'quality', via: 'needs', field: 'steps[1].needs[0]' },
      { from: 'evaluate', to: 'quality', via: 'expression', field: 'steps[1].gate[0].metric' },
      { from: 'train', to: 'evaluate', via: 'from', field: 'steps[2].inputs[0].from' },
      { from: 'prepare', to: 'train', via: 'from', field: 'steps[3].inputs[1].from' },
      { from: 'serve', to: 'probe', via: 'expression', field: 'steps[5].run.args[0]' },
      { from: 'train', to: 'probe', via: 'expression', field: 'steps[5].run.env[1].value' },
    ]);
  });

  it('orders by need, then by declaration', () => {
    expect(orderSteps(digits)).to.deep.equal({
      ok: true,
      order: ['prepare', 'train', 'evaluate', 'quality', 'serve', 'probe'],
    });
    const free = { steps: ['c', 'a', 'b'].map((name) => ({ name })) };
    expect(orderSteps(free)).to.deep.equal({ ok: true, order: ['c', 'a', 'b'] });
  });

  it('shows a cycle, from the step declared first', () => {
    const steps = [
      { name: 'after', needs: ['b'] },
      { name: 'a', needs: ['c'] },
      { name: 'b', needs: ['a'] },
      { name: 'c', needs: ['b'] },
    ];
    expect(orderSteps({ steps })).to.deep.equal({ ok: false, cycle: ['a', 'b', 'c', 'a'] });
    expect(orderSteps({ steps: [{ name: 'a', needs: ['a'] }] })).to.deep.equal({ ok: false, cycle: ['a', 'a'] });
  });

  it('passes over steps that do not exist', () => {
    expect(orderSteps({ steps: [{ name: 'a', needs: ['ghost'] }] })).to.deep.equal({ ok: true, order: ['a'] });
  });

  it('tells what is before and after a step', () => {
    const edges = stepEdges(digits);
    expect([...ancestors(edges, 'quality')].toSorted()).to.deep.equal(['evaluate', 'prepare', 'train']);
    expect([...descendants(edges, 'evaluate')].toSorted()).to.deep.equal(['probe', 'quality', 'serve']);
    expect([...ancestors(edges, 'prepare')]).to.deep.equal([]);
  });
});
