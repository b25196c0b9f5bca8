import { expect } from 'chai';
import fc from 'fast-check';
import { createAddressPolicy } from '../../../controller/git/addresses.ts';
import { refused } from '../../contract/store-samples.ts';

const bracketed = (host: string): string => new URL(`http://${host}/`).hostname;

describe('git: address rules', () => {
  const policy = createAddressPolicy({ deny: ['10.96.0.0/12', 'fd12:3456::/32'] }, async (name) => {
    if (name === 'nowhere.test') throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    return name === 'mixed.test' ? ['192.0.2.1', '127.0.0.1'] : ['192.0.2.1', '2001:db8::1'];
  });

  const forbidden = {
    loopback: ['127.0.0.1', '127.255.255.254', '[::1]', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '127.0.0.1.'],
    mapped: ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
    'translated, tunnelled': [
      '[::ffff:0:7f00:1]',
      '[64:ff9b:1:7f00:0:100::]',
      '[64:ff9b:1:fffe::7f00:1]',
      '[2001:0:1::1]',
    ],
    unspecified: ['0.0.0.0', '0', '[::]', '0.1.2.3'],
    metadata: [
      '169.254.169.254',
      '[fd00:ec2::254]',
      '[fd00:0ec2:0:0::254]',
      '100.100.100.200',
      '168.63.129.16',
      '0xa9fea9fe',
      // Credentials of pods on EKS and of tasks on ECS; Scaleway; Oracle.
      '169.254.170.23',
      '169.254.170.2',
      '[fd00:ec2::23]',
      '[fd00:42::42]',
      '[fd00:c1::a9fe:a9fe]',
    ],
    'metadata, mapped': ['[::ffff:169.254.169.254]', '[64:ff9b::a9fe:a9fe]', '[2002:a9fe:a9fe::1]'],
    'link-local': ['169.254.1.1', '[fe80::1]', '[febf::1]'],
    multicast: ['224.0.0.1', '239.255.255.255', '[ff02::1]'],
    reserved: ['255.255.255.255', '240.0.0.1'],
    cluster: ['10.96.0.1', '10.111.255.255', '[fd12:3456:1::1]', '[::ffff:10.96.0.10]'],
    names: ['localhost', 'LOCALHOST', 'localhost.', 'git.localhost'],
  };
  for (const [kind, hosts] of Object.entries(forbidden)) {
    it(`refuses ${kind}, however it is written`, async () => {
      for (const host of hosts) {
        const error = await refused(policy.resolve(bracketed(host)), 'AddressRefused');
        expect(error.message).to.contain('allowed');
        expect(() => policy.check(bracketed(host)), host).to.throw();
      }
    });
  }

  it('allows public and private addresses', async () => {
    for (const host of ['192.0.2.1', '10.0.0.1', '172.16.3.4', '192.168.1.1', '10.95.255.255', '10.112.0.0']) {
      expect(await policy.resolve(host)).to.deep.equal([host]);
    }
    expect(await policy.resolve('[fd00::1]')).to.deep.equal(['fd00::1']);
    expect(await policy.resolve('[2001:db8::1]')).to.deep.equal(['2001:db8::1']);
    expect(await policy.resolve('git.example.com.')).to.deep.equal(['192.0.2.1', '2001:db8::1']);
  });

  it('refuses a name of which one address is forbidden, and tells a name that is not known', async () => {
    expect((await refused(policy.resolve('mixed.test'), 'AddressRefused')).message).to.contain('127.0.0.1');
    await refused(policy.resolve('nowhere.test'), 'SourceUnavailable');
  });

  it('allows what is named, and this machine in local mode, but no metadata service', async () => {
    const allowing = createAddressPolicy({ allow: ['127.0.0.2', '169.254.10.0/24', '::1'], deny: ['169.254.10.1'] });
    for (const host of ['127.0.0.2', '169.254.10.1', '[::ffff:127.0.0.2]', '[::1]'])
      await allowing.resolve(bracketed(host));
    await refused(allowing.resolve('127.0.0.1'), 'AddressRefused');
    await refused(allowing.resolve('localhost'), 'AddressRefused');
    const local = createAddressPolicy({ loopback: true });
    for (const host of ['127.0.0.1', '[::1]']) await local.resolve(host);
    for (const host of ['169.254.169.254', '0.0.0.0', '[::]']) await refused(local.resolve(host), 'AddressRefused');
  });

  it('refuses rules that say nothing', () => {
    for (const range of ['', 'example.com', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', '::/129', '10.0.0/8']) {
      expect(() => createAddressPolicy({ deny: [range] }), range).to.throw(RangeError);
    }
  });

  it('judges every spelling of an IPv6 address as it judges the address', async () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    await fc.assert(
      fc.asyncProperty(fc.array(group, { minLength: 7, maxLength: 7 }), async (rest) => {
        const long = ['fe80', ...rest.map((each) => each.toString(16).padStart(4, '0'))].join(':');
        await refused(policy.resolve(long), 'AddressRefused');
        await refused(policy.resolve(bracketed(`[${long}]`)), 'AddressRefused');
      }),
    );
  });
});
