import { readSSHKey, type SSHKey } from './ssh-key.ts';

/** One SSH key of the list, and when it may sign commits. */
export interface SSHSigner {
  readonly key: SSHKey;
  /** Its blob as base64, by which it is found. */
  readonly blob: string;
  /** Principals of `allowed_signers`, or the comment of a `.pub` line. */
  readonly label: string;
  /** Whether it may sign in git's namespace. */
  readonly forGit: boolean;
  /** Milliseconds since the epoch; the end is the first moment at which it is not valid. */
  readonly validAfter: number;
  readonly validBefore: number;
}

/** Characters; the longest RSA key has about 2,800. */
const maxLine = 8192;

/** The namespace that git signs in. */
export const gitNamespace = 'git';

/**
 * The lines of a `.pub` file: `<type> <base64> [comment]`.
 * @throws RangeError whose message begins with the line
 */
export function readPublicKeys(text: string): SSHSigner[] {
  return lines(text, (line) => {
    const [type = '', blob = '', ...comment] = line.split(/[ \t]+/);
    const always = { forGit: true, validAfter: -Infinity, validBefore: Infinity };
    return { ...readKey(type, blob), label: comment.join(' '), ...always };
  });
}

/**
 * The lines of an `allowed_signers` file (ssh-keygen(1), ALLOWED SIGNERS): `<principals> [options] <type> <base64> [comment]`.
 * Times without `Z` are UTC. Certificate authorities are refused.
 * @throws RangeError whose message begins with the line
 */
export function readAllowedSigners(text: string): SSHSigner[] {
  return lines(text, (line) => {
    const [principals, afterPrincipals] = field(line);
    let [word, rest] = field(afterPrincipals);
    // Where a type stands there are no options: no name of an option is one of a key's type.
    const options = /^(?:sk-)?(?:ssh|ecdsa)-/.test(word) ? '' : word;
    if (options !== '') [word, rest] = field(rest);
    const [blob] = field(rest);
    return { ...readKey(word, blob), label: principals.replaceAll('"', ''), ...readOptions(options) };
  });
}

function lines(text: string, read: (line: string) => SSHSigner): SSHSigner[] {
  const signers: SSHSigner[] = [];
  for (const [index, whole] of text.split('\n').entries()) {
    const line = whole.trim();
    if (line === '' || line.startsWith('#')) continue;
    try {
      if (line.length > maxLine) throw new RangeError(`it has ${line.length} characters; allowed are ${maxLine}`);
      signers.push(read(line));
    } catch (error: unknown) {
      if (error instanceof RangeError) throw new RangeError(`line ${index + 1}: ${error.message}`, { cause: error });
      throw error;
    }
  }
  return signers;
}

/** Up to the next blank outside of double quotes, and what follows. */
function field(line: string): [string, string] {
  const found = /^((?:[^ \t"]|"[^"]*")+)(?:[ \t]+|$)/.exec(line);
  if (found === null) throw new RangeError('it is cut, or a double quote is not closed');
  return [found[1] ?? '', line.slice(found[0].length)];
}

function readKey(type: string, base64: string): { key: SSHKey; blob: string } {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new RangeError('it has no public key of SSH');
  const bytes = Buffer.from(base64, 'base64');
  const key = readSSHKey(bytes);
  if (key.type !== type) throw new RangeError(`it says it is of type "${type.slice(0, 60)}", its key is ${key.type}`);
  return { key, blob: bytes.toString('base64') };
}

function readOptions(text: string): Pick<SSHSigner, 'forGit' | 'validAfter' | 'validBefore'> {
  const read = { forGit: true, validAfter: -Infinity, validBefore: Infinity };
  let rest = text;
  while (rest !== '') {
    const found = /^([A-Za-z-]+)(?:="([^"]*)")?(?:,|$)/.exec(rest);
    if (found === null) throw new RangeError(`its options are not name="value", separated by commas`);
    const [all, name = '', value] = found;
    rest = rest.slice(all.length);
    const option = name.toLowerCase();
    if (option === 'cert-authority') {
      throw new RangeError('certificate authorities are not supported: list the keys themselves');
    } else if (value === undefined) throw new RangeError(`its option "${name}" is not known, or lacks its value`);
    else if (option === 'namespaces') read.forGit = matches(value);
    else if (option === 'valid-after') read.validAfter = parseTime(value);
    else if (option === 'valid-before') read.validBefore = parseTime(value);
    else throw new RangeError(`its option "${name}" is not known`);
  }
  return read;
}

/** Whether git's namespace is in a pattern list: one must match, none that begins with `!` may. */
function matches(list: string): boolean {
  if (list.length > 200) throw new RangeError('its namespaces are longer than 200 characters');
  let matched = false;
  for (const item of list.split(',')) {
    const pattern = item.trim().replace(/^!/, '');
    const source = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(/\*+/g, '.*')
      .replaceAll('?', '.');
    if (!new RegExp(`^${source}$`).test(gitNamespace)) continue;
    if (item.trim().startsWith('!')) return false;
    matched = true;
  }
  return matched;
}

function parseTime(text: string): number {
  const found = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?Z?$/.exec(text);
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] = found ?? [];
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = Date.parse(written);
  if (found === null || Number.isNaN(time) || new Date(time).toISOString() !== written) {
    throw new RangeError(
      `"${text.slice(0, 30)}" is no time: allowed is YYYYMMDD or YYYYMMDDHHMM[SS], with or without Z`,
    );
  }
  return time;
}
