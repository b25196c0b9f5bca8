/** How a replica that stands by hands on what only the leader can do. */
import type { IncomingHttpHeaders } from 'node:http';
import { deliveryHeaders } from './signature.ts';

/** Marks a request that a replica handed on: it goes no further. */
export const forwardedHeader = 'x-refit-forwarded';

/** A request as it came, to be judged anew by the leader. */
export interface Forwarded {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Milliseconds that the leader has to answer. */
const patience = 3_000;
const handedOn: readonly string[] = [...deliveryHeaders, 'authorization', 'x-refit-token'];

/**
 * Sends a request to the leader as it came: the same body, and the headers that prove it. The leader verifies it itself, so
 * replicas need no secret among them.
 * @param address `host:port` of the leader
 * @returns whether the leader took it
 */
export async function forwardTo(address: string, { path, headers, body }: Forwarded): Promise<boolean> {
  const own = new Headers({ [forwardedHeader]: '1' });
  for (const name of handedOn) {
    const value = headers[name];
    if (typeof value === 'string') own.set(name, value);
  }
  const signal = AbortSignal.timeout(patience);
  const request = { method: 'POST', headers: own, body: new Uint8Array(body), redirect: 'error', signal } as const;
  try {
    const response = await fetch(`http://${address}${path}`, request);
    await response.body?.cancel();
    return response.ok;
  } catch {
    // Away, or another leads by now: whoever asked comes again.
    return false;
  }
}
