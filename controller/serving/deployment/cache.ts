/** The Deployments, Services and pods of stages, kept in memory, and which stage each is of. */
import type { KubernetesClient, KubernetesMeta, KubernetesObject } from '../../kubernetes/client.ts';
import { nameKey } from '../../kubernetes/client.ts';
import type { Informer } from '../../kubernetes/informer.ts';
import { openInformer } from '../../kubernetes/reflector.ts';
import { deployments, pods, services } from '../../kubernetes/resources.ts';
import { workflowLabel } from '../../engines/job/names.ts';
import type { Clock, Random } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import type { ServingKey } from '../serving.ts';
import { keyOfObject, managedBy, managedByLabel, objectName, stageLabel } from './names.ts';
import { keepPod } from './objects.ts';
import type { DeploymentObject, PodObject } from './objects.ts';

export interface CacheOptions {
  readonly client: KubernetesClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Left out: all namespaces. */
  readonly watchNamespace?: string;
}

export interface ServingCache {
  readonly deployments: Informer<DeploymentObject>;
  readonly services: Informer<KubernetesObject>;
  /** Whether all is known as it is, or nearly. */
  readonly healthy: boolean;
  /** Settles when all was listed. */
  synced(): Promise<void>;
  /** The pods of a stage. */
  podsOf(key: ServingKey): readonly PodObject[];
  /** Every stage there is an object of. */
  list(): readonly ServingKey[];
  watch(changed: (key: ServingKey) => void): () => void;
  close(): void;
}

/** Opens the informers. */
export function openServingCache(options: CacheOptions): ServingCache {
  return new Cache(options);
}

class Cache implements ServingCache {
  readonly deployments: Informer<DeploymentObject>;
  readonly services: Informer<KubernetesObject>;
  readonly #pods: Informer<PodObject>;
  /** By the stage's `namespace/workflow/step`, then by the pod's name. */
  readonly #podsOfStage = new Map<string, Map<string, PodObject>>();

  constructor({ client, clock, random, log, watchNamespace }: CacheOptions) {
    const where = watchNamespace === undefined ? {} : { namespace: watchNamespace };
    const onError = (error: Error): void => log.warn('stages cannot be watched', { error: error.message });
    const shared = { ...where, clock, random, onError };
    const ours = { ...shared, labelSelector: `${managedByLabel}=${managedBy},${stageLabel}` };
    this.deployments = openInformer<DeploymentObject>(client, deployments, ours);
    this.services = openInformer<KubernetesObject>(client, services, ours);
    this.#pods = openInformer<PodObject>(client, pods, { ...shared, labelSelector: stageLabel, keep: keepPod });
    this.#pods.watch(({ type, object }) => this.#takePod(type === 'Deleted', object));
  }

  get healthy(): boolean {
    return [this.deployments, this.services, this.#pods].every((informer) => informer.healthy);
  }

  async synced(): Promise<void> {
    await Promise.all([this.deployments.synced, this.services.synced, this.#pods.synced]);
  }

  podsOf({ namespace, workflow, step }: ServingKey): readonly PodObject[] {
    return [...(this.#podsOfStage.get(`${namespace}/${workflow}/${step}`)?.values() ?? [])];
  }

  list(): readonly ServingKey[] {
    const found = new Map<string, ServingKey>();
    for (const objects of [this.services.list(), this.deployments.list()]) {
      for (const { metadata } of objects) {
        const key = keyOfObject(metadata);
        if (key !== undefined) found.set(nameKey(objectName(key)), key);
      }
    }
    return [...found.values()];
  }

  watch(changed: (key: ServingKey) => void): () => void {
    const tell = ({ metadata }: KubernetesObject): void => {
      const key = keyOfObject(metadata);
      if (key !== undefined) changed(key);
    };
    const ends = [
      this.deployments.watch(({ object }) => tell(object)),
      this.services.watch(({ object }) => tell(object)),
      this.#pods.watch(({ object }) => {
        const deployment = this.#deploymentOf(object.metadata);
        if (deployment !== undefined) tell(deployment);
      }),
    ];
    return () => ends.forEach((end) => end());
  }

  close(): void {
    for (const informer of [this.deployments, this.services, this.#pods]) informer.close();
  }

  #deploymentOf(metadata: KubernetesMeta): DeploymentObject | undefined {
    const stage = stageOf(metadata);
    return stage === undefined ? undefined : this.deployments.get(nameKey(objectName({ ...stage, workflowUID: '' })));
  }

  #takePod(deleted: boolean, pod: PodObject): void {
    const stage = stageOf(pod.metadata);
    if (stage === undefined) return;
    const key = `${stage.namespace}/${stage.workflow}/${stage.step}`;
    const known = this.#podsOfStage.get(key) ?? new Map<string, PodObject>();
    if (deleted) known.delete(pod.metadata.name);
    else known.set(pod.metadata.name, pod);
    if (known.size === 0) this.#podsOfStage.delete(key);
    else this.#podsOfStage.set(key, known);
  }
}

function stageOf({ namespace, labels = {} }: KubernetesMeta): Omit<ServingKey, 'workflowUID'> | undefined {
  const workflow = labels[workflowLabel];
  const step = labels[stageLabel];
  return namespace === undefined || workflow === undefined || step === undefined
    ? undefined
    : { namespace, workflow, step };
}
