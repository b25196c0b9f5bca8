import { createServer } from 'node:https';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { pods } from '../../controller/kubernetes/resources.ts';
import { executionLabel } from '../../controller/engines/job/names.ts';
import type { Condition, ContainerStatus, KeptPod } from '../../controller/engines/job/objects.ts';
import { Authority } from './cluster/certificates/authority.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './folder.ts';

const nodes = { apiVersion: 'v1', kind: 'Node', plural: 'nodes', namespaced: false };

/** A pod as the API server has it. */
export interface TestPod extends KeptPod {
  readonly spec?: { readonly nodeName?: string; readonly [field: string]: unknown };
}

/** The state of one container, as the kubelet reports it. */
export type ContainerState = NonNullable<ContainerStatus['state']>;

/**
 * A node on which nothing runs: the Job controller makes real pods, the test says what a kubelet would say of them. Logs come from
 * a kubelet's endpoint that the real API server asks.
 */
export class TestNode {
  readonly #client: KubernetesClient;
  readonly #namespace: string;
  readonly #server: Server;
  readonly #name: string;
  readonly #remove: () => void;
  readonly #logs = new Map<string, string>();
  readonly #ended = new Set<string>();
  readonly #open = new Map<string, Set<ServerResponse>>();

  private constructor(client: KubernetesClient, namespace: string, server: Server, remove: () => void) {
    this.#client = client;
    this.#namespace = namespace;
    this.#server = server;
    this.#name = `node-${namespace}`;
    this.#remove = remove;
  }

  static async create(client: KubernetesClient, namespace: string): Promise<TestNode> {
    const folder = temporaryFolder();
    const authority = await Authority.create(folder.path);
    const serving = await authority.issue('kubelet', { commonName: 'kubelet', names: ['IP:127.0.0.1'] });
    const server = createServer({ key: serving.key, cert: serving.certificate });
    const node = new TestNode(client, namespace, server, () => folder.remove());
    server.on('request', (request, response) => node.#answer(request.url ?? '', response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const status = {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: port } },
    };
    await client.create(nodes, { apiVersion: 'v1', kind: 'Node', metadata: { name: node.#name }, status });
    return node;
  }

  /** The pod that the Job controller made for an execution and that is not on its way out; it is put on this node. */
  async pod(execution: string, besides: readonly TestPod[] = []): Promise<TestPod> {
    const found = await eventually(async () => {
      const known = besides.map(({ metadata }) => metadata.uid);
      const pod = (await this.pods(execution)).find(
        ({ metadata }) => metadata.deletionTimestamp === undefined && !known.includes(metadata.uid),
      );
      if (pod === undefined) throw new Error(`no pod of ${execution} yet`);
      return pod;
    }, 60_000);
    if (found.spec?.nodeName === undefined) {
      const { name } = found.metadata;
      const target = { apiVersion: 'v1', kind: 'Node', name: this.#name };
      const metadata = { name, namespace: this.#namespace };
      await this.#client.create(pods, { apiVersion: 'v1', kind: 'Binding', metadata, target }, 'binding');
    }
    return found;
  }

  /** All pods of an execution. */
  async pods(execution: string): Promise<readonly TestPod[]> {
    const labelSelector = `${executionLabel}=${execution}`;
    return (await this.#client.list<TestPod>(pods, { namespace: this.#namespace, labelSelector })).items;
  }

  /** Reports a pod: its containers in their order, as far as they have come. */
  async report(
    pod: TestPod,
    states: { readonly fetch?: ContainerState; readonly step?: ContainerState; readonly publish?: ContainerState },
    more: {
      readonly phase?: string;
      readonly reason?: string;
      readonly message?: string;
      readonly conditions?: readonly Condition[];
    } = {},
  ): Promise<void> {
    const one = (name: 'fetch' | 'step' | 'publish'): object => ({
      name,
      image: 'none',
      imageID: '',
      ready: false,
      restartCount: 0,
      state: states[name] ?? { waiting: { reason: 'PodInitializing' } },
    });
    const status = {
      phase: 'Running',
      initContainerStatuses: [one('fetch'), one('step')],
      containerStatuses: [one('publish')],
      ...more,
    };
    await this.#client.mergePatch(pods, { namespace: this.#namespace, name: pod.metadata.name }, { status }, 'status');
  }

  /** A pod whose step runs since `startedAt`. */
  async running(pod: TestPod, startedAt = new Date()): Promise<void> {
    await this.report(pod, { fetch: ended(0), step: { running: { startedAt: seconds(startedAt) } } });
  }

  /** What a kubelet does in the end with a pod that was told to go: its processes are gone, then the pod. */
  async letGo(pod: TestPod): Promise<void> {
    const { name } = pod.metadata;
    await this.report(pod, { fetch: ended(0), step: ended(143) }, { phase: 'Failed' });
    await this.#client.delete(pods, { namespace: this.#namespace, name }, { gracePeriodSeconds: 0 });
  }

  /** A container printed. */
  print(pod: TestPod, text: string): void {
    const { name } = pod.metadata;
    this.#logs.set(name, (this.#logs.get(name) ?? '') + text);
    for (const response of this.#open.get(name) ?? []) response.write(text);
  }

  /** Ends the streams of a pod's log, as the end of its container does. */
  endLog(pod: TestPod): void {
    this.#ended.add(pod.metadata.name);
    for (const response of this.#open.get(pod.metadata.name) ?? []) response.end();
  }

  /** Whether somebody follows the log of a pod. */
  isFollowed(pod: TestPod): boolean {
    return (this.#open.get(pod.metadata.name)?.size ?? 0) > 0;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    await this.#client.delete(nodes, { name: this.#name });
    this.#remove();
  }

  #answer(url: string, response: ServerResponse): void {
    const [, pod = ''] = new RegExp(`^/containerLogs/${this.#namespace}/([^/]+)/step`).exec(url) ?? [];
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write(this.#logs.get(pod) ?? '');
    if (!url.includes('follow=true') || this.#ended.has(pod)) {
      response.end();
      return;
    }
    const open = this.#open.get(pod) ?? new Set();
    this.#open.set(pod, open.add(response));
    response.on('close', () => open.delete(response));
  }
}

/** A container that ended. */
export function ended(
  exitCode: number,
  more: { readonly reason?: string; readonly message?: string; readonly ranSeconds?: number } = {},
): ContainerState {
  const { ranSeconds = 2, ...rest } = more;
  const now = Date.now();
  return {
    terminated: {
      exitCode,
      startedAt: seconds(new Date(now - ranSeconds * 1000)),
      finishedAt: seconds(new Date(now)),
      reason: exitCode === 0 ? 'Completed' : 'Error',
      ...rest,
    },
  };
}

/** A time as Kubernetes writes it. */
export function seconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
