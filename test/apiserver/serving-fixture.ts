/** Serving by Deployments on a real API server: a namespace of its own, a node for its pods, and a client that counts. */
import { Readable } from 'node:stream';
import type { ArtifactStores } from '../../controller/artifacts/artifacts.ts';
import { RefitError } from '../../controller/core/errors.ts';
import { releaseContent, releaseDigest } from '../../controller/core/release.ts';
import type { KubernetesClient, KubernetesMeta, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { deployments, namespaces, serviceAccounts, services } from '../../controller/kubernetes/resources.ts';
import type { Clock } from '../../controller/runtime/clock.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { createDeploymentServing } from '../../controller/serving/deployment/serving.ts';
import type { DeploymentServingOptions } from '../../controller/serving/deployment/serving.ts';
import type { Release, Serving, ServingKey, ServingPlacement, ServingState } from '../../controller/serving/serving.ts';
import { sharedApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';
import { silentLogger } from '../support/log.ts';
import { openTestPods } from '../support/test-pods.ts';
import type { TestPods } from '../support/test-pods.ts';

/** A Deployment as tests look at it. */
export interface SeenDeployment extends KubernetesObject {
  readonly metadata: KubernetesMeta & { readonly managedFields?: readonly { readonly manager: string }[] };
  readonly spec: {
    readonly replicas: number;
    readonly paused?: boolean;
    readonly template: {
      readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
      readonly spec: {
        readonly initContainers?: readonly { readonly name: string; readonly image: string }[];
        readonly containers: readonly {
          readonly name: string;
          readonly image: string;
          readonly command?: readonly string[];
          readonly env?: readonly { readonly name: string; readonly value?: string }[];
          readonly resources?: { readonly requests?: Readonly<Record<string, string>> };
        }[];
      };
    };
  };
}

/** A release and its document, as the reconciler hands them over. */
export interface TestRelease {
  readonly digest: string;
  readonly content: Release;
}

export interface ServingFixture {
  readonly client: KubernetesClient;
  readonly namespace: string;
  readonly key: ServingKey;
  readonly node: TestPods;
  /** Requests that change something, of all servings opened here, since the last call. */
  writes(): readonly string[];
  /** Stores the document of a release that serves `letter`. */
  release(letter: string, change?: Partial<Release>): TestRelease;
  open(change?: Partial<DeploymentServingOptions>): Serving;
  deployment(): Promise<SeenDeployment>;
  service(): Promise<KubernetesObject | undefined>;
  close(): Promise<void>;
}

let count = 0;

/** @param clock of the servings */
export async function openServingFixture(clock: Clock = systemClock): Promise<ServingFixture> {
  const server = await sharedApiServer();
  const client = await connectKubernetes({ kubeconfig: server.kubeconfig });
  const namespace = `serving-${process.pid}-${(count += 1)}`;
  await client.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  await eventually(async () => (await client.get(serviceAccounts, { namespace, name: 'default' })) !== undefined);
  const documents = new Map<string, string>();
  const written: string[] = [];
  const opened: Serving[] = [];
  const node = openTestPods(client, namespace);
  const name = { namespace, name: 'digits-serve' };
  return {
    client,
    namespace,
    key: { namespace, workflow: 'digits', workflowUID: '11111111-1111-4111-8111-111111111111', step: 'serve' },
    node,
    writes: () => written.splice(0),
    release(letter, change = {}) {
      const content = releaseOf(letter, change);
      const digest = releaseDigest(content);
      documents.set(digest, releaseContent(content));
      return { digest, content };
    },
    open(change = {}) {
      const serving = createDeploymentServing({
        client: countingClient(client, written),
        stores: storesOf(documents),
        image: 'registry.example.com/refit:1',
        podArtifacts: () => ({ kind: 'Http', url: 'http://refit-artifacts.refit-system.svc:8085', audience: 'refit' }),
        clock,
        random: Math.random,
        log: silentLogger,
        watchNamespace: namespace,
        ...change,
      });
      opened.push(serving);
      return serving;
    },
    async deployment() {
      const found = await client.get<SeenDeployment>(deployments, name);
      if (found === undefined) throw new Error('there is no Deployment');
      return found;
    },
    service: async () => client.get(services, name),
    async close() {
      node.close();
      for (const serving of opened) await serving.close();
      await client.delete(namespaces, { name: namespace });
      await client.close();
    },
  };
}

/** Orphan, nothing special. */
export const placement: ServingPlacement = { deletionPolicy: 'Orphan' };

function releaseOf(letter: string, change: Partial<Release>): Release {
  return {
    model: `sha256:${letter.repeat(64)}`,
    modelName: 'model.pkl',
    command: ['python', 'serve.py', '--name', letter],
    args: [],
    env: [{ name: 'GREETING', value: `$(HOME) from ${letter}` }],
    environment: { name: 'py', image: 'registry.example.com/digits:1' },
    inputs: [],
    port: 8080,
    readiness: { path: '/healthz', timeoutMs: 30_000 },
    ...change,
  };
}

function storesOf(documents: ReadonlyMap<string, string>): ArtifactStores {
  const refuse = async (): Promise<never> => {
    throw new Error('serving asked the artifacts for more than a release');
  };
  const read = async (digest: string): Promise<Readable> => {
    const text = documents.get(digest);
    if (text === undefined) throw new RefitError('ArtifactMissing', `${digest} is not there`);
    return Readable.from([Buffer.from(text)]);
  };
  const nothing = { stat: refuse, list: refuse, write: refuse, verify: refuse };
  const records = { attempts: refuse, record: refuse, readNote: refuse, writeNote: refuse };
  return { of: () => ({ ...nothing, ...records, read }) };
}

function countingClient(client: KubernetesClient, written: string[]): KubernetesClient {
  const note = (verb: string, kind: string): void => void written.push(`${verb} ${kind}`);
  return {
    ...client,
    create: async (type, object, subresource) => {
      note('create', type.kind);
      return client.create(type, object, subresource);
    },
    apply: async (type, object, subresource) => {
      note('apply', type.kind);
      return client.apply(type, object, subresource);
    },
    delete: async (type, name, options) => {
      note('delete', type.kind);
      return client.delete(type, name, options);
    },
    mergePatch: async (type, name, patch, subresource) => {
      note('patch', type.kind);
      return client.mergePatch(type, name, patch, subresource);
    },
    replace: async (type, object, subresource) => {
      note('replace', type.kind);
      return client.replace(type, object, subresource);
    },
    get: async (type, name) => {
      note('get', type.kind);
      return client.get(type, name);
    },
  };
}

/** Does what the stage's reconciler does, again and again, until the state is as `check` wants it. */
export async function reaches(
  serving: Serving,
  key: ServingKey,
  wanted: { readonly release: TestRelease; readonly again: string; readonly placement?: ServingPlacement },
  check: (state: ServingState) => boolean,
): Promise<ServingState> {
  let last: ServingState | undefined;
  try {
    return await eventually(async () => {
      await serving.ensure(key, wanted.release, wanted.again, wanted.placement ?? placement);
      last = await serving.observe(key);
      if (last === undefined || !check(last)) throw new Error('not as wanted');
      return last;
    }, 60_000);
  } catch (error: unknown) {
    throw new Error(`the stage did not become as wanted; it is ${JSON.stringify(last)}`, { cause: error });
  }
}

/** Until the release is live and its pods are well. */
export async function serves(
  serving: Serving,
  key: ServingKey,
  release: TestRelease,
  again: string,
  place = placement,
): Promise<ServingState> {
  return reaches(
    serving,
    key,
    { release, again, placement: place },
    ({ live, healthy }) => live === release.digest && healthy,
  );
}
