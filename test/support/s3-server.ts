import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createS3Connections } from '../../controller/artifacts/objects/s3-client.ts';
import type { S3Timeouts } from '../../controller/artifacts/objects/s3-client.ts';
import { openS3Objects } from '../../controller/artifacts/objects/s3.ts';
import type { ObjectStore } from '../../controller/artifacts/objects/objects.ts';
import type { CredentialSource, S3Credentials } from '../../controller/artifacts/objects/credentials.ts';
import { ensurePrograms } from './cluster/build/parts.ts';
import { run } from './cluster/build/run.ts';
import { startChild } from './cluster/processes/child.ts';
import type { Child } from './cluster/processes/child.ts';
import { freePorts } from './cluster/processes/ports.ts';
import { eventually } from './eventually.ts';

/** A real S3-compatible server (versitygw on a temporary folder) on loopback, with one bucket. */
export interface S3Server {
  readonly endpoint: string;
  readonly bucket: string;
  /** Of the bucket's owner. */
  readonly credentials: S3Credentials;
  /** The same as the keys of a Secret. */
  readonly secret: Readonly<Record<string, string>>;
  /** The file that holds an object. */
  path(key: string): string;
  objects(prefix: string, options?: { credentials?: CredentialSource; timeouts?: Partial<S3Timeouts> }): ObjectStore;
  /** Another user, who may do nothing until a policy of the bucket names it. */
  addUser(credentials: S3Credentials): Promise<void>;
  /** SIGKILL. `start` brings it back on the same address, with the same data. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Resolves when it answers. */
export async function startS3Server(): Promise<S3Server> {
  const { versitygw } = await ensurePrograms(['versitygw']);
  const folder = mkdtempSync(join(tmpdir(), 'refit-s3-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const [port = 0] = await freePorts(1);
  const endpoint = `http://127.0.0.1:${port}`;
  const bucket = 'refit';
  const credentials = { accessKeyId: 'test-access', secretAccessKey: 'test-secret-key' };
  for (const name of [`data/${bucket}`, 'users', 'meta']) mkdirSync(join(folder, name), { recursive: true });
  const keys = ['--access', credentials.accessKeyId, '--secret', credentials.secretAccessKey];
  const users = ['--iam-dir', join(folder, 'users')];
  // A sidecar: extended attributes are not to be had on every file system.
  const backend = ['posix', '--sidecar', join(folder, 'meta'), join(folder, 'data')];
  const options = ['--port', `127.0.0.1:${port}`, '--keep-alive', '--quiet', ...users, ...keys];
  const command = [versitygw, ...options, ...backend];
  let child: Child | undefined;
  const server: S3Server = {
    endpoint,
    bucket,
    credentials,
    secret: { ...credentials },
    path: (key) => join(folder, 'data', bucket, key),
    objects: (prefix, { credentials: source, timeouts } = {}) =>
      openS3Objects({
        endpoint,
        bucket,
        prefix,
        region: 'us-east-1',
        credentials: source ?? (async () => credentials),
        connections: createS3Connections(timeouts),
      }),
    async addUser(user) {
      const admin = ['admin', '--access', credentials.accessKeyId, '--secret', credentials.secretAccessKey];
      const names = ['--access', user.accessKeyId, '--secret', user.secretAccessKey, '--role', 'user'];
      await run(versitygw, [...admin, '--endpoint-url', endpoint, 'create-user', ...names], { env: process.env });
    },
    async kill() {
      child?.signal('SIGKILL');
      await child?.ended;
    },
    async start() {
      child = startChild('versitygw', command, join(folder, 'log'));
      const started = child;
      await eventually(async () => {
        if (!started.running) throw new Error(started.logEnd());
        return (await fetch(endpoint)).status > 0;
      });
    },
    async stop() {
      await child?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}
