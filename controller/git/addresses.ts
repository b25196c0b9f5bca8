/**
 * Which addresses a repository, a proxy or a token endpoint may be at. Names are resolved here, every address is
 * checked, and what was checked is what is connected to, so that a name that changes between look and connection
 * (DNS rebinding) gains nothing.
 */
import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { RefitError } from '../core/errors.ts';

/** What an installation says of addresses: single ones, or ranges such as `10.96.0.0/12`. `allow` counts before `deny`. */
export interface AddressRules {
  readonly allow?: readonly string[];
  /** Beside what is refused anyway: the ranges of a cluster's pods and Services. */
  readonly deny?: readonly string[];
  /** Whether this machine itself may be asked (the local mode). */
  readonly loopback?: boolean;
  /** Schemes of urls, such as `https`; left out: all that are known. */
  readonly schemes?: readonly string[];
}

/** Resolves and judges hosts. */
export interface AddressPolicy {
  /**
   * The addresses of a host, all of them allowed. @param host a name or an address, IPv6 with or without brackets
   * @throws RefitError AddressRefused when one is not; SourceUnavailable when the name cannot be resolved
   */
  resolve(host: string): Promise<readonly string[]>;
  /** What can be told of a host without resolving it: addresses, and names of this machine. @throws AddressRefused */
  check(host: string): void;
  /** Whether urls may have the scheme, such as `http`. @throws RefitError SourceRefused when they may not */
  checkScheme(scheme: string): void;
}

/** All addresses of a name. */
export type Resolver = (name: string) => Promise<readonly string[]>;

/** Refused unless allowed: nothing here is a git host, and much of it answers whoever is inside. */
const refusedRanges: readonly (readonly [string, readonly string[]])[] = [
  ['a loopback address', ['127.0.0.0/8', '::1/128']],
  // The kernel connects 0.0.0.0 and :: to this machine.
  ['an unspecified address', ['0.0.0.0/8', '::/128']],
  [
    'an address of a metadata service',
    // AWS and others; AWS on IPv6, with the credentials of pods; Google, Scaleway and Oracle on IPv6; Alibaba; Azure; Oracle.
    [
      '169.254.169.254',
      'fd00:ec2::/32',
      'fd20:ce::254',
      'fd00:42::42',
      'fd00:c1::a9fe:a9fe',
      '100.100.100.200',
      '168.63.129.16',
      '192.0.0.192',
    ],
  ],
  ['a link-local address', ['169.254.0.0/16', 'fe80::/10']],
  ['a multicast address', ['224.0.0.0/4', 'ff00::/8']],
  ['a reserved address', ['240.0.0.0/4']],
  // Which IPv4 address is inside only the network knows (NAT64 of RFC 8215), or its tunnel does (Teredo).
  ['an address of a translator', ['64:ff9b:1::/48', '2001::/32']],
];

const systemResolver: Resolver = async (name) =>
  (await systemLookup(name, { all: true, order: 'verbatim' })).map(({ address }) => address);

/**
 * Makes a policy. Private ranges (RFC 1918, fc00::/7) are allowed: that is where company git hosts are; a cluster's own
 * go into `deny`.
 * @throws RangeError for what is no address or range
 */
