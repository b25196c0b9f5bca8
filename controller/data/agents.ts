/** Pools of connections for data: one for each certificate and proxy, to allowed addresses only. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { toError } from '../core/errors.ts';
import type { AddressPolicy } from '../git/addresses.ts';
import type { GitProxy } from '../git/credentials.ts';
import { basic } from '../git/http-client.ts';

/** Certificates that a Secret brings, PEM. */
export interface TLSMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Whom a request goes to, and by which way. */
export interface Way {
  readonly url: URL;
  readonly tls?: TLSMaterial | undefined;
  readonly proxy?: GitProxy | undefined;
}

export interface Agents {
  /** @throws RefitError AddressRefused for a proxy that may not be asked */
  of(way: Way): Promise<HttpAgent>;
  close(): void;
}

const maxSockets = 16;

/** @param addresses left out: everybody may be asked @param proxyMs milliseconds that a proxy has to make a connection */
export function createAgents(addresses: AddressPolicy | undefined, proxyMs: number): Agents {
  const agents = new Map<string, HttpAgent>();
  const options = {
    keepAlive: true,
    maxSockets,
    scheduling: 'fifo',
    ...(addresses === undefined ? {} : { lookup: lookupOf(addresses) }),
  } as const;
  function direct(url: URL, tls: TLSMaterial | undefined): HttpAgent {
    return url.protocol === 'https:' ? new HttpsAgent({ ...options, ...tls }) : new HttpAgent(options);
  }
  async function throughProxy({ url, username, password = '' }: GitProxy, ca: string | undefined): Promise<HttpAgent> {
    addresses?.check(new URL(url).hostname);
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    const headers = username === undefined ? {} : { 'proxy-authorization': basic(username, password) };
    // Without a limit, for who waited in line behind a tunnel that was not made would wait for ever; callers have their own.
    const all = { ...options, maxSockets: Infinity, headers, ...(ca === undefined ? {} : { ca }) };
    const agent = new HttpsProxyAgent(new URL(url), all);
    // A request that waits for its tunnel has no socket that could time out, and would hold its place for ever.
    agent.connect = async (request, target) => {
      const ending = new AbortController();
      const timer = setTimeout(() => ending.abort(), proxyMs);
      try {
        return await new HttpsProxyAgent(new URL(url), { ...all, signal: ending.signal }).connect(request, target);
      } catch (error: unknown) {
        throw ending.signal.aborted ? new Error(`the proxy made no connection within ${proxyMs} ms`) : error;
      } finally {
        clearTimeout(timer);
      }
    };
    return agent;
  }
  return {
    async of({ url, tls, proxy }) {
      // Connections with a certificate, or through a proxy, are shared by those who have the same one.
      const { url: host, username, password } = proxy ?? {};
      const key = JSON.stringify([url.protocol, tls?.ca, tls?.cert, tls?.key, host, username, password]);
      const known = agents.get(key);
      if (known !== undefined) return known;
      const made = proxy === undefined ? direct(url, tls) : await throughProxy(proxy, tls?.ca);
      const agent = agents.get(key) ?? made;
      agents.set(key, agent);
      return agent;
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

/** Node's lookup, to allowed addresses only: what was checked is what is connected to. */
export function lookupOf(addresses: AddressPolicy): LookupFunction {
  return (host, { all, family }, callback) => {
    const give = (found: readonly string[]): void => {
      const list = found.map((address) => ({ address, family: isIP(address) }));
      const fitting = family === 4 || family === 6 ? list.filter((one) => one.family === family) : list;
      const [first] = fitting;
      if (first === undefined) callback(new Error(`${host} has no address of this family`), '');
      else if (all === true) callback(null, fitting);
      else callback(null, first.address, first.family);
    };
    const fail = (error: unknown): void => callback(toError(error), '');
    addresses.resolve(host).then(give, fail);
  };
}
