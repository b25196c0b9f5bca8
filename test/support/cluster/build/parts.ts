import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoom } from './cache.ts';
import { withLock } from './lock.ts';
import { say, secondsSince } from './progress.ts';
import { run } from './run.ts';
import { findToolchain } from './toolchain.ts';

/** The programs the cluster is made of. Each is built from the Go module in `parts/<part>`, which pins it. */
export type Program = keyof typeof programs;

const kubernetesVersion = [
  '-X k8s.io/component-base/version.gitVersion=v1.36.3',
  '-X k8s.io/component-base/version.gitMajor=1',
  '-X k8s.io/component-base/version.gitMinor=36',
].join(' ');

const programs = {
  etcd: { part: 'etcd', package: 'go.etcd.io/etcd/server/v3' },
  'kube-apiserver': { part: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-apiserver' },
  'kube-controller-manager': { part: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-controller-manager' },
  kubectl: { part: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kubectl' },
  'kube-scheduler': { part: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-scheduler' },
  kubelet: { part: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kubelet' },
  'kube-proxy': { part: 'kubernetes', package: 'k8s.io/kubernetes/cmd/kube-proxy' },
  containerd: { part: 'containerd', package: 'github.com/containerd/containerd/v2/cmd/containerd' },
  'containerd-shim-runc-v2': {
    part: 'containerd',
    package: 'github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2',
  },
  ctr: { part: 'containerd', package: 'github.com/containerd/containerd/v2/cmd/ctr' },
  coredns: { part: 'coredns', package: 'github.com/coredns/coredns' },
  registry: { part: 'registry', package: 'github.com/distribution/distribution/v3/cmd/registry' },
  pause: { part: 'pause', package: '.' },
  versitygw: { part: 'versitygw', package: 'github.com/versity/versitygw/cmd/versitygw' },
  argocd: { part: 'argocd', package: 'github.com/argoproj/argo-cd/v3/cmd' },
  kustomize: { part: 'kustomize', package: 'sigs.k8s.io/kustomize/kustomize/v5' },
} as const;

/** All programs, in the order in which they are built. */
export const allPrograms = Object.keys(programs).filter((name): name is Program => name in programs);

/** The part that pins a program, and its Go package. */
export function pinOf(name: Program): { readonly part: string; readonly package: string } {
  return programs[name];
}

const suppliedByKubebuilder: ReadonlySet<Program> = new Set<Program>(['etcd', 'kube-apiserver']);

/** The key of a part's build: it changes when its files (go.mod, go.sum), the flags or the Go version do. */
export function partKey(files: readonly Buffer[], flags: string, goVersion: string): string {
  const hash = createHash('sha256');
  for (const piece of [...files, flags, goVersion]) {
    const bytes = Buffer.from(piece);
    hash.update(`${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * The path of each named program, built if the cache does not hold it; one progress line per program built.
 * `KUBEBUILDER_ASSETS` supplies etcd and kube-apiserver when it is set.
 */
export async function ensurePrograms<P extends Program>(names: readonly P[]): Promise<Record<P, string>> {
  const paths: Partial<Record<P, string>> = {};
  for (const name of names) paths[name] = await ensureProgram(name);
  if (!isWhole(paths, names)) throw new Error('a program has no path');
  return paths;
}

function isWhole<P extends Program>(
  paths: Partial<Record<P, string>>,
  names: readonly P[],
): paths is Record<P, string> {
  return names.every((name) => paths[name] !== undefined);
}

async function ensureProgram(name: Program): Promise<string> {
  const assets = process.env['KUBEBUILDER_ASSETS'];
  if (assets !== undefined && assets !== '' && suppliedByKubebuilder.has(name)) {
    const path = join(assets, name);
    if (!existsSync(path)) throw new Error(`KUBEBUILDER_ASSETS is ${assets}, but there is no ${name} in it`);
    return path;
  }
  const bin = cacheRoom('bin');
  const path = join(bin, name);
  const key = await programKey(name);
  if (isBuilt(path, key)) return path;
  return withLock(join(bin, '.lock'), async () => {
    if (!isBuilt(path, key)) await build(name, path, key);
    return path;
  });
}

/** The key of the build of a program on this machine. */
export async function programKey(name: Program): Promise<string> {
  const folder = partFolder(programs[name].part);
  const toolchain = await findToolchain();
  const read = (file: string): Buffer => readFileSync(join(folder, file));
  const sources = existsSync(join(folder, 'main.go')) ? [read('main.go')] : [];
  return partKey([read('go.mod'), read('go.sum'), ...sources], linkerFlags(name), toolchain.version);
}

function isBuilt(path: string, key: string): boolean {
  return existsSync(path) && existsSync(`${path}.stamp`) && readFileSync(`${path}.stamp`, 'utf8').trim() === key;
}

async function build(name: Program, path: string, key: string): Promise<void> {
  const start = Date.now();
  const { part, package: goPackage } = programs[name];
  say(`building ${name} (the first time takes minutes) ...`);
  const { go } = await findToolchain();
  const fresh = `${path}.${process.pid}.new`;
  // GOTOOLCHAIN=local: a go.mod that wants a newer Go is an error, not a download of a toolchain.
  const env = { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly', GOWORK: 'off' };
  try {
    await run(go, ['build', '-trimpath', '-ldflags', linkerFlags(name), '-o', fresh, goPackage], {
      cwd: partFolder(part),
      env,
    });
    rmSync(`${path}.stamp`, { force: true });
    renameSync(fresh, path);
    writeFileSync(`${path}.stamp`, `${key}\n`);
  } finally {
    rmSync(fresh, { force: true });
  }
  say(`built ${name} in ${secondsSince(start)}`);
}

function linkerFlags(name: Program): string {
  return programs[name].part === 'kubernetes' ? `-s -w ${kubernetesVersion}` : '-s -w';
}

function partFolder(part: string): string {
  return join(import.meta.dirname, '..', 'parts', part);
}