export function createAddressPolicy(rules: AddressRules = {}, resolver: Resolver = systemResolver): AddressPolicy {
  const allowed = listOf(rules.allow ?? []);
  const refused = refusedRanges
    .filter(([kind]) => rules.loopback !== true || kind !== 'a loopback address')
    .map(([kind, ranges]) => ({ kind, list: listOf(ranges) }));
  refused.push({ kind: 'an address of a refused range', list: listOf(rules.deny ?? []) });

  function refusalOf(address: string): string | undefined {
    const spellings = spellingsOf(address);
    if (spellings.length === 0) return 'no address';
    if (spellings.every((spelling) => contains(allowed, spelling))) return undefined;
    for (const { kind, list } of refused) if (spellings.some((spelling) => contains(list, spelling))) return kind;
    return undefined;
  }

  function require(host: string, addresses: readonly string[]): void {
    for (const address of addresses) {
      const why = refusalOf(address);
      if (why === undefined) continue;
      const what = address === host ? host : `${host} resolves to ${address}, which`;
      throw new RefitError('AddressRefused', `The host ${what} is ${why}; allowed are addresses outside of these.`);
    }
  }

  function check(given: string): void {
    const host = bareHost(given);
    if (isIP(host) !== 0) require(host, [host]);
    else if (/(?:^|\.)localhost$/.test(host)) require(host, ['127.0.0.1', '::1']);
  }

  return {
    check,
    checkScheme(scheme) {
      const { schemes } = rules;
      if (schemes === undefined || schemes.includes(scheme)) return;
      const allowed = schemes.map((each) => `${each}://`).join(' or ');
      throw new RefitError('SourceRefused', `The url has the scheme "${scheme}"; allowed here is ${allowed}.`);
    },
    async resolve(given) {
      const host = bareHost(given);
      check(host);
      if (isIP(host) !== 0) return [host];
      const addresses = await resolver(host).catch((error: unknown): never => {
        throw new RefitError('SourceUnavailable', `The host ${host} cannot be resolved (${codeOf(error)}).`, error);
      });
      if (addresses.length === 0) throw new RefitError('SourceUnavailable', `The host ${host} has no address.`);
      // One that is refused among several refuses the name: which of them would be connected to is chance.
      require(host, addresses);
      return addresses;
    },
  };
}

/** As urls and certificates spell it: no brackets, no dot at the end, lower case. */
function bareHost(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address);
    if (family === 0) throw new RangeError(`"${range}" is no address or range of addresses`);
    const most = family === 4 ? 32 : 128;
    const length = bits === undefined ? most : Number(bits);
    if (bits === '' || !Number.isInteger(length) || length < 0 || length > most) {
      throw new RangeError(`"${range}" has no prefix length from 0 to ${most}`);
    }
    list.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/** The address, and the IPv4 one that an IPv6 one stands for: both count, but of a mapped one only that. */
function spellingsOf(address: string): string[] {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) === 4) return [bare];
  const groups = isIP(bare) === 6 ? groupsOf(bare) : undefined;
  if (groups === undefined) return [];
  const embedded = embeddedIn(groups);
  if (embedded === undefined) return [bare];
  return groups[5] === 0xffff && groups[0] === 0 ? [embedded] : [bare, embedded];
}

/** IPv4-mapped and -compatible (RFC 4291), -translated (RFC 2765), NAT64 (RFC 6052), 6to4 (RFC 3056). */
function embeddedIn(groups: readonly number[]): string | undefined {
  const ipv4 = (high = 0, low = 0): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  if (groups[0] === 0x2002) return ipv4(groups[1], groups[2]);
  const last = ipv4(groups[6], groups[7]);
  if (groups[0] === 0x64 && groups[1] === 0xff9b) return last;
  if (groups.slice(0, 4).some((group) => group !== 0)) return undefined;
  if (groups[4] !== 0) return groups[4] === 0xffff && groups[5] === 0 ? last : undefined;
  // ::1 and :: are addresses of their own.
  const own = groups[5] === 0 && groups[6] === 0 && (groups[7] ?? 0) <= 1;
  return own || (groups[5] !== 0 && groups[5] !== 0xffff) ? undefined : last;
}

/** The eight groups of an IPv6 address, by the one spelling that a url has for it. */
function groupsOf(address: string): number[] | undefined {
  if (!URL.canParse(`http://[${address}]/`)) return undefined;
  const [left = '', right] = bareHost(new URL(`http://[${address}]/`).hostname).split('::');
  const parse = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const [head, tail] = [parse(left), right === undefined ? [] : parse(right)];
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}
