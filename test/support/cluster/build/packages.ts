import { existsSync } from 'node:fs';
import { getuid } from 'node:process';
import { say, secondsSince } from './progress.ts';
import { hasProgram, run } from './run.ts';

/** Debian packages of the node: a file or program that shows each is there. */
const nodePackages: Readonly<Record<string, string>> = {
  iproute2: 'ip',
  iptables: 'iptables',
  conntrack: 'conntrack',
  openssl: 'openssl',
  runc: '/usr/sbin/runc',
  'containernetworking-plugins': '/usr/lib/cni/ptp',
};

/** Debian packages that make images. */
const imagePackages: Readonly<Record<string, string>> = {
  debootstrap: 'debootstrap',
  buildah: 'buildah',
};

/** Installs what the node needs from Debian. Root only. */
export function ensureNodePackages(): Promise<void> {
  return ensurePackages(nodePackages);
}

/** Installs what making images needs from Debian. Root only. */
export function ensureImagePackages(): Promise<void> {
  return ensurePackages(imagePackages);
}

/**
 * Installs Debian packages that are missing. @param packages name of each package, and a program or an absolute path by
 * which it is known to be there @throws Error when not root or not on Debian
 */
export async function ensurePackages(packages: Readonly<Record<string, string>>): Promise<void> {
  const missing: string[] = [];
  for (const [name, sign] of Object.entries(packages)) {
    const there = sign.startsWith('/') ? existsSync(sign) : await hasProgram(sign);
    if (!there) missing.push(name);
  }
  if (missing.length === 0) return;
  if (getuid?.() !== 0 || !(await hasProgram('apt-get'))) {
    throw new Error(`these Debian packages are missing, and only root on Debian can be helped: ${missing.join(' ')}`);
  }
  const start = Date.now();
  say(`installing Debian packages: ${missing.join(' ')} ...`);
  // RUNLEVEL: a package that brings a server must not start it.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const install = [
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=300',
    'install',
    '--yes',
    '--no-install-recommends',
    ...missing,
  ];
  const [program = '', ...args] = install;
  // The lists of a new machine are old or empty.
  await run('apt-get', ['update'], { env }).catch((error: unknown) => say(`apt-get update: ${String(error)}`));
  await run(program, args, { env });
  say(`installed Debian packages in ${secondsSince(start)}`);
}
