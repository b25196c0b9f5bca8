/** Who asks, as limits count. */
import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/**
 * The other end of the connection, or what the outermost of our own proxies saw. Of IPv6 its network of 64 bits: whoever has
 * one address has all of them.
 * @param proxies how many of our own, each of which adds to X-Forwarded-For, are in front
 */
export function callerOf({ headers, socket }: IncomingMessage, proxies: number): string {
  const seen = String(headers['x-forwarded-for'] ?? '').split(',');
  const told = proxies === 0 ? '' : plainAddress(seen.at(-Math.min(proxies, seen.length)) ?? '');
  const address = isIP(told) === 0 ? plainAddress(socket.remoteAddress ?? '') : told;
  return isIPv6(address) ? networkOf(address) : address;
}

/** Without the port that some proxies add; IPv4 inside IPv6 as what it is. */
function plainAddress(text: string): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(text.trim()) ?? [];
  return (bracketed ?? dotted ?? text.trim()).replace(/^::ffff:(?=\d+\.)/i, '');
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? 0 : tail.split(':').length;
  const zeros = Array.from({ length: Math.max(8 - groups.length - after, 0) }, () => '0');
  return [...groups, ...zeros, ...(tail ?? '').split(':')].slice(0, 4).join(':');
}
