/** Makes the Job of an execution: once, and never the second of a name. */
import type { PodArtifacts } from '../../artifacts/pod-access.ts';
import type { ArtifactPlace } from '../../artifacts/artifacts.ts';
import { isReason, RefitError } from '../../core/errors.ts';
import { executionName } from '../../core/naming.ts';
import { sourceSecrets } from '../../data/source-secrets.ts';
import type { AddressRules } from '../../git/addresses.ts';
import type { KubernetesClient } from '../../kubernetes/client.ts';
import { describeResource, jobs } from '../../kubernetes/resources.ts';
import { artifactAccess } from '../../pod/artifact-access.ts';
import type { DataCache } from '../../pod/source-volumes.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { VersionedSecrets } from '../../secrets/secrets.ts';
import type { ExecutionRequest } from '../engine.ts';
import type { ExecutionJob, Executions } from './executions.ts';
import { isExecution } from './executions.ts';
import { factsOf } from './facts.ts';
import { buildJob, hasScratch, withSecretVersions } from './job.ts';
import { readSecrets } from './known-secrets.ts';
import type { SecretsRead } from './known-secrets.ts';
import { fingerprintAnnotation } from './names.ts';
import type { KeptJob, RawJob } from './objects.ts';
import type { ScratchClaims } from './scratch-claims.ts';

/** A Secret that was there is not asked for again before this. Milliseconds. */
const secretKnownMs = 60_000;

export interface LaunchOptions {
  readonly client: KubernetesClient;
  readonly secrets: VersionedSecrets;
  readonly image: string;
  readonly podArtifacts: (namespace: string, place?: ArtifactPlace) => PodArtifacts;
  readonly clock: Clock;
  /** Which addresses a pod's `fetch` may ask for repositories and data. */
  readonly addresses?: AddressRules;
  /** Where a namespace keeps fetched data for its other executions. */
  readonly dataCache?: DataCache;
}

export class Launcher {
  readonly #options: LaunchOptions;
  readonly #executions: Executions;
  readonly #scratch: ScratchClaims;
  readonly #knownSecrets = new Map<string, number>();

  constructor(options: LaunchOptions, executions: Executions, scratch: ScratchClaims) {
    this.#options = options;
    this.#executions = executions;
    this.#scratch = scratch;
  }

  /**
   * @param launched told the values of the secrets that the step is given, before it starts
   * @throws RefitError SecretNotFound | ImageMissing | SpecInvalid before anything is made; AlreadyExists for a Job of that name that is
   *   none of ours; Conflict while one of ours is on its way out; ObjectRefused; AccessDenied (a quota too); KubernetesUnavailable
   */
  async launch(request: ExecutionRequest, launched: (read: SecretsRead) => void): Promise<ExecutionJob> {
    const { podArtifacts, image, secrets, addresses, dataCache } = this.#options;
    const { key } = request;
    const config = podArtifacts(key.namespace, request.artifacts);
    const job = buildJob(request, { image, access: artifactAccess(config), addresses, dataCache });
    if (config.kind === 'S3') await this.#requireAccess(key.namespace, config.secretName);
    // A pod that lacks one of its volumes does not say so for minutes.
    for (const name of sourceSecrets(request)) await secrets.entries(key.namespace, name);
    const read = await readSecrets(secrets, factsOf(request));
    launched(read);
    const create = (): Promise<ExecutionJob> => this.#create(request, withSecretVersions(job, read.versions));
    return hasScratch(request) ? this.#scratch.during(request, create) : create();
  }

  async #create(request: ExecutionRequest, job: object): Promise<ExecutionJob> {
    try {
      return this.#take(await this.#options.client.create<RawJob>(jobs, job), request);
    } catch (error: unknown) {
      if (!isReason(error, 'AlreadyExists')) throw error;
      return this.#existing(request, error);
    }
  }

  /** That a Job found under the name is the execution's, and stays. @throws RefitError AlreadyExists | Conflict */
  requireOurs(job: KeptJob, request: Pick<ExecutionRequest, 'key'>): ExecutionJob {
    const { key } = request;
    const what = describeResource(jobs, { namespace: key.namespace, name: executionName(key) });
    const ours = isExecution(job) && job.metadata.annotations?.[fingerprintAnnotation] === key.fingerprint;
    if (!ours) {
      throw new RefitError(
        'AlreadyExists',
        `${what}: found a Job that Refit did not make for this workflow; delete it`,
      );
    }
    if (job.metadata.deletionTimestamp !== undefined) {
      throw new RefitError('Conflict', `${what}: is being deleted; the step starts when it is gone`);
    }
    return job;
  }

  async #existing(request: ExecutionRequest, error: RefitError): Promise<ExecutionJob> {
    const { namespace } = request.key;
    const found = await this.#options.client.get<RawJob>(jobs, { namespace, name: executionName(request.key) });
    // Gone since: whoever asks again makes it.
    if (found === undefined) throw new RefitError('Conflict', error.message, error);
    return this.#take(found, request);
  }

  #take(job: RawJob, request: ExecutionRequest): ExecutionJob {
    return this.requireOurs(this.#executions.observe(job), request);
  }

  async #requireAccess(namespace: string, name: string): Promise<void> {
    const { clock, secrets } = this.#options;
    const known = `${namespace}/${name}`;
    if (clock.now() < (this.#knownSecrets.get(known) ?? 0) + secretKnownMs) return;
    for (const key of ['accessKeyId', 'secretAccessKey']) await secrets.read(namespace, name, key);
    this.#knownSecrets.set(known, clock.now());
  }
}
