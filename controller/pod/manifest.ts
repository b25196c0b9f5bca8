/**
 * The manifest of a result: what `publish` stores as an artifact beside the outputs, and the controller reads once to record
 * the attempt. Written in a pod of a tenant, so it is read as hostile input.
 */
import type { OutputRecord } from '../artifacts/artifacts.ts';
import { maxResultBytes } from '../artifacts/limits.ts';
import { canonicalJSON } from '../core/canonical.ts';
import { maxMetrics, maxNameLength, maxTextLength } from '../core/metrics.ts';
import { isRecord } from '../core/foreign-json.ts';

/** Outputs and flattened metrics, as an ExecutionState has them. */
export interface Manifest {
  readonly outputs: readonly OutputRecord[];
  readonly metrics: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a result must have, in order: the declared outputs, or what a capture publishes. */
export type ExpectedOutput = Pick<OutputRecord, 'name' | 'kind'>;

/** Bytes of a manifest at most; no result that `publish` accepts has a larger one. */
export const maxManifestBytes = maxResultBytes;

/** The manifest's text: canonical, so that the same result is the same artifact. */
export function manifestText({ outputs, metrics }: Manifest): string {
  return canonicalJSON({ version: 1, outputs, metrics });
}

/** @returns the manifest, or in words why the text is none with these outputs */
export function readManifest(text: string, expected: readonly ExpectedOutput[]): Manifest | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return 'found no JSON';
    throw error;
  }
  if (!isRecord(value) || value['version'] !== 1) return 'found no manifest of version 1';
  const outputs = readOutputs(value['outputs'], expected);
  if (typeof outputs === 'string') return outputs;
  const metrics = readMetrics(value['metrics'], expected);
  return typeof metrics === 'string' ? metrics : { outputs, metrics };
}

function readOutputs(value: unknown, expected: readonly ExpectedOutput[]): OutputRecord[] | string {
  const items: unknown[] = Array.isArray(value) ? value : [];
  const found = items.filter(isOutput);
  const asDeclared =
    found.length === items.length &&
    found.length === expected.length &&
    expected.every(({ name, kind }, index) => found[index]?.name === name && found[index]?.kind === kind);
  if (!asDeclared) return `found other outputs than ${expected.map(({ name }) => name).join(', ') || 'none'}`;
  return found.map(({ name, kind, digest, size }) => ({ name, kind, digest, size }));
}

function isOutput(value: unknown): value is OutputRecord {
  if (!isRecord(value)) return false;
  const { name, kind, digest, size } = value;
  return (
    typeof name === 'string' &&
    (kind === 'data' || kind === 'model' || kind === 'metrics') &&
    typeof digest === 'string' &&
    /^sha256:[0-9a-f]{64}$/.test(digest) &&
    typeof size === 'number' &&
    Number.isSafeInteger(size) &&
    size >= 0
  );
}

function readMetrics(value: unknown, expected: readonly ExpectedOutput[]): Manifest['metrics'] | string {
  if (!isRecord(value)) return 'found no metrics';
  const names = new Set(expected.flatMap(({ name, kind }) => (kind === 'metrics' ? [name] : [])));
  const metrics: Record<string, Readonly<Record<string, string>>> = {};
  for (const [output, numbers] of Object.entries(value)) {
    if (!names.has(output))
      return `found metrics of ${JSON.stringify(output.slice(0, 100))}, which is no metrics output`;
    const entries = isRecord(numbers) ? Object.entries(numbers) : undefined;
    if (entries === undefined || entries.length > maxMetrics || !entries.every(isMetric)) {
      return `found metrics of ${output} that are no names and texts within bounds`;
    }
    metrics[output] = textsOf(entries);
  }
  return names.size === Object.keys(metrics).length ? metrics : 'found a metrics output without metrics';
}

function isMetric(entry: [string, unknown]): entry is [string, string] {
  return entry[0].length <= maxNameLength && typeof entry[1] === 'string' && entry[1].length <= maxTextLength;
}

/** Without a prototype, so that no name is there by itself. */
function textsOf(entries: readonly (readonly [string, unknown])[]): Record<string, string> {
  const texts: Record<string, string> = {};
  Object.setPrototypeOf(texts, null);
  for (const [name, text] of entries) if (typeof text === 'string') texts[name] = text;
  return texts;
}
