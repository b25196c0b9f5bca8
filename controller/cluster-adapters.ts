/** The adapters of a cluster, chosen and joined as the configuration says. */
import { createArtifactStores, type ArtifactInstallation, type ClusterArtifactStores } from './artifacts/stores.ts';
import type { ArtifactStores } from './artifacts/artifacts.ts';
import { readCredentialFiles, type S3Credentials } from './artifacts/objects/credentials.ts';
import { podArtifacts, type PodInstallation } from './artifacts/pod-access.ts';
import type { Config, S3Config } from './config.ts';
import { RefitError } from './core/errors.ts';
import { createJobEngine } from './engines/job/engine.ts';
import type { Engine } from './engines/engine.ts';
import type { Git } from './git/git.ts';
import { createGit } from './git/native.ts';
import type { KubernetesClient } from './kubernetes/client.ts';
import { connectKubernetes } from './kubernetes/connect.ts';
import { monotonicClock, systemClock } from './runtime/clock.ts';
import { fenceClient } from './runtime/fenced-client.ts';
import type { Logger } from './runtime/log.ts';
import type { Metrics } from './runtime/metrics.ts';
import { observeClient } from './runtime/observed-client.ts';
import { observeGit } from './runtime/observed-git.ts';
import { redact } from './runtime/redact.ts';
import { createKubernetesSecrets } from './secrets/kubernetes.ts';
import { createDeploymentServing } from './serving/deployment/serving.ts';
import type { Serving } from './serving/serving.ts';
import { openKubernetesStore, type KubernetesStore } from './store/kubernetes.ts';

export interface AdapterOptions {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Whether this process leads at this moment: nothing is written to the API server otherwise, but the lease. */
  readonly holds: () => boolean;
}

export interface ClusterAdapters {
  /** Of the lease alone: it must not wait behind other requests. */
  readonly leaseClient: KubernetesClient;
  readonly store: KubernetesStore;
  readonly git: Git;
  readonly stores: ArtifactStores;
  readonly serving: Serving;
  /** Polls and fetches since the start. */
  counters(): { readonly polls: number; readonly fetches: number };
  /** Only for the leader: an engine acts by itself (time limits, pods that cannot start). */
  openEngine(): Engine;
  /** Sends what is still to be told (events). The store is closed then. */
  flush(): Promise<void>;
  /** Closes everything but the engine. */
  close(): Promise<void>;
}

/** Milliseconds for one request of the lease; the election has its own, shorter limit. */
const leaseTimeLimit = 5_000;

/** Opens everything but the engine. @throws RefitError KubernetesUnavailable without access to a cluster; errors of listening */
export async function openClusterAdapters(options: AdapterOptions): Promise<ClusterAdapters> {
  const { config, log, metrics, holds } = options;
  const [raw, leaseClient] = await connect(config, metrics);
  const client = fenceClient(raw, holds);
  const random = Math.random;
  const clock = systemClock;
  const watched = config.watchNamespace;
  const secrets = createKubernetesSecrets(client);
  const stores = createArtifactStores({ secrets, installation: installationOf(options) });
  const pods = podInstallation(config);
  const shared = {
    client,
    stores,
    secrets,
    image: config.image,
    podArtifacts: (...[namespace, place]: Parameters<ArtifactStores['of']>) => podArtifacts(namespace, place, pods),
    clock,
    random,
    log,
    ...(watched === undefined ? {} : { watchNamespace: watched }),
  };
  const onError = (error: Error): void => log.warn('store', { error: error.message });
  const store = openKubernetesStore({
    client,
    clock,
    onError,
    ...(watched === undefined ? {} : { namespace: watched }),
  });
  const native = createGit({ folder: config.git.folder, allowLocal: false, clock, random });
  const git = observeGit(native, {
    observe: metrics.observeGit,
    clock: monotonicClock,
    fetches: () => native.counters().fetches,
    schemes: config.git.schemes,
  });
  const serving = createDeploymentServing(shared);
  // TokenReviews are no writes of the leader: every replica asks for them.
  const server = await openArtifactServer(config, raw, stores, log);
  let flushed: Promise<void> | undefined;
  const flush = (): Promise<void> => (flushed ??= store.close());
  return {
    leaseClient,
    store,
    git,
    stores,
    serving,
    counters: () => native.counters(),
    openEngine: () => createJobEngine({ ...shared, git }),
    flush,
    async close() {
      await Promise.all([server.close(), git.close(), serving.close(), flush()]);
      await Promise.all([raw.close(), leaseClient.close()]);
    },
  };
}

async function connect(config: Config, metrics: Metrics): Promise<readonly [KubernetesClient, KubernetesClient]> {
  const { kubeconfig, context, namespace } = config;
  const access = {
    namespace,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  };
  const clients = await Promise.all([
    connectKubernetes(access),
    connectKubernetes({ ...access, concurrency: 2, timeLimitMs: leaseTimeLimit }),
  ]);
  const [client, leaseClient] = clients.map((one) => observeClient(one, metrics.observeRequest, monotonicClock));
  if (!client || !leaseClient) throw new RefitError('InternalError', 'two clients were asked for');
  return [client, leaseClient];
}

function podInstallation({ artifacts }: Config): PodInstallation {
  return 'volume' in artifacts
    ? { kind: 'Volume', url: artifacts.volume.url }
    : { kind: 'S3', ...placeOf(artifacts.s3) };
}

function installationOf({ config: { artifacts }, environment }: AdapterOptions): ArtifactInstallation {
  if ('volume' in artifacts) return { kind: 'Volume', folder: artifacts.volume.folder };
  const { keyFolder } = artifacts.s3;
  const credentials = keyFolder === undefined ? async () => keysOf(environment) : () => readCredentialFiles(keyFolder);
  return { kind: 'S3', ...placeOf(artifacts.s3), credentials };
}

/** Without what is the controller's alone. */
function placeOf(s3: S3Config): Omit<S3Config, 'keyFolder'> {
  const { keyFolder, ...place } = s3;
  return keyFolder === undefined ? s3 : place;
}

function keysOf(environment: AdapterOptions['environment']): S3Credentials {
  const accessKeyId = environment['REFIT_S3_ACCESS_KEY_ID'];
  const secretAccessKey = environment['REFIT_S3_SECRET_ACCESS_KEY'];
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new RefitError(
      'SecretNotFound',
      'artifact credentials: found neither artifacts.s3.keyFolder nor both variables REFIT_S3_ACCESS_KEY_ID and REFIT_S3_SECRET_ACCESS_KEY',
    );
  }
  redact(secretAccessKey);
  return { accessKeyId, secretAccessKey };
}

async function openArtifactServer(
  { artifacts, address, ports }: Config,
  client: KubernetesClient,
  stores: ClusterArtifactStores,
  log: Logger,
): Promise<{ close(): Promise<void> }> {
  const { serveReader, serveVolume } = await import('./artifacts/server/serve.ts');
  const options = { client, port: ports.artifacts, log, ...(address === undefined ? {} : { host: address }) };
  const server =
    'volume' in artifacts
      ? await serveVolume({ ...options, folder: artifacts.volume.folder })
      : await serveReader({ ...options, objectsOf: (namespace) => stores.objectsOf(namespace) });
  log.info('artifacts are served', { port: server.port });
  return server;
}
