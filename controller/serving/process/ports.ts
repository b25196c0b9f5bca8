/**
 * Choosing ports. Below the ephemeral range, so that no outgoing connection of this machine can take a stable port
 * while its keeper restarts, nor a client connect to itself on it (TCP simultaneous open).
 */
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { hasFields, isMissing, parseDocument, readText } from './documents.ts';

const lowest = 20_000;
const highest = 32_767;

interface PortDocument {
  readonly port: number;
}

/** The stable port of a serving folder, once chosen. */
export function readPort(folder: string): number | undefined {
  const accepts = (value: unknown): value is PortDocument => hasFields(value, { port: 'number' });
  return parseDocument(readText(join(folder, 'port.json')), accepts)?.port;
}

/** A port nobody listens on now and no serving beside `folder` has for its own. @throws Error when none is found */
export async function choosePort(folder: string): Promise<number> {
  const taken = reservedPorts(dirname(folder));
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(lowest, highest + 1);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`found no free port between ${lowest} and ${highest}`);
}

/** Whether a listener on 127.0.0.1 could be opened at this moment. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function reservedPorts(root: string): ReadonlySet<number> {
  try {
    const ports = readdirSync(root).map((name) => readPort(join(root, name)));
    return new Set(ports.filter((port) => port !== undefined));
  } catch (error) {
    if (isMissing(error)) return new Set();
    throw error;
  }
}
