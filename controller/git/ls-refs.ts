/**
 * The one request of protocol v2 that lists refs, as gitprotocol-v2(5) has it: stateless, so that over HTTP it needs no
 * look at the capabilities first.
 */
import { type ListedRef, isObjectId } from './refs.ts';

/** The body of a `POST <url>/git-upload-pack` that lists the refs whose names begin with one of the prefixes. */
export function lsRefsRequest(prefixes: readonly string[]): Buffer {
  const args = ['peel', 'symrefs', ...prefixes.map((prefix) => `ref-prefix ${prefix}`)];
  return Buffer.from(`${packet('command=ls-refs')}0001${args.map(packet).join('')}0000`);
}

function packet(text: string): string {
  return `${(Buffer.byteLength(text) + 5).toString(16).padStart(4, '0')}${text}\n`;
}

/**
 * The refs of an answer that is whole: packets of refs with well-formed ids, and a flush packet at its very end. Of
 * anything else (cut, empty, a page, an error in a packet, another version) it is undefined: nothing is known.
 */
export function parseLsRefs(answer: Buffer): ListedRef[] | undefined {
  const refs: ListedRef[] = [];
  for (let at = 0; at + 4 <= answer.length;) {
    const digits = answer.toString('latin1', at, at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) return undefined;
    const length = parseInt(digits, 16);
    if (length === 0) return at + 4 === answer.length ? refs : undefined;
    if (length < 5 || at + length > answer.length) return undefined;
    const ref = parseRef(answer.toString('utf8', at + 4, at + length).replace(/\n$/, ''));
    if (ref === undefined) return undefined;
    refs.push(ref);
    at += length;
  }
  return undefined;
}

/** `<oid> <ref>[ symref-target:<ref>][ peeled:<oid>]` */
function parseRef(line: string): ListedRef | undefined {
  const [oid = '', ref = '', ...attributes] = line.split(' ');
  if (!isObjectId(oid) || (ref !== 'HEAD' && !ref.startsWith('refs/')) || /[\u0000-\u001f\u007f]/.test(ref))
    return undefined;
  const valueOf = (name: string): string | undefined =>
    attributes.find((attribute) => attribute.startsWith(name))?.slice(name.length);
  const [target, peeled] = [valueOf('symref-target:'), valueOf('peeled:')];
  if (peeled !== undefined && !isObjectId(peeled)) return undefined;
  return { ref, oid, ...(target === undefined ? {} : { target }), ...(peeled === undefined ? {} : { peeled }) };
}
