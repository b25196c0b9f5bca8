import { expect } from 'chai';
import { RefitError } from '../../controller/core/errors.ts';
import { isRefName } from '../../controller/core/ref-name.ts';
import { parsePlace } from '../../controller/git/url.ts';

describe('git: urls', () => {
  const accepted: [string, string][] = [
    ['https://Git.Example.com:443/team/r.git/', 'https://git.example.com/team/r.git'],
    ['http://127.0.0.1:8080/r.git', 'http://127.0.0.1:8080/r.git'],
    ['https://example.com/a b/"r".git', 'https://example.com/a%20b/%22r%22.git'],
    ['https://example.com', 'https://example.com'],
    ['/srv/git/../git/r.git/', '/srv/git/r.git'],
    ['SSH://git@Git.Example.com.:22/team/r.git/', 'ssh://git@git.example.com/team/r.git'],
    ['ssh://git@example.com:80/r', 'ssh://git@example.com:80/r'],
    ['ssh://g.i-t_1@[2001:DB8::0:1]:2222/~me/r', 'ssh://g.i-t_1@[2001:db8::1]:2222/~me/r'],
    ['ssh://git@0x7f.1/r', 'ssh://git@127.0.0.1/r'],
    ['http://2130706433:80/r', 'http://127.0.0.1/r'],
    ['https://0177.0.0.01./r', 'https://127.0.0.1/r'],
    ['https://%31%32%37.1/r%20', 'https://127.0.0.1/r%20'],
    ['/srv/with space/ünï', '/srv/with space/ünï'],
  ];
  for (const [given, url] of accepted) {
    it(`accepts ${given}`, () => expect(parsePlace(given, true).url).to.equal(url));
  }

  const refused = [
    '',
    'r',
    './r',
    '../r',
    '~/r',
    'file:///srv/r',
    'FILE:///srv/r',
    'ext::sh -c id',
    'ext::/srv',
    'fd::3',
  ];
  refused.push(
    'git://example.com/r',
    'ssh://example.com/r',
    'ssh://git:hunter2@example.com/r',
    'ssh://-oProxyCommand=id@example.com/r',
    'ssh://git@-oProxyCommand=id/r',
    'ssh://git@example.com:0/r',
    'ssh://git@example.com:99999/r',
    'ssh://git@example.com',
    'ssh://git@/r',
    'ssh://git@exa mple.com/r',
    'ssh://git@example.com/r?x',
    'ssh://g$(id)@example.com/r',
    'git@example.com:team/r.git',
    'example.com:r',
    'ftp://e.com/r',
  );
  refused.push(
    '--upload-pack=id',
    '-',
    'https://example.com/\nr',
    'https://exa\u0000mple.com/r',
    'https://example.com/a%0Ab',
    'ssh://git@example.com/a%00b',
    'ssh://git@example.com/a%7fb',
    '/srv/\u007f',
    'http://',
    'https:/e.com',
  );
  refused.push(
    'https://user:hunter2@example.com/r',
    'https://hunter2@example.com/r',
    'https://e.com/r?token=hunter2',
    'https://e.com/r#x',
  );
  refused.push(`https://example.com/${'x'.repeat(5000)}`);
  for (const given of refused) {
    it(`refuses ${JSON.stringify(given.slice(0, 60))}, saying what is allowed and no secret`, () => {
      let thrown: unknown;
      try {
        parsePlace(given, true);
      } catch (error: unknown) {
        thrown = error;
      }
      expect(thrown).to.be.instanceOf(RefitError);
      const error = thrown as RefitError;
      expect(error.reason).to.equal('SourceRefused');
      expect(error.message).to.contain('https://').and.to.not.contain('hunter2');
    });
  }

  it('tells the ssh:// form of an scp one', () => {
    expect(() => parsePlace('git@example.com:team/r.git', false)).to.throw('write ssh://git@example.com/team/r.git');
  });

  it('gives each scope a mirror of its own, and none to files of this machine', () => {
    const scopes = [undefined, ['a', 's'], ['a', 't'], ['b', 's'], ['as', '']] as const;
    const keys = scopes.map((scope) => {
      const access = scope === undefined ? undefined : { namespace: scope[0], secret: scope[1] };
      return parsePlace('https://example.com/r', false, access).key;
    });
    expect(new Set(keys).size).to.equal(scopes.length);
    const local = { namespace: 'a', secret: 's' };
    expect(parsePlace('/srv/r', true, local).key).to.equal(parsePlace('/srv/r', true).key);
  });

  it('refuses a local path where none is allowed', () => {
    expect(() => parsePlace('/srv/r', false)).to.throw(RefitError, 'local path');
  });

  it('gives one key to all spellings of a url, and others to others', () => {
    const keys = accepted.map(([given, url]) => [parsePlace(given, true).key, parsePlace(url, true).key]);
    for (const [a, b] of keys)
      expect(a)
        .to.equal(b)
        .and.match(/^[0-9a-f]{32}$/);
    expect(new Set(keys.flat()).size).to.equal(accepted.length);
  });
});

describe('git: branch names', () => {
  for (const name of ['main', 'feature/x-1', 'ünï', 'v1.2', 'a@b', 'HEAD2', "it's"]) {
    it(`accepts ${name}`, () => expect(isRefName(name)).to.equal(true));
  }
  const refused = [
    '',
    '-x',
    '@',
    'a..b',
    '../x',
    'a/',
    '/a',
    'a//b',
    '.a',
    'a/.b',
    'a.lock',
    'a.lock/b',
    'a.',
    'a b',
    'a~1',
  ];
  refused.push('a^', 'a:b', 'a?', 'a*', 'a[', 'a\\b', 'a@{1}', 'a\u0000', 'a\n', 'a\u007f', 'x'.repeat(256));
  for (const name of refused) {
    it(`refuses ${JSON.stringify(name.slice(0, 20))}`, () => expect(isRefName(name)).to.equal(false));
  }
});
