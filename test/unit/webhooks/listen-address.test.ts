import { expect } from 'chai';
import { parseListenAddress } from '../../../controller/webhooks/local.ts';

describe('parseListenAddress', () => {
  it('takes a port, of loopback unless a host stands before it', () => {
    expect(parseListenAddress('9292')).to.deep.equal({ host: '127.0.0.1', port: 9292 });
    expect(parseListenAddress('0.0.0.0:0')).to.deep.equal({ host: '0.0.0.0', port: 0 });
    expect(parseListenAddress('hooks.example.com:80')).to.deep.equal({ host: 'hooks.example.com', port: 80 });
    expect(parseListenAddress('[::1]:65535')).to.deep.equal({ host: '::1', port: 65_535 });
  });

  it('takes nothing else', () => {
    for (const text of [
      '',
      ':',
      ':9292',
      '65536',
      '-1',
      '1e3',
      'host',
      'host:',
      '::1:80',
      '[::1]',
      'http://host:80',
      'a b:80',
    ])
      expect(parseListenAddress(text), text).to.equal(undefined);
  });
});
