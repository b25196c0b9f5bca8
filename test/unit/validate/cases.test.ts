import { expect } from 'chai';
import { validateObject } from '../../../controller/core/validate/objects.ts';
import { readCases } from './cases.ts';

describe('validation table', () => {
  for (const { name, kind, update, refused, base, object } of readCases()) {
    it(`${refused === false ? 'accepts' : 'refuses'} ${name}`, () => {
      const problems = validateObject(kind, object, update ? base : undefined);
      const rules = [...new Set(problems.map(({ rule }) => rule))];
      // a patch may break a second rule on the way, never one that hides the first
      if (refused === false) expect(problems.map(({ message }) => message)).to.deep.equal([]);
      else expect(rules).to.include(refused);
    });
  }

  it('has every name once', () => {
    const names = readCases().map(({ name }) => name);
    expect(names).to.deep.equal([...new Set(names)]);
  });
});
