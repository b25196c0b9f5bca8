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
import { createGitAccess } from './git/access.ts';
import { type AddressRules, createAddressPolicy } from './git/addresses.ts';
import { createGit, type GitCounters } from './git/native.ts';
import type { KubernetesClient } from './kubernetes/client.ts';
import { connectKubernetes } from './kubernetes/connect.ts';
import { createTrust, type Trust } from './reconcile/trust.ts';
import type { DataCache } from './pod/source-volumes.ts';
import { monotonicClock, systemClock } from './runtime/clock.ts';
import { fenceClient } from './runtime/fenced-client.ts';
import type { Logger } from './runtime/log.ts';
import type { Metrics } from './runtime/metrics.ts';
import { observeClient } from './runtime/observed-client.ts';
import { observeGit } from './runtime/observed-git.ts';
import { redact } from './runtime/redact.ts';
import { createKubernetesSecrets, type KubernetesSecrets } from './secrets/kubernetes.ts';
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
  /** For reviews and reads that every replica makes, whoever leads. Nothing is written with it. */
  readonly reviewClient: KubernetesClient;
  readonly store: KubernetesStore;
  readonly git: Git;
  readonly trust: Trust;
  readonly stores: ArtifactStores;
  /** What the git adapter has done since the start. */
  counters(): GitCounters;
  /** Only for the leader: an engine acts by itself (time limits, pods that cannot start). */
  openEngine(): Engine;
  /** Only for the leader: what it knows begins with what there is at that moment. */
  openServing(): Serving;
  /** Sends what is still to be told (events). The store is closed then. */
  flush(): Promise<void>;
  /** Closes everything but engine and serving. */
  close(): Promise<void>;
}

/** Milliseconds for one request of the lease; the election has its own, shorter limit. */
const leaseTimeLimit = 5_000;

/** Opens everything but engine and serving. @throws RefitError KubernetesUnavailable without access to a cluster; errors of listening */
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
  const { native, git } = openGit(options, secrets);
  // TokenReviews are no writes of the leader: every replica asks for them.
  const server = await openArtifactServer(config, raw, stores, log);
  let flushed: Promise<void> | undefined;
  const flush = (): Promise<void> => (flushed ??= store.close());
  return {
    leaseClient,
    reviewClient: raw,
    store,
    git,
    trust: createTrust(git, (...secret) => secrets.entries(...secret)),
    stores,
    counters: () => native.counters(),
    openEngine: () =>
      createJobEngine({
        ...shared,
        git,
        addresses: addressRules(options),
        ...dataCacheOf(config),
      }),
    openServing: () => createDeploymentServing(shared),
    flush,
    async close() {
      await Promise.all([server.close(), git.close(), flush()]);
      await Promise.all([raw.close(), leaseClient.close()]);
    },
  };
}

function dataCacheOf({ dataCache: { claim, budget } }: Config): { readonly dataCache?: DataCache } {
  return claim === undefined ? {} : { dataCache: { claim, budget } };
}

/** Tenants name the addresses of sources and data: the API server is not theirs to have asked. */
function addressRules({ config, environment }: AdapterOptions): AddressRules {
  const { allowAddresses: allow = [], denyAddresses: deny = [], schemes } = config.git;
  const { KUBERNETES_SERVICE_HOST: apiServer } = environment;
  return { allow, deny: [...deny, ...(apiServer === undefined ? [] : [apiServer])], schemes };
}

/** Git as sources are read: from allowed addresses alone, with the Secrets that they name, and told of. */
function openGit(options: AdapterOptions, secrets: KubernetesSecrets) {
  const { config, metrics, log } = options;
  const { folder, cacheSize: cacheBytes, schemes } = config.git;
  const native = createGit({
    folder,
    allowLocal: false,
    clock: systemClock,
    random: Math.random,
    credentials: createGitAccess(secrets),
    cacheBytes,
    warn: (message, fields) => log.warn(message, fields),
    addresses: createAddressPolicy(addressRules(options)),
  });
  const git = observeGit(native, {
    observe: metrics.observeGit,
    clock: monotonicClock,
    fetches: () => native.counters().fetches,
    schemes,
  });
  return { native, git };
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
