/** Ends executions: the verdict is on the Job before any pod is told to go, so that a restart in between changes nothing. */
import { isReason, toError } from '../../core/errors.ts';
import type { KubernetesClient } from '../../kubernetes/client.ts';
import { jobs, pods } from '../../kubernetes/resources.ts';
import type { Logger } from '../../runtime/log.ts';
import type { ExecutionJob, Executions } from './executions.ts';
import type { Logs } from './logs.ts';
import { containers, endAnnotation } from './names.ts';
import { containerOf } from './objects.ts';
import type { KeptPod, RawJob } from './objects.ts';
import { verdictOn, verdictText } from './verdict.ts';
import type { Verdict } from './verdict.ts';

export class Orders {
  readonly #client: Pick<KubernetesClient, 'mergePatch' | 'delete'>;
  readonly #executions: Executions;
  readonly #logs: Logs;
  readonly #log: Logger;
  /** Pods that are being deleted, by uid. */
  readonly #going = new Set<string>();

  constructor(client: KubernetesClient, executions: Executions, logs: Logs, log: Logger) {
    this.#client = client;
    this.#executions = executions;
    this.#logs = logs;
    this.#log = log;
  }

  /** Idempotent: the first verdict stands. @throws RefitError KubernetesUnavailable | AccessDenied */
  async order(name: string, verdict: Verdict): Promise<void> {
    const job = this.#executions.job(name);
    if (job === undefined) return;
    if (verdictOn(job) === undefined && !(await this.#write(job, verdict))) return;
    await this.#endPods(job);
  }

  /** Deletes pods that are there although the end is ordered: after a restart, or made meanwhile. */
  carryOn(job: ExecutionJob): void {
    this.#endPods(job).catch((error: unknown) => {
      this.#log.warn('pod could not be deleted', { execution: job.execution.name, error: toError(error).message });
    });
  }

  async #write({ metadata, execution }: ExecutionJob, verdict: Verdict): Promise<boolean> {
    const name = { namespace: execution.key.namespace, name: metadata.name };
    const patch = { metadata: { uid: metadata.uid, annotations: { [endAnnotation]: verdictText(verdict) } } };
    try {
      this.#executions.observe(await this.#client.mergePatch<RawJob>(jobs, name, patch));
      return true;
    } catch (error: unknown) {
      // Gone, or another by now: there is nothing left to end.
      if (isReason(error, 'NotFound') || isReason(error, 'Conflict')) return false;
      throw error;
    }
  }

  async #endPods(job: ExecutionJob): Promise<void> {
    for (const pod of this.#executions.podsOf(job)) {
      const { uid } = pod.metadata;
      if (pod.metadata.deletionTimestamp !== undefined || hasEnded(pod) || uid === undefined || this.#going.has(uid))
        continue;
      // Before the pod goes: with it goes what it printed.
      if (containerOf(pod, containers.step)?.running) this.#logs.capture(job.execution, pod.metadata.name);
      this.#going.add(uid);
      try {
        const name = { namespace: job.execution.key.namespace, name: pod.metadata.name };
        await this.#client.delete(pods, name, { uid });
      } catch (error: unknown) {
        if (!isReason(error, 'Conflict')) throw error;
      } finally {
        this.#going.delete(uid);
      }
    }
  }
}

function hasEnded({ status }: KeptPod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}
