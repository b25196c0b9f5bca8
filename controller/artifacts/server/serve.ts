/**
 * A volume of artifacts over HTTP, for a trial on one node: each caller sees the objects of its own namespace and no others.
 *
 *     GET | HEAD /v1/objects/<key>      with Range; a missing object is 404 with x-refit-absent
 *     PUT        /v1/objects/<key>      objects/ and trees/ only, checked against the digest in the key
 *     DELETE     /v1/objects/<key>      takes a damaged object away, 409 if it is not damaged
 *     GET        /v1/list/index/<fingerprint>
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { mkdir } from 'node:fs/promises';
import type { KubernetesClient } from '../../kubernetes/client.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import type { ObjectStore } from '../objects/objects.ts';
import { openFileVolume } from '../objects/file.ts';
import { answerQuestion, refuse } from './answer.ts';
import { createCallers } from './callers.ts';
import { createTurnstile } from './turnstile.ts';
import type { WriteLimits } from './write.ts';

export interface VolumeLimits extends WriteLimits {
  /** Requests of one namespace at once; more are told to come again. */
  readonly perNamespace: number;
  readonly connections: number;
  /** Milliseconds: to the end of a request's headers; without a byte; for a whole upload. */
  readonly headers: number;
  readonly idle: number;
  readonly request: number;
}

const MiB = 1024 * 1024;

/** What holds unless the installation says otherwise. */
export const defaultVolumeLimits: VolumeLimits = {
  maxObject: 16 * 1024 * MiB,
  maxTree: 64 * MiB,
  reserve: 64 * MiB,
  perNamespace: 64,
  connections: 512,
  headers: 10_000,
  idle: 60_000,
  request: 60 * 60_000,
};

export interface VolumeOptions extends ServerOptions {
  /** The folder that ArtifactInstallation `Volume` names. */
  readonly folder: string;
}

export interface ReaderOptions extends ServerOptions {
  /** The objects of a namespace, wherever they are. */
  objectsOf(namespace: string): ObjectStore;
}

interface ServerOptions {
  /** Of TokenReviews: `create tokenreviews.authentication.k8s.io`. */
  readonly client: KubernetesClient;
  /** 0: any free one. */
  readonly port: number;
  /** Default: all addresses. */
  readonly host?: string;
  readonly log: Logger;
  readonly limits?: Partial<VolumeLimits>;
  readonly clock?: Clock;
}

export interface VolumeServer {
  readonly port: number;
  /** Ends all connections. */
  close(): Promise<void>;
}

function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function applyLimits(server: Server, limits: VolumeLimits): void {
  server.maxConnections = limits.connections;
  server.headersTimeout = limits.headers;
  server.requestTimeout = limits.request;
  // Longer than the clients keep theirs idle is of no use, shorter makes them meet closed ones.
  server.keepAliveTimeout = limits.idle;
  server.timeout = limits.idle;
}

/** Serves a volume until closed, for reading and writing. */
export async function serveVolume(options: VolumeOptions): Promise<VolumeServer> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  const volume = openFileVolume(folder);
  return serve(options, folder, (namespace) => volume.objects(namespace));
}

/** Serves objects until closed, for reading alone: pods have their own way to them, a person's command has not. */
export function serveReader(options: ReaderOptions): Promise<VolumeServer> {
  return serve(options, undefined, (namespace) => options.objectsOf(namespace));
}

/** Faults of single requests are logged once and never end it. */
async function serve(
  options: ServerOptions,
  folder: string | undefined,
  objectsOf: (namespace: string) => ObjectStore,
): Promise<VolumeServer> {
  const { log, client, clock = systemClock } = options;
  const limits = { ...defaultVolumeLimits, ...options.limits };
  const callers = createCallers(client, clock);
  const turnstile = createTurnstile(limits.perNamespace);

  async function handle(request: IncomingMessage, response: ServerResponse, asked: boolean): Promise<void> {
    try {
      await answerQuestion({ folder, limits, callers, turnstile, objectsOf }, { request, response, asked });
    } catch (error: unknown) {
      refuse(request, response, error, log);
    }
  }

  const server = createServer({ connectionsCheckingInterval: Math.min(5_000, limits.headers), maxHeaderSize: 16_384 });
  applyLimits(server, limits);
  server.on('request', (request, response) => void handle(request, response, false));
  // The client asks before it sends a large body: it is answered when the question is admitted.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    void handle(request, response, true);
  });
  const port = await listen(server, options.port, options.host);
  return {
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
