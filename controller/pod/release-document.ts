/** What the init container of a server's pod is told: which release to lay out, and where artifacts are. No secret. */
import type { PodArtifacts } from '../artifacts/pod-access.ts';
import { canonicalJSON } from '../core/canonical.ts';
import { RefitError } from '../core/errors.ts';
import { isDigest } from '../core/hash.ts';
import type { Release } from '../serving/serving.ts';
import { isRecord } from '../core/foreign-json.ts';

/** The document in `refit.dev/request` of a server's pod. */
export interface ReleaseDocument {
  readonly version: 1;
  readonly request: {
    readonly namespace: string;
    readonly workflow: string;
    readonly step: string;
    /** Digest of the release's own document, which is an artifact: it may be large. */
    readonly release: string;
  };
  readonly artifacts: PodArtifacts;
}

/** Where `workspacePaths` lays out below, and where the model is, in every server's pod. */
export const executionFolder = '/refit/execution';
export const modelFolder = '/refit/model';

/** The document as text: the same for the same release, so that no pod is replaced for nothing. */
export function releaseDocumentText(document: ReleaseDocument): string {
  return canonicalJSON(document);
}

/** @throws RefitError InternalError when the value is no such document */
export function readReleaseDocument(value: unknown): ReleaseDocument {
  if (isDocument(value)) return value;
  throw new RefitError('InternalError', 'request document: found something else than a release to lay out');
}

function isDocument(value: unknown): value is ReleaseDocument {
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['artifacts'])) return false;
  const { request } = value;
  if (!isRecord(request)) return false;
  const texts = ['namespace', 'workflow', 'step', 'release'].every((name) => typeof request[name] === 'string');
  return texts && isDigest(String(request['release']));
}

/** The base name the model gets. It is the last segment of a path, and nothing that leads anywhere else. */
export function modelFileName({ modelName = 'model' }: Pick<Release, 'modelName'>): string {
  const name = modelName.split('/').at(-1) ?? '';
  return name === '' || name === '.' || name === '..' || name.includes('\0') ? 'model' : name;
}
