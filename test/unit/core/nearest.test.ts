import { expect } from 'chai';
import { describe, it } from 'mocha';
import { nearest } from '../../../controller/core/nearest.ts';

describe('nearest', () => {
  const steps = ['prepare', 'train', 'evaluate', 'serve'];

  it('finds the name that was meant', () => {
    expect(nearest('trian', steps)).to.equal('train');
    expect(nearest('evalute', steps)).to.equal('evaluate');
    expect(nearest('SERVE', steps)).to.equal('serve');
    expect(nearest('prepares', steps)).to.equal('prepare');
    expect(nearest('train', steps)).to.equal('train');
  });

  it('suggests nothing that is not near', () => {
    expect(nearest('deploy', steps)).to.equal(undefined);
    expect(nearest('ab', ['xy'])).to.equal(undefined);
    expect(nearest('', steps)).to.equal(undefined);
    expect(nearest('train', [])).to.equal(undefined);
  });

  it('prefers the nearest, then the first', () => {
    expect(nearest('data', ['date', 'Data', 'dat'])).to.equal('Data');
    expect(nearest('dat', ['data', 'date'])).to.equal('data');
  });
});
