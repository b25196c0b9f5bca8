/** The credentials of a git Secret for what is asked beside git itself: LFS at the repository's own address. */
import { spawn } from 'node:child_process';
import { RefitError } from '../core/errors.ts';
import type { GitCredentialsProvider } from '../git/access.ts';
import type { AddressPolicy } from '../git/addresses.ts';
import type { GitCredentials } from '../git/credentials.ts';
import type { RepositoryAccess } from '../git/git.ts';
import { createAppTokens } from '../git/github-app.ts';
import { basic, createHttpClient } from '../git/http-client.ts';
import { redact } from '../git/process.ts';
import type { ProcessAccess } from '../git/process.ts';
import { systemClock } from '../runtime/clock.ts';
import type { Credentials } from './http.ts';
import { readHeaders } from './lfs.ts';
import type { LfsServer } from './lfs.ts';

/** What reading credentials takes. */
export interface CredentialSource {
  readonly credentials: GitCredentialsProvider;
  readonly addresses: AddressPolicy;
}

/** Milliseconds of one request for a token, and of `git-lfs-authenticate`. */
const timeoutMs = 30_000;

/** @throws RefitError SecretNotFound | CredentialsInvalid | AuthenticationFailed | SourceUnavailable */
export async function webCredentialsOf(
  access: RepositoryAccess | undefined,
  source: CredentialSource,
): Promise<Credentials> {
  if (access === undefined) return { headers: {} };
  const found = await source.credentials(access);
  const { ca, clientCertificate, proxy } = found;
  const authorization = await authorizationOf(access, found, source.addresses);
  const certificate = clientCertificate && { cert: clientCertificate.certificate, key: clientCertificate.key };
  return {
    headers: authorization === undefined ? {} : { authorization },
    ...(ca === undefined && certificate === undefined
      ? {}
      : { tls: { ...(ca === undefined ? {} : { ca }), ...certificate } }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

async function authorizationOf(
  { secret }: RepositoryAccess,
  { authentication, ca, proxy }: GitCredentials,
  addresses: AddressPolicy,
): Promise<string | undefined> {
  switch (authentication?.kind) {
    case undefined:
      return undefined;
    case 'basic':
      return basic(authentication.username, authentication.password);
    case 'bearer':
      return `Bearer ${authentication.token}`;
    case 'ssh':
      throw new RefitError(
        'CredentialsInvalid',
        `secret ${secret}: holds an SSH key; LFS over http(s) needs basic, a token or a GitHub App`,
      );
    case 'app': {
      const http = createHttpClient(addresses, timeoutMs);
      try {
        const origin = new URL(authentication.baseUrl).origin;
        const connection = { origin, ...(ca === undefined ? {} : { ca }), ...(proxy === undefined ? {} : { proxy }) };
        const token = await createAppTokens(http, systemClock).token(authentication, connection, secret);
        return basic('x-access-token', token);
      } finally {
        http.close();
      }
    }
  }
}

/** Bytes of an answer of `git-lfs-authenticate`. */
const maxAnswer = 64 * 1024;

/**
 * Asks an SSH host for its LFS server (git-lfs docs/api/server-discovery.md: `git-lfs-authenticate <path> download`).
 * @param repository `ssh://user@host[:port]/path` @param access what reaches the host, as git is told it
 * @throws RefitError SourceUnavailable when the host has no such command, or says something else
 */
export async function askSshForLfs(repository: string, access: ProcessAccess): Promise<LfsServer> {
  const url = new URL(repository);
  const command = access.environment['GIT_SSH_COMMAND'] ?? 'false';
  const path = decoded(url.pathname).replaceAll("'", "'\\''");
  const port = url.port === '' ? [] : ['-p', url.port];
  const args = [...port, `${url.username}@${url.hostname}`, `git-lfs-authenticate '${path}' download`];
  const said = await runSsh(command, args, access);
  if (typeof said === 'string') {
    const why = redact(said, access.secrets)
      .replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
      .slice(0, 200);
    throw new RefitError('SourceUnavailable', `LFS of ${repository}: git-lfs-authenticate over ssh: ${why}`);
  }
  const headers = readHeaders(said.header);
  return { url: said.href.replace(/\/+$/, ''), credentials: async () => ({ headers }) };
}

/** As git reads it: a percent sign that begins nothing is one. */
function decoded(path: string): string {
  return path.replaceAll(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

type SshAnswer = { readonly href: string; readonly header: unknown };

function runSsh(command: string, args: readonly string[], access: ProcessAccess): Promise<SshAnswer | string> {
  const env = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    ...access.environment,
  };
  return new Promise((resolve) => {
    // The command is text for a shell, as git takes it; what comes from a repository's address is passed as arguments.
    const child = spawn('/bin/sh', ['-c', 'eval "exec $GIT_SSH_COMMAND \\"\\$@\\""', 'sh', ...args], {
      env: { ...env, GIT_SSH_COMMAND: command },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (bytes: Buffer) => void (out.length < maxAnswer && (out += bytes.toString('utf8'))));
    child.stderr.on('data', (bytes: Buffer) => void (err.length < maxAnswer && (err += bytes.toString('utf8'))));
    child.once('error', (error) => resolve(`ssh cannot be started: ${error.message}`));
    child.once('close', (code, signal) => {
      if (code !== 0)
        resolve(signal === null ? `exit code ${code}: ${err.trim()}` : `no answer within ${timeoutMs} ms`);
      else resolve(readAnswer(out));
    });
  });
}

function readAnswer(text: string): SshAnswer | string {
  try {
    const value: unknown = JSON.parse(text);
    const { href, header }: { href?: unknown; header?: unknown } =
      typeof value === 'object' && value !== null ? value : {};
    if (typeof href !== 'string' || !URL.canParse(href)) return 'found no href in its answer';
    return { href, header };
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return 'its answer is no JSON';
    throw error;
  }
}
