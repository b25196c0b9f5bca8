import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePrograms } from './build/parts.ts';
import { Authority, type Certificate, writeServiceAccountKeys } from './certificates/authority.ts';
import { writeKubeconfig } from './certificates/kubeconfig.ts';
import { apiServerCommand, controllerManagerCommand, etcdCommand } from './control-plane/commands.ts';
import { compactEtcd } from './control-plane/compact.ts';
import { getStatus, waitUntil } from './control-plane/ready.ts';
import { type Child, startChild } from './processes/child.ts';
import { freePorts } from './processes/ports.ts';

export { applyCrds, kubectl } from './kubectl.ts';

/** What a test wants of its API server. */
export interface ApiServerOptions {
  /** Also run kube-controller-manager: Jobs make pods, namespaces and owned objects go. */
  readonly controllerManager?: boolean;
  /** More flags of kube-apiserver. */
  readonly args?: readonly string[];
}

/** A real etcd and kube-apiserver (no node) on loopback, with a data folder of their own. */
export interface ApiServer {
  readonly url: string;
  /** The path of a kubeconfig of group `system:masters`. */
  readonly kubeconfig: string;
  /** The certificate of the authority, PEM: with a token of TokenRequest it makes other kubeconfigs (`kubeconfigWithToken`). */
  readonly ca: string;
  /** Writes a kubeconfig that presents this bearer token. @returns its path; it goes with the server */
  kubeconfigWithToken(name: string, token: string): string;
  /** Ends kube-apiserver in order and starts it again: same address, same data. */
  restart(): Promise<void>;
  /** SIGKILL to kube-apiserver: connections are cut. `start` brings it back. */
  kill(): Promise<void>;
  /** Starts kube-apiserver after `kill`; resolves when it is ready. */
  start(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing answers, as with a lost network. */
  pause(): void;
  /** SIGCONT after `pause`. */
  resume(): void;
  /** Compacts etcd to now: after a `restart` older resource versions are answered with 410. */
  compact(): Promise<void>;
  /** Ends everything and removes the data. */
  stop(): Promise<void>;
}

let shared: Promise<ApiServer> | undefined;

/**
 * The API server (with kube-controller-manager) that all tests of this process share; it ends with the process. Use a
 * namespace of your own, and a server of your own to pause or restart it.
 */
export function sharedApiServer(): Promise<ApiServer> {
  shared ??= startApiServer({ controllerManager: true });
  return shared;
}

/**
 * Starts a server; resolves when it is ready. Without a controller manager nothing makes service accounts, so pods may
 * then be created without one. The programs are built first if the cache has none, which takes minutes.
 */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const folder = mkdtempSync(join(tmpdir(), 'refit-apiserver-'));
  const server = await RunningApiServer.create(folder, options);
  try {
    await server.startAll();
    return server;
  } catch (error: unknown) {
    await server.stop();
    throw error;
  }
}

interface Commands {
  readonly etcd: readonly string[];
  readonly apiServer: readonly string[];
  readonly controllerManager: readonly string[] | undefined;
}

class RunningApiServer implements ApiServer {
  readonly url: string;
  readonly kubeconfig: string;
  readonly ca: string;
  readonly #folder: string;
  readonly #admin: Certificate;
  readonly #commands: Commands;
  readonly #etcdPort: number;
  #etcd: Child | undefined;
  #server: Child | undefined;
  #controllerManager: Child | undefined;

  private constructor(
    folder: string,
    admin: Certificate,
    ca: string,
    ports: { readonly api: number; readonly etcd: number },
    commands: (kubeconfig: string) => Commands,
  ) {
    this.#folder = folder;
    this.#admin = admin;
    this.ca = ca;
    this.#etcdPort = ports.etcd;
    this.url = `https://127.0.0.1:${ports.api}`;
    this.kubeconfig = writeKubeconfig(join(folder, 'kubeconfig'), { url: this.url, ca, identity: admin });
    this.#commands = commands(this.kubeconfig);
  }

