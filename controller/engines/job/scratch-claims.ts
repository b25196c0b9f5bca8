/**
 * The scratch claims of a workflow's steps: made when first needed, and taken away when nobody will go on from them. A claim is
 * kept across attempts of its fingerprint and goes
 *
 * - with its result;
 * - when another fingerprint of the same step, launched after it was made, has its result: the step has moved on;
 * - when four newer fingerprints of the same step have claims: a step that never succeeds does not fill the cluster.
 *
 * Never while a Job uses it. Whoever wants a fingerprint again whose claim is gone begins from nothing, as the first time.
 */
import { isReason, RefitError, toError } from '../../core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../../kubernetes/client.ts';
import { describeResource, persistentVolumeClaims } from '../../kubernetes/resources.ts';
import type { Logger } from '../../runtime/log.ts';
import type { ExecutionKey, ExecutionRequest } from '../engine.ts';
import type { ExecutionJob, Executions } from './executions.ts';
import { fingerprintAnnotation, scratchAnnotation, stepLabel, subjectLabel, workflowLabel } from './names.ts';
import { scratchClaim, scratchName } from './scratch.ts';

/** Claims of one step that are kept, the newest. */
const keptClaims = 4;

export class ScratchClaims {
  readonly #client: Pick<KubernetesClient, 'create' | 'get' | 'list' | 'delete'>;
  readonly #executions: Executions;
  readonly #log: Logger;
  /** Claims of Jobs that are being made. */
  readonly #launching = new Map<string, number>();

  constructor(client: KubernetesClient, executions: Executions, log: Logger) {
    this.#client = client;
    this.#executions = executions;
    this.#log = log;
  }

  /**
   * Makes the claim if there is none, then the Job that uses it.
   * @throws RefitError Conflict while the claim is on its way out, or when it just went; AlreadyExists for another's; what `launch` throws
   */
  async during<T>(request: ExecutionRequest, launch: () => Promise<T>): Promise<T> {
    const name = scratchName(request.key);
    this.#launching.set(name, (this.#launching.get(name) ?? 0) + 1);
    try {
      if (await this.#ensure(request)) await this.#prune(request.key, (claims) => claims.slice(keptClaims));
      return await launch();
    } finally {
      const others = (this.#launching.get(name) ?? 1) - 1;
      if (others === 0) this.#launching.delete(name);
      else this.#launching.set(name, others);
    }
  }

  /** The fingerprint of a Job has its result. @throws RefitError KubernetesUnavailable | AccessDenied */
  async succeeded(job: ExecutionJob): Promise<void> {
    const { key } = job.execution;
    const name = job.metadata.annotations?.[scratchAnnotation];
    if (name === undefined || name !== scratchName(key)) return;
    await this.#client.delete(persistentVolumeClaims, { namespace: key.namespace, name });
    const launchedAt = job.metadata.creationTimestamp ?? '';
    await this.#prune(key, (claims) =>
      claims.filter(({ metadata }) => metadata.name !== name && (metadata.creationTimestamp ?? '') <= launchedAt),
    );
  }

  /** @returns whether it was made */
  async #ensure(request: ExecutionRequest): Promise<boolean> {
    const { key } = request;
    try {
      await this.#client.create(persistentVolumeClaims, scratchClaim(request));
      return true;
    } catch (error: unknown) {
      if (!isReason(error, 'AlreadyExists')) throw error;
    }
    const name = { namespace: key.namespace, name: scratchName(key) };
    const claim = await this.#client.get(persistentVolumeClaims, name);
    const what = describeResource(persistentVolumeClaims, name);
    if (claim?.metadata.deletionTimestamp !== undefined) {
      throw new RefitError('Conflict', `${what}: is being deleted; the step starts when it is gone`);
    }
    // Gone since: whoever asks again makes it.
    if (claim === undefined) throw new RefitError('Conflict', `${what}: is gone; it is made again`);
    if (!isOwned(claim, key)) {
      throw new RefitError('AlreadyExists', `${what}: found a claim that is not this workflow's; delete it`);
    }
    return false;
  }

  /** Deletes some claims of a step that no Job uses. That it cannot be done is no reason for a step not to go on. */
  async #prune(
    key: ExecutionKey,
    choose: (newestFirst: readonly KubernetesObject[]) => readonly KubernetesObject[],
  ): Promise<void> {
    const { namespace, workflow, step, subject } = key;
    const labelSelector = `${workflowLabel}=${workflow},${stepLabel}=${step},${subjectLabel}=${subject}`;
    try {
      const { items } = await this.#client.list(persistentVolumeClaims, { namespace, labelSelector });
      const age = ({ metadata }: KubernetesObject): string => `${metadata.creationTimestamp ?? ''} ${metadata.name}`;
      const claims = items
        .filter((claim) => isOwned(claim, key) && claim.metadata.deletionTimestamp === undefined)
        .toSorted((a, b) => (age(a) < age(b) ? 1 : -1));
      const used = this.#used(key.workflowUID);
      for (const { metadata } of choose(claims)) {
        const { name, uid } = metadata;
        if (uid === undefined || used.has(name) || this.#launching.has(name)) continue;
        await this.#client.delete(persistentVolumeClaims, { namespace, name }, { uid });
        this.#log.info('scratch removed', { workflow, step, subject, claim: name });
      }
    } catch (error: unknown) {
      this.#log.warn('scratch could not be removed', { workflow, step, subject, error: toError(error).message });
    }
  }

  #used(workflowUID: string): ReadonlySet<string> {
    const names = [...this.#executions.all(workflowUID)].map(
      ({ metadata }) => metadata.annotations?.[scratchAnnotation],
    );
    return new Set(names.filter((name) => name !== undefined));
  }
}

/** Whether it is the claim of a fingerprint of the workflow: labels alone anybody can put on a claim. */
function isOwned({ metadata }: KubernetesObject, { workflowUID }: Pick<ExecutionKey, 'workflowUID'>): boolean {
  const fingerprint = metadata.annotations?.[fingerprintAnnotation] ?? '';
  const owned = metadata.ownerReferences?.some(({ uid, controller }) => controller === true && uid === workflowUID);
  return owned === true && metadata.name === scratchName({ workflowUID, fingerprint });
}
