/**
 * Header fields that concern one connection only and are not passed on (RFC 9110 section 7.6.1). Everything else
 * passes as it came, with its case and its repetitions: behind the proxy a server sees what it would see behind a
 * Kubernetes Service, which adds nothing either.
 */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
]);

/** `raw` (name, value, name, value, …) without hop-by-hop fields and those that `Connection` names. */
export function endToEndHeaders(raw: readonly string[]): string[] {
  const named = new Set<string>();
  for (const [name, value] of pairs(raw)) {
    if (name.toLowerCase() === 'connection')
      for (const option of value.split(',')) named.add(option.trim().toLowerCase());
  }
  // A sender that names these in Connection must not make the framing of the message disappear.
  for (const kept of ['content-length', 'host', 'content-type']) named.delete(kept);
  return pairs(raw)
    .filter(([name]) => !hopByHop.has(name.toLowerCase()) && !named.has(name.toLowerCase()))
    .flat();
}

/** Header fields of a request to the server: end to end, framed as the request that came was. */
export function requestHeaders(method: string, raw: readonly string[]): string[] {
  const names = new Set(pairs(raw).map(([name]) => name.toLowerCase()));
  // Node has answered `Expect: 100-continue` itself by the time a request arrives here.
  const headers = pairs(endToEndHeaders(raw))
    .filter(([name]) => name.toLowerCase() !== 'expect')
    .flat();
  // HTTP/1.0 clients need not send it, an HTTP/1.1 message must have it.
  if (!names.has('host')) headers.push('Host', 'localhost');
  headers.push('Connection', 'close');
  if (names.has('transfer-encoding')) headers.push('Transfer-Encoding', 'chunked');
  // Without either, Node would send a chunked body, which many small servers cannot read.
  else if (!names.has('content-length') && !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE'].includes(method))
    headers.push('Content-Length', '0');
  return headers;
}

/** (name, value) pairs of Node's flat lists. */
export function pairs(raw: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) found.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return found;
}