  static async create(folder: string, options: ApiServerOptions): Promise<RunningApiServer> {
    const programs = await ensurePrograms(['etcd', 'kube-apiserver']);
    const managed = options.controllerManager ?? false;
    const manager = managed
      ? (await ensurePrograms(['kube-controller-manager']))['kube-controller-manager']
      : undefined;
    const authority = await Authority.create(folder);
    const names = ['DNS:localhost', 'DNS:kubernetes.default.svc', 'IP:127.0.0.1'];
    const serving = await authority.issue('apiserver', { commonName: 'kube-apiserver', names });
    const admin = await authority.issue('admin', { commonName: 'admin', organization: 'system:masters' });
    const keys = writeServiceAccountKeys(folder);
    const [api = 0, etcd = 0, peer = 0] = await freePorts(3);
    const data = join(folder, 'etcd');
    const place = { bindAddress: '127.0.0.1', port: api, etcdPort: etcd, serviceRange: '10.0.0.0/24' };
    return new RunningApiServer(folder, admin, authority.ca.certificate, { api, etcd }, (kubeconfig) => ({
      etcd: etcdCommand({ program: programs.etcd, data, clientPort: etcd, peerPort: peer }),
      apiServer: [
        ...apiServerCommand({
          ...place,
          program: programs['kube-apiserver'],
          ca: authority.ca,
          serving,
          serviceAccountKeys: keys,
        }),
        // The kubernetes service would point at loopback, which is refused.
        '--endpoint-reconciler-type=none',
        ...(managed ? [] : ['--disable-admission-plugins=ServiceAccount']),
        ...(options.args ?? []),
      ],
      controllerManager:
        manager === undefined
          ? undefined
          : controllerManagerCommand(manager, { kubeconfig, ca: authority.ca, serviceAccountKey: keys.privateFile }),
    }));
  }

  async startAll(): Promise<void> {
    process.once('exit', this.#atExit);
    this.#etcd = startChild('etcd', this.#commands.etcd, join(this.#folder, 'etcd.log'));
    await this.start();
    if (this.#commands.controllerManager === undefined) return;
    const log = join(this.#folder, 'controller-manager.log');
    const manager = startChild('kube-controller-manager', this.#commands.controllerManager, log);
    this.#controllerManager = manager;
    await this.#until('kube-controller-manager', '/api/v1/namespaces/default/serviceaccounts/default', manager);
  }

  async start(): Promise<void> {
    const server = startChild('kube-apiserver', this.#commands.apiServer, join(this.#folder, 'apiserver.log'));
    this.#server = server;
    await this.#until('kube-apiserver', '/readyz', server);
  }

  async restart(): Promise<void> {
    await this.#server?.stop();
    await this.start();
  }

  async kill(): Promise<void> {
    this.#server?.signal('SIGKILL');
    await this.#server?.ended;
  }

  pause(): void {
    this.#server?.signal('SIGSTOP');
  }

  resume(): void {
    this.#server?.signal('SIGCONT');
  }

  compact(): Promise<void> {
    return compactEtcd(this.#etcdPort);
  }

  kubeconfigWithToken(name: string, token: string): string {
    const path = join(this.#folder, `${name}.kubeconfig`);
    return writeKubeconfig(path, { url: this.url, ca: this.ca, identity: { token } });
  }

  async stop(): Promise<void> {
    await Promise.all([this.#controllerManager?.stop(), this.#server?.stop(1000)]);
    await this.#etcd?.stop();
    process.off('exit', this.#atExit);
    this.#remove();
  }

  readonly #atExit = (): void => {
    for (const child of [this.#controllerManager, this.#server, this.#etcd]) child?.signal('SIGKILL');
    this.#remove();
  };

  #remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #until(what: string, path: string, child: Child): Promise<void> {
    const access = { url: this.url, ca: this.ca, identity: this.#admin };
    const alive = (): string | undefined => {
      const dead = [this.#etcd, child].find((one) => one !== undefined && !one.running);
      return dead === undefined ? undefined : `${dead.name} has ended:\n${dead.logEnd()}`;
    };
    await waitUntil(what, async () => (await getStatus(access, path)) === 200, alive);
  }
}
