/**
 * What serving remembers of a stage, in annotations of its Deployment: a restarted controller knows no less. What is live is
 * kept on the Service as well, so that a Deployment deleted by hand comes back as one that was live.
 */
import { canonicalJSON } from '../../core/canonical.ts';
import { sha256Hex } from '../../core/hash.ts';
import type { KubernetesMeta } from '../../kubernetes/client.ts';
import type { ServingPlacement } from '../serving.ts';
import { modelAnnotation, releaseAnnotation } from './names.ts';
import { parseForeignJSON } from '../../core/foreign-json.ts';

/** A release and its model, both digests. */
export interface Served {
  readonly release: string;
  readonly model: string;
}

/** A release that did not become ready, and what its try was called. */
export interface FailedRelease {
  readonly release: string;
  readonly again: string;
  readonly reason: string;
  readonly message: string;
  /** Of one that was refused as it was placed: `placementText` of that. Placed otherwise it is tried again. */
  readonly placement?: string;
}

export interface StageRecord {
  /** Wanted last. */
  readonly release: string;
  readonly again: string;
  /** Undefined before the first is ready. */
  readonly live?: Served;
  /** The newest last. */
  readonly failed: readonly FailedRelease[];
  /** When the template's rollout began, milliseconds since the epoch. */
  readonly startedAt: number;
}

export const wantedAnnotation = releaseAnnotation;
export const againAnnotation = 'refit.dev/again';
export const liveReleaseAnnotation = 'refit.dev/live-release';
export const liveModelAnnotation = 'refit.dev/live-model';
export const failedAnnotation = 'refit.dev/failed-releases';
export const startedAnnotation = 'refit.dev/rollout-started';
/** The placement of the pods, as JSON: for when the step is no longer in the spec. */
export const placementAnnotation = 'refit.dev/placement';
/** The controller's image that the pods of this release began with. An upgrade of the controller restarts no server. */
export const imageAnnotation = 'refit.dev/fetch-image';

/** How many failures are remembered, and how much of each message: annotations of one object have 256 KiB together. */
const maxFailed = 10;
const maxMessage = 2_000;

type Annotations = Readonly<Record<string, string>>;

/** The annotations of a record. */
export function recordAnnotations(record: StageRecord): Record<string, string> {
  const failed = record.failed
    .slice(-maxFailed)
    .map((failure) => ({ ...failure, message: failure.message.slice(0, maxMessage) }));
  return {
    [wantedAnnotation]: record.release,
    [againAnnotation]: record.again,
    ...liveAnnotations(record.live),
    ...(failed.length === 0 ? {} : { [failedAnnotation]: JSON.stringify(failed) }),
    [startedAnnotation]: new Date(record.startedAt).toISOString(),
  };
}

/** What the Service is told. */
export function liveAnnotations(live: Served | undefined): Record<string, string> {
  return live === undefined ? {} : { [liveReleaseAnnotation]: live.release, [liveModelAnnotation]: live.model };
}

/** @returns undefined when nothing was wanted yet */
export function readRecord({ annotations = {} }: KubernetesMeta): StageRecord | undefined {
  const release = annotations[wantedAnnotation];
  if (release === undefined) return undefined;
  const live = readLive(annotations);
  const startedAt = Date.parse(annotations[startedAnnotation] ?? '');
  return {
    release,
    again: annotations[againAnnotation] ?? '',
    ...(live === undefined ? {} : { live }),
    failed: readList(annotations[failedAnnotation]),
    startedAt: Number.isNaN(startedAt) ? 0 : startedAt,
  };
}

/** What is live, as a Deployment or Service says. */
export function readLive(annotations: Annotations = {}): Served | undefined {
  const release = annotations[liveReleaseAnnotation];
  const model = annotations[liveModelAnnotation];
  return release === undefined || model === undefined ? undefined : { release, model };
}

/** What a pod template is told of what it serves. */
export function modelAnnotations({ release, model }: Served): Record<string, string> {
  return { [releaseAnnotation]: release, [modelAnnotation]: model };
}

/** What a pod template serves. */
export function readServed(annotations: Annotations = {}): Served | undefined {
  const release = annotations[releaseAnnotation];
  const model = annotations[modelAnnotation];
  return release === undefined || model === undefined ? undefined : { release, model };
}

/** The placement of the last apply. */
export function readPlacement(annotations: Annotations = {}): ServingPlacement | undefined {
  // A person who edits an annotation makes us forget, not fail.
  const value = parseForeignJSON(annotations[placementAnnotation] ?? '');
  return isPlacement(value) ? value : undefined;
}

/** Hash of where and how pods run: of two placements that differ in the deletion policy alone it is the same. */
export function placementText({ deletionPolicy: _policy, ...pods }: ServingPlacement): string {
  return sha256Hex(canonicalJSON(pods));
}

/** The record for a placement: what was refused only as it was placed before counts as a try under another name. */
export function placedRecord(record: StageRecord, placement: ServingPlacement): StageRecord {
  const text = placementText(placement);
  const failed = record.failed.map((failure) =>
    failure.placement === undefined || failure.placement === text ? failure : { ...failure, again: '' },
  );
  return { ...record, failed };
}

function readList(text: string | undefined): FailedRelease[] {
  const value = parseForeignJSON(text ?? '');
  return Array.isArray(value) ? value.filter(isFailed) : [];
}

function isFailed(value: unknown): value is FailedRelease {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  return ['release', 'again', 'reason', 'message'].every((name) => typeof fields[name] === 'string');
}

function isPlacement(value: unknown): value is ServingPlacement {
  return typeof value === 'object' && value !== null && 'deletionPolicy' in value;
}
