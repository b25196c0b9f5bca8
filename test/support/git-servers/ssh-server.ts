import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { run } from '../cluster/build/run.ts';
import { eventually } from '../eventually.ts';
import { debianProgram } from '../tools/debian.ts';

/** A key pair of ssh: the private one as it is in a file, the public one as a line. */
export interface SshKeyPair {
  readonly identity: string;
  readonly line: string;
}

/** Makes a key pair in `folder`. */
export async function makeSshKey(folder: string, name: string, passphrase = ''): Promise<SshKeyPair> {
  const file = join(folder, name);
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', name, '-f', file]);
  return { identity: readFileSync(file, 'utf8'), line: readFileSync(`${file}.pub`, 'utf8').trim() };
}

/** A real sshd, run as the current user, with its own host key; commands run as that user. */
export class SshServer {
  readonly port: number;
  readonly user = userInfo().username;
  readonly #host: string;
  readonly hostKey: SshKeyPair;
  readonly #child: ChildProcess;
  readonly #log: { text: string };

  private constructor(at: Listening, hostKey: SshKeyPair, child: ChildProcess, log: { text: string }) {
    this.port = at.port;
    this.#host = at.host;
    this.hostKey = hostKey;
    this.#child = child;
    this.#log = log;
  }

  /** @param folder for its files @param authorized public keys that are let in @param host loopback, or an address that pods reach */
  static async start(folder: string, authorized: readonly SshKeyPair[], host = '127.0.0.1'): Promise<SshServer> {
    mkdirSync(folder, { recursive: true });
    const sshd = await debianProgram('openssh-server', 'usr/sbin/sshd', ['libwrap0', 'libnss-wrapper']);
    const hostKey = await makeSshKey(folder, 'host-key');
    const at = { host, port: await freePort(host) };
    writeFileSync(join(folder, 'authorized_keys'), authorized.map(({ line }) => `${line}\n`).join(''), { mode: 0o600 });
    writeFileSync(join(folder, 'sshd_config'), configOf(folder, at));
    const child = spawn(sshd.path, ['-D', '-e', '-f', join(folder, 'sshd_config')], {
      env: {
        PATH: process.env['PATH'] ?? '/usr/bin:/bin',
        LD_LIBRARY_PATH: sshd.libraryPath,
        ...namesFor(folder, sshd.libraryPath),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const log = { text: '' };
    child.stderr?.on('data', (piece: Buffer) => (log.text += piece.toString()));
    const server = new SshServer(at, hostKey, child, log);
    await eventually(() => {
      if (child.exitCode !== null) throw new Error(`sshd ended: ${log.text}`);
      return log.text.includes('Server listening');
    });
    return server;
  }

  /** A repository by its absolute path. */
  url(path: string, host = this.#host): string {
    return `ssh://${this.user}@${host}:${this.port}${path}`;
  }

  /** A line of known_hosts for it. */
  knownHosts(host = this.#host, key = this.hostKey): string {
    return `[${host}]:${this.port} ${key.line}\n`;
  }

  /** What it said so far: who came, and how that ended. */
  get log(): string {
    return this.#log.text;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await ended;
  }
}

interface Listening {
  readonly host: string;
  readonly port: number;
}

function configOf(folder: string, { host, port }: Listening): string {
  const settings = {
    Port: port,
    ListenAddress: host,
    HostKey: join(folder, 'host-key'),
    AuthorizedKeysFile: join(folder, 'authorized_keys'),
    PidFile: 'none',
    StrictModes: 'no',
    UsePAM: 'no',
    PasswordAuthentication: 'no',
    KbdInteractiveAuthentication: 'no',
    PermitRootLogin: 'prohibit-password',
    AcceptEnv: 'GIT_PROTOCOL',
    MaxStartups: 100,
    LogLevel: 'VERBOSE',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}

/** Root's sshd wants a user of its own, which this machine need not have: it is told of one. */
function namesFor(folder: string, libraryPath: string): Record<string, string> {
  if (process.getuid?.() !== 0) return {};
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const users = readFileSync('/etc/passwd', 'utf8');
  const own = /^sshd:/m.test(users) ? '' : 'sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin\n';
  writeFileSync(join(folder, 'passwd'), `${users}${own}`);
  writeFileSync(join(folder, 'group'), readFileSync('/etc/group', 'utf8'));
  const wrapper = libraryPath.split(':')[0] ?? '';
  return {
    LD_PRELOAD: join(wrapper, 'libnss_wrapper.so'),
    NSS_WRAPPER_PASSWD: join(folder, 'passwd'),
    NSS_WRAPPER_GROUP: join(folder, 'group'),
  };
}

async function freePort(host: string): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
