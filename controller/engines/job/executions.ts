/** The Jobs and pods of all executions, kept true by informers and found by the execution's name. */
import { isReason } from '../../core/errors.ts';
import { nameKey } from '../../kubernetes/client.ts';
import type { KubernetesClient } from '../../kubernetes/client.ts';
import type { Informer } from '../../kubernetes/informer.ts';
import { openInformer } from '../../kubernetes/reflector.ts';
import { jobs, pods } from '../../kubernetes/resources.ts';
import type { Clock, Random } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import type { ExecutionFacts } from './facts.ts';
import { executionLabel } from './names.ts';
import { isPodOf, keepJob, keepPod } from './objects.ts';
import type { KeptJob, KeptPod, RawJob } from './objects.ts';

/** A Job that is one of ours. */
export interface ExecutionJob extends KeptJob {
  readonly execution: ExecutionFacts;
}

export interface ExecutionsOptions {
  readonly client: KubernetesClient;
  /** Left out: all namespaces. */
  readonly watchNamespace?: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

/** Told what changed: the execution's name, and its Job when that was deleted. */
export type Listener = (name: string, deleted?: ExecutionJob) => void;

export class Executions {
  readonly #jobs: Informer<KeptJob>;
  readonly #pods: Informer<KeptPod>;
  /** Job keys, and pods by key, of each execution. */
  readonly #keys = new Map<string, string>();
  readonly #podsOf = new Map<string, Map<string, KeptPod>>();

  constructor(options: ExecutionsOptions, changed: Listener) {
    const { client, clock, random, log } = options;
    const common = {
      labelSelector: executionLabel,
      ...(options.watchNamespace === undefined ? {} : { namespace: options.watchNamespace }),
      clock,
      random,
    };
    const onError = (kind: string) => (error: Error) => {
      // Old versions that are gone are a matter of course: everything is listed again.
      if (!isReason(error, 'Expired')) log.warn('watch failed', { kind, error: error.message });
    };
    this.#jobs = openInformer<KeptJob>(client, jobs, { ...common, keep: keepJob, onError: onError('Job') });
    this.#pods = openInformer<KeptPod>(client, pods, { ...common, keep: keepPod, onError: onError('Pod') });
    this.#jobs.watch(({ type, object }) => {
      if (!isExecution(object)) return;
      const { name } = object.execution;
      if (type === 'Deleted') this.#keys.delete(name);
      else this.#keys.set(name, nameKey(object.metadata));
      changed(name, type === 'Deleted' ? object : undefined);
    });
    this.#pods.watch(({ type, object }) => {
      const name = object.metadata.labels?.[executionLabel];
      if (name === undefined) return;
      this.#keepPod(name, object, type === 'Deleted');
      changed(name);
    });
  }

  /** Settles when everything that exists is known. */
  async synced(): Promise<void> {
    await Promise.all([this.#jobs.synced, this.#pods.synced]);
  }

  /** Whether Jobs and pods are known as they are, or nearly. */
  get healthy(): boolean {
    return this.#jobs.healthy && this.#pods.healthy;
  }

  job(name: string): ExecutionJob | undefined {
    const key = this.#keys.get(name);
    const job = key === undefined ? undefined : this.#jobs.get(key);
    return job !== undefined && isExecution(job) ? job : undefined;
  }

  /** The pods that the Job made. */
  podsOf(job: ExecutionJob): readonly KeptPod[] {
    return this.labelled(job.execution.name).filter((pod) => isPodOf(job, pod));
  }

  /** All pods that carry the execution's name. */
  labelled(name: string): readonly KeptPod[] {
    return [...(this.#podsOf.get(name)?.values() ?? [])];
  }

  *all(workflowUID?: string): Iterable<ExecutionJob> {
    const found = workflowUID === undefined ? this.#jobs.list() : this.#jobs.ownedBy(workflowUID);
    for (const job of found) if (isExecution(job)) yield job;
  }

  /** Takes in what a write of our own returned. */
  observe(job: RawJob | KeptJob): KeptJob {
    const kept = keepJob(job);
    this.#jobs.observe(kept);
    return kept;
  }

  /** Takes out what we deleted. */
  removed(job: KeptJob): void {
    this.#jobs.observe(job, true);
  }

  close(): void {
    this.#jobs.close();
    this.#pods.close();
  }

  #keepPod(name: string, pod: KeptPod, deleted: boolean): void {
    const known = this.#podsOf.get(name) ?? new Map<string, KeptPod>();
    if (deleted) known.delete(nameKey(pod.metadata));
    else known.set(nameKey(pod.metadata), pod);
    if (known.size === 0) this.#podsOf.delete(name);
    else this.#podsOf.set(name, known);
  }
}

/** Whether it is one of ours: what its annotation says fits its name and owner. */
export function isExecution(job: KeptJob): job is ExecutionJob {
  return job.execution !== undefined;
}
