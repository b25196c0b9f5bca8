/** Removes what an execution left in the cluster, after its outcome is recorded. */
import { isReason } from '../../core/errors.ts';
import type { KubernetesClient } from '../../kubernetes/client.ts';
import { jobs, pods } from '../../kubernetes/resources.ts';
import type { ExecutionState } from '../engine.ts';
import type { ExecutionJob, Executions } from './executions.ts';
import type { ScratchClaims } from './scratch-claims.ts';

export class Removal {
  readonly #client: Pick<KubernetesClient, 'delete'>;
  readonly #executions: Executions;
  readonly #scratch: ScratchClaims;
  /** Uids of Jobs that we deleted and whose deletion may still be told. */
  readonly #ours = new Set<string>();

  constructor(client: KubernetesClient, executions: Executions, scratch: ScratchClaims) {
    this.#client = client;
    this.#executions = executions;
    this.#scratch = scratch;
  }

  /** Whether the end of this Job is our own doing. */
  isOurs(job: ExecutionJob): boolean {
    return job.metadata.uid !== undefined && this.#ours.has(job.metadata.uid);
  }

  /**
   * Deletes the Job, explicitly with its pods. Idempotent.
   * @param state its end; when the fingerprint has its result, scratch that nobody goes on from goes as well
   */
  async remove(name: string, state: ExecutionState | undefined): Promise<void> {
    const job = this.#executions.job(name);
    const { uid } = job?.metadata ?? {};
    if (job === undefined || uid === undefined) {
      if (state !== undefined) await this.#removeStrays(name, state.key.namespace);
      return;
    }
    const { namespace } = job.execution.key;
    if (state?.phase === 'Succeeded') await this.#scratch.succeeded(job);
    this.#ours.add(uid);
    try {
      await this.#client.delete(jobs, { namespace, name }, { uid, propagation: 'Background' });
    } catch (error: unknown) {
      // Another Job by now, which is none of this execution.
      if (!isReason(error, 'Conflict')) {
        this.#ours.delete(uid);
        throw error;
      }
    }
    this.#executions.removed(job);
    this.#ours.delete(uid);
  }

  /** Pods that somebody left when he deleted their Job (`--cascade=orphan`). */
  async #removeStrays(name: string, namespace: string): Promise<void> {
    for (const { metadata } of this.#executions.labelled(name)) {
      const goes = metadata.deletionTimestamp !== undefined;
      if (metadata.namespace !== namespace || metadata.uid === undefined || goes) continue;
      try {
        await this.#client.delete(pods, { namespace, name: metadata.name }, { uid: metadata.uid });
      } catch (error: unknown) {
        if (!isReason(error, 'Conflict')) throw error;
      }
    }
  }
}
