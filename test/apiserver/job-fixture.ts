import { join } from 'node:path';
import { openFolderArtifacts } from '../../controller/artifacts/folder.ts';
import type { FolderArtifacts } from '../../controller/artifacts/folder.ts';
import { executionName } from '../../controller/core/naming.ts';
import type { Engine, ExecutionRequest, ExecutionState } from '../../controller/engines/engine.ts';
import { createJobEngine } from '../../controller/engines/job/engine.ts';
import type { JobEngineOptions } from '../../controller/engines/job/engine.ts';
import type { RawJob } from '../../controller/engines/job/objects.ts';
import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { jobs, namespaces, secrets, serviceAccounts, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { manifestText } from '../../controller/pod/manifest.ts';
import type { Manifest } from '../../controller/pod/manifest.ts';
import { publishedText } from '../../controller/pod/termination.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { createKubernetesSecrets } from '../../controller/secrets/kubernetes.ts';
import { applyCrds, sharedApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { silentLogger } from '../support/log.ts';
import { podRequest } from '../support/pod-root.ts';
import { ended, TestNode } from '../support/test-node.ts';
import type { TestPod } from '../support/test-node.ts';

let count = 0;

/** Job engines on a real API server with the real Job controller, and a node on which nothing runs. */
export class JobFixture {
  readonly namespace: string;
  readonly client: KubernetesClient;
  readonly node: TestNode;
  readonly artifacts: FolderArtifacts;
  readonly #workflowUID: string;
  readonly #engines: Engine[] = [];
  readonly #remove: () => void;
  #attempts = 0;

  private constructor(client: KubernetesClient, namespace: string, node: TestNode, workflowUID: string) {
    const folder = temporaryFolder();
    this.client = client;
    this.namespace = namespace;
    this.node = node;
    this.#workflowUID = workflowUID;
    this.artifacts = openFolderArtifacts({ folder: join(folder.path, 'artifacts') });
    this.#remove = () => folder.remove();
  }

  static async create(): Promise<JobFixture> {
    const server = await sharedApiServer();
    await applyCrds(server);
    const client = await connectKubernetes({ kubeconfig: server.kubeconfig });
    const namespace = `job-${process.pid}-${count++}`;
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await client.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } });
    await eventually(async () => {
      if (!(await client.get(serviceAccounts, { namespace, name: 'default' })))
        throw new Error('no service account yet');
    });
    const workflow = await client.create(workflowSpecs, {
      apiVersion: 'refit.dev/v1alpha1',
      kind: 'WorkflowSpec',
      metadata: { name: 'w', namespace },
      spec: {
        sources: [{ name: 'code', git: { url: 'https://git.example.com/code.git' } }],
        steps: [{ name: 'train', run: { image: 'registry.example.com/none', command: ['true'] } }],
      },
    });
    const node = await TestNode.create(client, namespace);
    return new JobFixture(client, namespace, node, workflow.metadata.uid ?? '');
  }

  /** An engine as a controller opens it. Every one finds what the ones before it left. */
  engine(over: Partial<JobEngineOptions> = {}): Engine {
    const engine = createJobEngine({
      client: this.client,
      stores: { of: () => this.artifacts },
      secrets: createKubernetesSecrets(this.client),
      image: 'registry.example.com/refit-controller:test',
      podArtifacts: () => ({
        kind: 'Http',
        url: 'http://refit-artifacts.refit-system.svc:8085',
        audience: 'refit-artifacts',
      }),
      clock: systemClock,
      random: Math.random,
      log: silentLogger,
      watchNamespace: this.namespace,
      ...over,
    });
    this.#engines.push(engine);
    return engine;
  }

  /** A request of a step; a new attempt each time. */
  request(over: Partial<ExecutionRequest> = {}): ExecutionRequest {
    const base = podRequest(over);
    const key = { ...base.key, namespace: this.namespace, workflowUID: this.#workflowUID, attempt: ++this.#attempts };
    return { ...base, key };
  }

  job(request: ExecutionRequest): Promise<RawJob | undefined> {
    return this.client.get<RawJob>(jobs, { namespace: this.namespace, name: executionName(request.key) });
  }

  async secret(name: string, data: Readonly<Record<string, string>>): Promise<void> {
    const metadata = { name, namespace: this.namespace };
    await this.client.create(secrets, { apiVersion: 'v1', kind: 'Secret', metadata, stringData: data });
  }

  /** The pod's publish container has stored this and is done. */
  async publish(pod: TestPod, manifest: Manifest): Promise<void> {
    const { digest, size } = await this.artifacts.write(Buffer.from(manifestText(manifest)));
    const message = publishedText({ manifest: digest, size });
    await this.node.report(
      pod,
      { fetch: ended(0), step: ended(0), publish: ended(0, { message }) },
      { phase: 'Succeeded' },
    );
  }

  /** Waits until `engine` says so. */
  until(
    engine: Engine,
    request: ExecutionRequest,
    wanted: (state: ExecutionState) => boolean,
  ): Promise<ExecutionState> {
    return eventually(async () => {
      const state = await engine.observe(executionName(request.key));
      if (state !== undefined && wanted(state)) return state;
      throw new Error(`is ${state?.phase ?? 'not there'}: ${state?.reason ?? ''} ${state?.message ?? ''}`);
    }, 40_000);
  }

  finished(engine: Engine, request: ExecutionRequest): Promise<ExecutionState> {
    return this.until(engine, request, ({ finished }) => finished);
  }

  async log(engine: Engine, request: ExecutionRequest): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of engine.logs(executionName(request.key), { follow: false })) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  async close(): Promise<void> {
    for (const engine of this.#engines) await engine.close();
    await this.client.delete(namespaces, { name: this.namespace });
    await this.node.close();
    await this.client.close();
    this.#remove();
  }
}
