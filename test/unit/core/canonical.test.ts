import { expect } from 'chai';
import { describe, it } from 'mocha';
import { canonicalJSON, canonicalText, withoutDefaults } from '../../../controller/core/canonical.ts';

describe('canonical JSON', () => {
  it('orders names by UTF-16 code units and escapes as RFC 8785 says', () => {
    // The example of RFC 8785, section 3.2.3, with the names as values too.
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = canonicalText(Object.fromEntries(names.map((name) => [name, name])));
    expect(text).to.equal(
      '{"\\r":"\\r","1":"1","\u0080":"\u0080","\u00f6":"\u00f6","\u20ac":"\u20ac","\ud83d\ude00":"\ud83d\ude00","\ufb33":"\ufb33"}',
    );
  });

  it('keeps numbers of documents as RFC 8785 writes them and leaves undefined out', () => {
    expect(canonicalJSON({ b: 1e21, a: [0.1, 100, null, true], c: undefined })).to.equal(
      '{"a":[0.1,100,null,true],"b":1e+21}',
    );
  });

  it('refuses text that is not Unicode, and what is no document', () => {
    expect(() => canonicalText(['\ud800']))
      .to.throw(/lone surrogate/)
      .with.property('reason', 'SpecInvalid');
    expect(() => canonicalJSON(undefined))
      .to.throw()
      .with.property('reason', 'InternalError');
  });

  it('leaves out what says nothing', () => {
    const fields = { a: undefined, b: '', c: [], d: {}, e: 'x', f: 'standard', g: ['y'], h: [''] };
    expect(withoutDefaults(fields, { f: 'standard', g: ['z'] })).to.deep.equal({ e: 'x', g: ['y'], h: [''] });
    expect(withoutDefaults({ toString: 'x', constructor: 'y' }, {})).to.have.all.keys('toString', 'constructor');
  });
});
