import { createServer } from 'node:https';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { pods } from '../../controller/kubernetes/resources.ts';
import { executionLabel } from '../../controller/engines/job/names.ts';
import { Authority } from '../support/cluster/certificates/authority.ts';
import { temporaryFolder } from '../support/folder.ts';

const nodes = { apiVersion: 'v1', kind: 'Node', plural: 'nodes', namespaced: false };

/** A node with nothing on it but the log endpoint of a kubelet, which the real API server asks. */
export class LogNode {
  readonly #client: KubernetesClient;
  readonly #server: Server;
  readonly #name: string;
  readonly #open = new Map<string, Set<ServerResponse>>();
  readonly #texts = new Map<string, string>();
  readonly #remove: () => void;
  /** Path and query of every request. */
  readonly asked: string[] = [];

  private constructor(client: KubernetesClient, server: Server, name: string, remove: () => void) {
    this.#client = client;
    this.#server = server;
    this.#name = name;
    this.#remove = remove;
  }

  static async create(client: KubernetesClient, name: string): Promise<LogNode> {
    const folder = temporaryFolder();
    const authority = await Authority.create(folder.path);
    const serving = await authority.issue('kubelet', { commonName: name, names: ['IP:127.0.0.1'] });
    const server = createServer({ key: serving.key, cert: serving.certificate });
    const node = new LogNode(client, server, name, () => folder.remove());
    server.on('request', (request, response) => node.#answer(request.url ?? '', response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await client.create(nodes, {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      status: {
        addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
        daemonEndpoints: { kubeletEndpoint: { Port: port } },
      },
    });
    return node;
  }

  /** A pod of an execution on this node, as the Job controller would make it; its steps have not started. */
  async pod(name: string, namespace: string, execution: string): Promise<void> {
    await this.#client.create(pods, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: { [executionLabel]: execution } },
      spec: {
        nodeName: this.#name,
        restartPolicy: 'Never',
        initContainers: [{ name: 'step', image: 'registry.example.com/none' }],
        containers: [{ name: 'publish', image: 'registry.example.com/none' }],
      },
    });
  }

  /** As the kubelet reports it. */
  async state(name: string, namespace: string, state: object, conditions: readonly object[] = []): Promise<void> {
    const step = { name: 'step', image: '', imageID: '', ready: false, restartCount: 0, state };
    const status = { initContainerStatuses: [step], ...(conditions.length > 0 ? { conditions } : {}) };
    await this.#client.mergePatch(pods, { namespace, name }, { status }, 'status');
  }

  /** The container prints. */
  print(pod: string, text: string): void {
    this.#texts.set(pod, (this.#texts.get(pod) ?? '') + text);
    for (const response of this.#open.get(pod) ?? []) response.write(text);
  }

  /** Whether somebody follows the pod's log. */
  followed(pod: string): boolean {
    return (this.#open.get(pod)?.size ?? 0) > 0;
  }

  /** Ends the streams of whoever follows. */
  cut(pod: string): void {
    for (const response of this.#open.get(pod) ?? []) response.end();
    this.#open.delete(pod);
  }

  #answer(url: string, response: ServerResponse): void {
    this.asked.push(url);
    const [, , , pod = ''] = url.split('?')[0]?.split('/') ?? [];
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write(this.#texts.get(pod) ?? '');
    if (!url.includes('follow=true')) {
      response.end();
      return;
    }
    const followers = this.#open.get(pod) ?? new Set();
    this.#open.set(pod, followers.add(response));
    response.on('close', () => followers.delete(response));
  }

  async close(): Promise<void> {
    for (const pod of this.#open.keys()) this.cut(pod);
    await this.#client.delete(nodes, { name: this.#name });
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    this.#remove();
  }
}
