/** What the engine knows of an execution by its Job alone, so that a restarted controller finds everything. */
import type { ArtifactPlace } from '../../artifacts/artifacts.ts';
import type { PodArtifacts } from '../../artifacts/pod-access.ts';
import { canonicalJSON } from '../../core/canonical.ts';
import { RefitError } from '../../core/errors.ts';
import { executionName } from '../../core/naming.ts';
import type { AddressRules } from '../../git/addresses.ts';
import type { KubernetesMeta } from '../../kubernetes/client.ts';
import type { ExpectedOutput } from '../../pod/manifest.ts';
import type { ExecutionKey, ExecutionRequest } from '../engine.ts';
import { secretsAnnotation } from './names.ts';
import { parseForeignJSON } from '../../core/foreign-json.ts';

/** The document in `refit.dev/request` of a step's pod: what its programs need. Placement is in the pod itself. */
export interface StepDocument {
  readonly version: 1;
  readonly request: Omit<ExecutionRequest, 'placement'>;
  /** How the programs reach the artifact store. */
  readonly artifacts: PodArtifacts;
  /** Which addresses repositories and data may be at: the installation's rules, as the controller keeps them. */
  readonly addresses?: AddressRules;
  /** Bytes of fetched data that are kept on the claim that is mounted for it; left out: there is none. */
  readonly dataBudget?: number;
}

/** What the installation says of fetching. */
export type FetchSettings = Pick<StepDocument, 'addresses' | 'dataBudget'>;

/** An execution's key, and what reading its state and log takes. */
export interface ExecutionFacts {
  readonly name: string;
  readonly key: ExecutionKey;
  readonly timeoutMs: number;
  /** false: a capture, which has no container `step`. */
  readonly hasStep: boolean;
  readonly image?: string;
  /** What its manifest must list. */
  readonly outputs: readonly ExpectedOutput[];
  /** Their values must not appear in what is shown of it. */
  readonly secrets: readonly { readonly name: string; readonly key: string }[];
  /** Of its Job: the versions of those secrets when it was launched, by name. */
  readonly secretVersions?: Readonly<Record<string, string>>;
  readonly artifacts?: ArtifactPlace;
}

/** Annotations of one object have 256 KiB together. */
export const maxDocumentBytes = 200 * 1024;

/** @throws RefitError SpecInvalid when the request is larger than an annotation may be */
export function documentText(request: ExecutionRequest, artifacts: PodArtifacts, settings: FetchSettings = {}): string {
  const { placement: _none, ...rest } = request;
  const document: StepDocument = { version: 1, request: rest, artifacts, ...settings };
  const text = canonicalJSON(document);
  const size = Buffer.byteLength(text);
  if (size <= maxDocumentBytes) return text;
  throw new RefitError(
    'SpecInvalid',
    `step ${request.key.step}: found ${size} bytes of command, args, env, inputs and outputs, allowed at most ${maxDocumentBytes}; move long texts into a file of a source`,
  );
}

/** Facts of a request. */
export function factsOf(request: Omit<ExecutionRequest, 'placement'>): ExecutionFacts {
  const { key, command, inputs, environment, artifacts } = request;
  const captured: ExpectedOutput[] = [
    ...inputs.map(({ name }): ExpectedOutput => ({ name, kind: 'data' })),
    ...(environment?.lock === undefined ? [] : [{ name: 'environment', kind: 'data' } as const]),
  ];
  return {
    name: executionName(key),
    key,
    timeoutMs: request.timeoutMs,
    hasStep: command !== undefined,
    ...(environment?.image === undefined ? {} : { image: environment.image }),
    outputs: command === undefined ? captured : request.outputs.map(({ name, kind }) => ({ name, kind })),
    secrets: request.env.flatMap((variable) => ('secret' in variable ? [variable.secret] : [])),
    ...(artifacts === undefined ? {} : { artifacts }),
  };
}

/**
 * Facts of a Job. Anybody who may create Jobs can write its annotations, so nothing is taken that does not fit together: the
 * name is the hash of the key, the owner is the key's workflow.
 * @returns undefined if it is no Job of an execution
 */
export function readFacts(metadata: KubernetesMeta, document: string | undefined): ExecutionFacts | undefined {
  const request = requestOf(document);
  if (request === undefined) return undefined;
  const { key } = request;
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const fits =
    metadata.name === executionName(key) &&
    metadata.namespace === key.namespace &&
    owner?.kind === 'WorkflowSpec' &&
    owner.uid === key.workflowUID;
  if (!fits) return undefined;
  const secretVersions = readVersions(metadata.annotations?.[secretsAnnotation]);
  return { ...factsOf(request), ...(secretVersions === undefined ? {} : { secretVersions }) };
}

function readVersions(text: string | undefined): Record<string, string> | undefined {
  const value = text === undefined ? undefined : parseForeignJSON(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const versions = Object.entries(value).flatMap(([name, version]) =>
    typeof version === 'string' ? [[name, version] as const] : [],
  );
  return Object.fromEntries(versions);
}

/** The request in a document; undefined if it is none. */
export function requestOf(document: string | undefined): ExecutionRequest | undefined {
  if (document === undefined || document.length > maxDocumentBytes) return undefined;
  const value = parseForeignJSON(document);
  if (typeof value !== 'object' || value === null || !('request' in value)) return undefined;
  return isRequest(value.request) ? value.request : undefined;
}

/** Enough of a check that nothing read from it later can throw. */
function isRequest(value: unknown): value is ExecutionRequest {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const lists = ['inputs', 'outputs', 'env'].every((name) => isListOfNamed(fields[name]));
  return lists && typeof fields['timeoutMs'] === 'number' && isKey(fields['key']);
}

function isListOfNamed(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (item: unknown) => typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string',
    )
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed();
}

function isKey(value: unknown): value is ExecutionKey {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const texts = ['namespace', 'workflow', 'workflowUID', 'step', 'subject', 'fingerprint'];
  return (
    texts.every((name) => isText(fields[name])) &&
    /^sha256:[0-9a-f]{64}$/.test(String(fields['fingerprint'])) &&
    Number.isSafeInteger(fields['attempt'])
  );
}
