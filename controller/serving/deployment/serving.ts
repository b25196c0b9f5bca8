/**
 * Serving on a cluster: a Deployment and a Service per stage, and nothing else. All that is remembered is in their
 * annotations, so a controller that is started anew, or another replica of it, goes on where the last one was.
 */
import type { ArtifactPlace, ArtifactStores } from '../../artifacts/artifacts.ts';
import type { PodArtifacts } from '../../artifacts/pod-access.ts';
import type { RefitError } from '../../core/errors.ts';
import { refusalOf } from '../../core/refusals.ts';
import type { KubernetesClient, KubernetesObject } from '../../kubernetes/client.ts';
import { deployments, services } from '../../kubernetes/resources.ts';
import { artifactAccess } from '../../pod/artifact-access.ts';
import type { Clock, Random } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Release, Serving, ServingKey, ServingPlacement, ServingState, StageFacts } from '../serving.ts';
import { openServingCache } from './cache.ts';
import type { ServingCache } from './cache.ts';
import { desiredDeployment, desiredService } from './desired.ts';
import { failureText } from './failure-text.ts';
import { createObjectKeeper } from './keep-object.ts';
import type { ObjectKeeper } from './keep-object.ts';
import { releaseOf } from './objects.ts';
import type { DeploymentObject } from './objects.ts';
import {
  imageAnnotation,
  placedRecord,
  placementText,
  readLive,
  readPlacement,
  readRecord,
  readServed,
} from './record.ts';
import type { StageRecord } from './record.ts';
import { RefusedReleases } from './refused.ts';
import { createReleaseReader } from './releases.ts';
import type { ReleaseReader } from './releases.ts';
import { isComplete, rolloutFailure } from './rollout.ts';
import { readServingState } from './state.ts';
import { defaultServingLimits } from './template.ts';
import type { ServingLimits } from './template.ts';
import { nextStage } from './transition.ts';
import type { Next, Seen, Wanted } from './transition.ts';

export interface DeploymentServingOptions {
  readonly client: KubernetesClient;
  /** Where release documents are read that are to be returned to. */
  readonly stores: ArtifactStores;
  /** The controller's own image: `fetch` runs in it. */
  readonly image: string;
  /** How pods of a namespace reach its artifacts. */
  readonly podArtifacts: (namespace: string, place: ArtifactPlace | undefined) => PodArtifacts;
  /** To take values out of the last lines of a server that failed. Left out: lines of servers with secrets are not shown. */
  readonly secrets?: Secrets;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Left out: all namespaces. */
  readonly watchNamespace?: string;
  readonly limits?: Partial<ServingLimits>;
}

/** Serves by Deployments. `close` ends nothing that serves. */
export function createDeploymentServing(options: DeploymentServingOptions): Serving {
  return new DeploymentServing(options);
}

/** What `ensure` was asked for, and what there is. */
interface Look {
  readonly key: ServingKey;
  readonly digest: string;
  readonly content: Release;
  readonly wanted: Wanted;
  readonly placement: ServingPlacement;
  readonly deployment: DeploymentObject | undefined;
  readonly before: StageRecord | undefined;
  readonly seen: Seen;
}

/** What `ensure` is asked for. */
interface Asked {
  readonly key: ServingKey;
  readonly digest: string;
  readonly content: Release;
  readonly again: string;
  readonly given: ServingPlacement | undefined;
  readonly facts: StageFacts;
}

class DeploymentServing implements Serving {
  readonly #options: DeploymentServingOptions;
  readonly #cache: ServingCache;
  readonly #deployments: ObjectKeeper<DeploymentObject>;
  readonly #services: ObjectKeeper<KubernetesObject>;
  readonly #releases: ReleaseReader;
  readonly #limits: ServingLimits;
  readonly #refusals: RefusedReleases;

  constructor(options: DeploymentServingOptions) {
    const { client, log } = options;
    this.#options = options;
    this.#refusals = new RefusedReleases(options.clock);
    this.#cache = openServingCache(options);
    this.#deployments = createObjectKeeper({ client, type: deployments, informer: this.#cache.deployments, log });
    this.#services = createObjectKeeper({ client, type: services, informer: this.#cache.services, log });
    this.#releases = createReleaseReader(options.stores);
    this.#limits = { ...defaultServingLimits, ...options.limits };
  }

  get healthy(): boolean {
    return this.#cache.healthy;
  }

