/**
 * Reads a `kind: metrics` output: JSON as ML tools write it, flattened to names and texts. Numbers stay as written;
 * Python's bare NaN and Infinity are kept as text (a gate refuses them). Total: whatever the bytes, a result or a
 * problem, never an exception, in time linear in their number.
 */
import { readJSON, type JSONTree } from './json-text.ts';

/** Bytes of a metrics file at most. */
export const maxMetricsBytes = 1024 * 1024;
/** Entries at most; numbers in lists beyond it are left out, others are a problem. */
export const maxMetrics = 1000;
/** Items of a list that become entries (`loss.0`, `loss.1`, …); later ones are left out. */
export const maxListItems = 100;
/** Characters of a text value; longer ones are no metrics and are left out. */
export const maxTextLength = 1024;
/** Characters of a name; entries with longer ones are no metrics and are left out. */
export const maxNameLength = 256;
const maxDepth = 16;

/** Names such as `val.acc`; an object without prototype, so that no name is there by itself. */
export type Metrics = Readonly<Record<string, string>>;

/** The metrics, or in words what is wrong with the file: what was found, what is allowed. */
export type FlattenedMetrics =
  { readonly ok: true; readonly metrics: Metrics } | { readonly ok: false; readonly problem: string };

/**
 * Flattens a metrics file. Of names written twice the last counts, as in Python and JavaScript; `null` is no value.
 */
export function flattenMetrics(jsonText: string): FlattenedMetrics {
  const size = Buffer.byteLength(jsonText);
  if (size > maxMetricsBytes) {
    return { ok: false, problem: `found ${size} bytes, allowed at most ${maxMetricsBytes}` };
  }
  const read = readJSON(jsonText, maxDepth);
  if (!read.ok) return { ok: false, problem: read.problem };
  if (!(read.tree instanceof Map)) {
    return { ok: false, problem: 'found JSON that is no object, allowed an object of names and numbers' };
  }
  const entries = new Map<string, string>();
  const listed = new Map<string, string>();
  collect(read.tree, '', { entries, listed });
  if (entries.size > maxMetrics) {
    return { ok: false, problem: `found ${entries.size} metrics, allowed at most ${maxMetrics}` };
  }
  for (const [name, value] of listed) if (entries.size < maxMetrics && !entries.has(name)) entries.set(name, value);
  return { ok: true, metrics: metricsOf(entries) };
}

/** A metric of metrics however they were made; names such as `constructor` are not there unless written. */
export function metricNamed(metrics: Metrics, name: string): string | undefined {
  return Object.hasOwn(metrics, name) ? metrics[name] : undefined;
}

function metricsOf(entries: ReadonlyMap<string, string>): Metrics {
  const metrics: Record<string, string> = Object.fromEntries(entries);
  Object.setPrototypeOf(metrics, null);
  return metrics;
}

/** Where values go: those in a list are apart, for they may be left out. */
interface Collection {
  readonly entries: Map<string, string>;
  readonly listed: Map<string, string>;
}

function collect(tree: JSONTree, name: string, { entries, listed }: Collection): void {
  if (tree === null) return;
  // Before any name is made of it: nested, a name as long as the file would be made again for every entry below.
  if (name.length > maxNameLength) return;
  if (typeof tree === 'string') {
    if (tree.length <= maxTextLength) entries.set(name, tree);
  } else if (isList(tree)) {
    const inList = { entries: listed, listed };
    for (const [index, value] of tree.slice(0, maxListItems).entries()) collect(value, `${name}.${index}`, inList);
  } else {
    for (const [key, value] of tree) collect(value, name === '' ? key : `${name}.${key}`, { entries, listed });
  }
}

/** As Array.isArray, which does not tell a readonly array from other objects. */
function isList(tree: readonly JSONTree[] | ReadonlyMap<string, JSONTree>): tree is readonly JSONTree[] {
  return Array.isArray(tree);
}
