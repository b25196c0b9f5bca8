import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { createGitAccess } from '../../../controller/git/access.ts';
import { parseCredentials } from '../../../controller/git/credentials.ts';
import { isReason, RefitError } from '../../../controller/core/errors.ts';

const identity = '-----BEGIN OPENSSH PRIVATE KEY-----\r\nabc\r\n-----END OPENSSH PRIVATE KEY-----';
const known_hosts = '# ours\ngit.example.com ssh-ed25519 AAAA\n';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const ec = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const app = { githubAppID: '1', githubAppInstallationID: '2', githubAppPrivateKey: rsa };

function parse(entries: Record<string, string>): ReturnType<typeof parseCredentials> {
  return parseCredentials('git', new Map(Object.entries(entries)));
}

describe('git: what a secret holds', () => {
  it('reads each kind', () => {
    expect(parse({ username: 'ada', password: 'pä:ss\n' }).authentication).to.deep.equal({
      kind: 'basic',
      username: 'ada',
      password: 'pä:ss',
    });
    expect(parse({ bearerToken: 'abc' }).authentication).to.deep.equal({ kind: 'bearer', token: 'abc' });
    expect(parse({ identity, known_hosts, 'identity.pub': 'left alone' }).authentication).to.deep.equal({
      kind: 'ssh',
      identity: `${identity.replaceAll('\r', '')}\n`,
      knownHosts: known_hosts,
    });
    expect(parse(app).authentication).to.include({ kind: 'app', baseUrl: 'https://api.github.com' });
    expect(parse({ proxy: 'http://Proxy.example.com:3128/' }).proxy).to.deep.equal({
      url: 'http://proxy.example.com:3128',
    });
  });

  const refusedSecrets: Record<string, [Record<string, string>, string]> = {
    'two kinds': [{ username: 'a', password: 'v4lue', bearerToken: 'v4lue' }, 'username and bearerToken'],
    'three kinds': [{ ...app, identity, username: 'v4lue' }, 'username and identity and githubAppID'],
    nothing: [{ other: 'v4lue' }, 'bearerToken'],
    'no password': [{ username: 'v4lue' }, 'password'],
    'no user': [{ password: 'v4lue' }, 'username'],
    'a colon in the user': [{ username: 'v4:lue', password: 'x' }, 'colon'],
    'a header in a password': [{ username: 'a', password: 'v4lue\r\nX-Evil: 1' }, 'control'],
    'a header in a token': [{ bearerToken: 'v4lue\nX-Evil: 1' }, 'control'],
    'a space in a token': [{ bearerToken: 'v4lue x' }, 'ASCII'],
    'no known_hosts': [{ identity }, 'known_hosts'],
    'empty known_hosts': [{ identity, known_hosts: '# v4lue\n' }, 'known_hosts'],
    'known_hosts alone': [{ known_hosts }, 'known_hosts'],
    'an identity under another name': [{ id_ed25519: identity, known_hosts }, 'beside id_ed25519'],
    'no key': [{ identity: 'v4lue', known_hosts }, 'identity'],
    'an app without installation': [{ githubAppID: '1', githubAppPrivateKey: rsa }, 'githubAppInstallationID'],
    'an app with a key of another kind': [{ ...app, githubAppPrivateKey: ec }, 'RSA'],
    'an app that leads elsewhere': [{ ...app, githubAppInstallationID: '../../v4lue' }, 'digits'],
    'an app over http': [{ ...app, githubAppBaseURL: 'http://api.example.com' }, 'https'],
    'an app with credentials in its url': [
      { ...app, githubAppBaseURL: 'https://v4lue@api.example.com' },
      'credentials',
    ],
    'a key without certificate': [{ 'tls.key': rsa }, 'tls.crt'],
    'no pair': [{ 'tls.crt': 'v4lue', 'tls.key': rsa }, 'tls.crt'],
    'no authority': [{ 'ca.crt': 'v4lue' }, 'ca.crt'],
    'a proxy with credentials': [{ proxy: 'http://u:v4lue@proxy:3128' }, 'credentials'],
    'a proxy of another kind': [{ proxy: 'socks5://proxy:1080' }, 'https'],
    'a proxy with a path': [{ proxy: 'http://proxy/x' }, 'path'],
    'a proxy user without proxy': [{ proxyUsername: 'v4lue' }, 'proxy'],
    'a proxy user without password': [{ proxy: 'http://proxy', proxyUsername: 'v4lue' }, 'proxyPassword'],
  };
  for (const [what, [entries, named]] of Object.entries(refusedSecrets)) {
    it(`refuses ${what}, naming keys and no value`, () => {
      let thrown: unknown;
      try {
        parse(entries);
      } catch (error: unknown) {
        thrown = error;
      }
      expect(isReason(thrown, 'CredentialsInvalid')).to.equal(true);
      const { message, cause } = thrown as RefitError;
      expect(message).to.contain('secret git').and.to.contain(named).and.to.not.contain('v4lue');
      expect(cause).to.equal(undefined);
    });
  }
});

describe('git: access to secrets', () => {
  let values: Record<string, string> | undefined;
  let reads: number;
  let now: number;
  const secrets = {
    async entries() {
      reads++;
      if (values === undefined) throw new RefitError('SecretNotFound', 'none');
      return new Map(Object.entries(values));
    },
  };
  const access = { namespace: 'ml', secret: 'git' };
  beforeEach(() => {
    values = { bearerToken: 'a' };
    reads = now = 0;
  });

  it('reads once for many who ask, and again within a minute', async () => {
    const credentials = createGitAccess(secrets, () => now);
    const both = await Promise.all([credentials(access), credentials(access)]);
    expect(both[0]).to.equal(both[1]);
    now = 29_000;
    await credentials(access);
    expect(reads).to.equal(1);
    now = 55_000;
    expect(await credentials(access), 'the same object while nothing changed').to.equal(both[0]);
    values = { bearerToken: 'b' };
    now += 55_000;
    expect((await credentials(access)).authentication).to.deep.equal({ kind: 'bearer', token: 'b' });
    expect(reads).to.equal(3);
  });

  it('reads at once when told to, keeps namespaces apart, and remembers no failure', async () => {
    const credentials = createGitAccess(secrets, () => now);
    await credentials(access);
    values = { bearerToken: 'b' };
    expect((await credentials(access, true)).authentication).to.deep.equal({ kind: 'bearer', token: 'b' });
    await credentials({ ...access, namespace: 'other' });
    expect(reads).to.equal(3);
    values = undefined;
    let failed = false;
    await credentials(access, true).catch(() => (failed = true));
    expect(failed).to.equal(true);
    values = { bearerToken: 'c' };
    expect((await credentials(access)).authentication).to.deep.equal({ kind: 'bearer', token: 'c' });
  });
});