  async ensure(
    key: ServingKey,
    release: { readonly digest: string; readonly content: Release },
    again: string,
    placement?: ServingPlacement,
    facts: StageFacts = {},
  ): Promise<void> {
    await this.#cache.synced();
    const look = await this.#look({ key, ...release, again, given: placement, facts });
    if (look.deployment?.metadata.deletionTimestamp !== undefined) return;
    const next = nextStage(look.before, look.seen, look.wanted, this.#options.clock.now());
    try {
      await this.#make(look, next, look.placement);
    } catch (error: unknown) {
      await this.#refused(look, next, error);
    }
    this.#refusals.forget(key);
  }

  async observe(key: ServingKey): Promise<ServingState | undefined> {
    await this.#cache.synced();
    const deployment = this.#deployments.find(key);
    const state = deployment === undefined ? undefined : readServingState(key, deployment, this.#cache.podsOf(key));
    return this.#refusals.tell(key, state);
  }

  async remove(key: ServingKey): Promise<void> {
    await this.#cache.synced();
    await this.#deployments.remove(key);
    await this.#services.remove(key);
    this.#refusals.forget(key);
  }

  async orphan(key: ServingKey): Promise<void> {
    await this.#deployments.orphan(key);
    await this.#services.orphan(key);
  }

  async list(): Promise<readonly ServingKey[]> {
    await this.#cache.synced();
    return this.#cache.list();
  }

  watch(changed: (key: ServingKey) => void): () => void {
    return this.#cache.watch(changed);
  }

  async close(): Promise<void> {
    this.#cache.close();
  }

  async #look({ key, digest, content, again, given, facts }: Asked): Promise<Look> {
    const deployment = this.#deployments.find(key);
    const stored = readPlacement(deployment?.metadata.annotations);
    const { deletionPolicy = stored?.deletionPolicy ?? 'Orphan', live } = facts;
    const placement = given ?? { ...stored, deletionPolicy };
    const wanted = { release: digest, model: content.model, again };
    const before = this.#remember(key, deployment, wanted, live);
    const seen =
      deployment === undefined ? { complete: false } : await this.#see(key, deployment, before, { digest, content });
    return {
      key,
      digest,
      content,
      wanted,
      placement,
      deployment,
      before: before && placedRecord(before, placement),
      seen,
    };
  }

  /**
   * The stage as its Deployment remembers it. What was live there when that was deleted by hand, perhaps with its Service, is live
   * still, and not to be given up.
   */
  #remember(
    key: ServingKey,
    deployment: DeploymentObject | undefined,
    { release, again }: Wanted,
    told: StageFacts['live'],
  ): StageRecord | undefined {
    const record = deployment && readRecord(deployment.metadata);
    const live = record?.live ?? readLive(this.#services.find(key)?.metadata.annotations) ?? told;
    if (live === undefined) return record;
    return { ...(record ?? { release, again, failed: [], startedAt: this.#options.clock.now() }), live };
  }

  async #see(
    key: ServingKey,
    deployment: DeploymentObject,
    before: StageRecord | undefined,
    { digest, content }: { readonly digest: string; readonly content: Release },
  ): Promise<Seen> {
    const template = readServed(deployment.spec.template.metadata?.annotations);
    if (template === undefined || before === undefined) return { complete: false };
    const complete = isComplete(deployment);
    if (complete || template.release !== digest) return { template, complete };
    const trouble = rolloutFailure({
      deployment,
      pods: this.#cache.podsOf(key),
      release: template.release,
      timeoutMs: content.readiness.timeoutMs,
      startedAt: before.startedAt,
      now: this.#options.clock.now(),
    });
    if (trouble === undefined) return { template, complete };
    const failure = await failureText(trouble, key.namespace, content, this.#options.secrets);
    return { template, complete, failure };
  }

  async #make(look: Look, { record, run }: Next, placement: ServingPlacement): Promise<void> {
    const { key, digest, deployment } = look;
    const { image, podArtifacts, log } = this.#options;
    const returning = run !== 'Stopped' && run.release !== digest;
    const shown = returning ? run.release : digest;
    const content = returning ? await this.#releases.read(key.namespace, shown, placement.artifacts) : look.content;
    const began = imageOfPods(deployment, shown, placement);
    const access = artifactAccess(podArtifacts(key.namespace, placement.artifacts));
    const limits = this.#limits;
    const parts = { key, digest: shown, content, placement, image: began ?? image, access, limits, record, run };
    // The address first: without it pods would serve nobody.
    await this.#services.keep(key, desiredService(key, placement, record.live));
    await this.#deployments.keep(key, desiredDeployment(parts));
    const ended = look.seen.failure;
    if (ended !== undefined)
      log.warn('rollout failed', {
        workflow: key.workflow,
        step: key.step,
        release: digest,
        reason: ended.reason,
        message: ended.message,
      });
  }

  /**
   * A refusal is remembered for `observe`, and thrown: whoever asks again finds out whether it still stands. What cannot be made
   * at all is a failed rollout; what served goes on, placed as it was.
   */
  async #refused(look: Look, next: Next, error: unknown): Promise<void> {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    const { key, wanted, content } = look;
    this.#refusals.note(key, wanted, refusal, content.readiness.timeoutMs + this.#limits.preparationMs);
    const isNew = next.run !== 'Stopped' && next.run.release !== next.record.live?.release;
    if (refusal.kind === 'Open' || !isNew) throw error;
    await this.#giveUp(look, next, refusal.error);
  }

  async #giveUp(look: Look, { record }: Next, refused: RefitError): Promise<void> {
    const { key, wanted, placement } = look;
    const { release, again } = wanted;
    const others = record.failed.filter((failure) => failure.release !== release);
    const { reason, message } = refused;
    const failed = [...others, { release, again, reason, message, placement: placementText(placement) }];
    const before = readPlacement(this.#deployments.find(key)?.metadata.annotations) ?? placement;
    const { deletionPolicy } = placement;
    const place = { ...before, deletionPolicy };
    await this.#make(look, { record: { ...record, failed }, run: record.live ?? 'Stopped' }, place);
  }
}

/** The image of `fetch` in the pods there are: it stays while they serve the same release at the same place. */
function imageOfPods(
  deployment: DeploymentObject | undefined,
  release: string,
  placement: ServingPlacement,
): string | undefined {
  const annotations = deployment?.metadata.annotations;
  if (releaseOf(deployment?.spec.template.metadata) !== release) return undefined;
  const began = readPlacement(annotations);
  return began && placementText(began) === placementText(placement) ? annotations?.[imageAnnotation] : undefined;
}
