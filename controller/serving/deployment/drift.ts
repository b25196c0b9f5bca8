import { isRecord } from '../../core/foreign-json.ts';
/**
 * Whether an object still has what we want of it. Only fields we set are compared: what the API server defaults, what an
 * autoscaler or a mesh adds, is nobody's drift.
 */

/** Fields whose texts are quantities; the API server rewrites `1000m` to `1`. */
const quantities = /(^|\.)(requests|limits)\.[^.]+$|\.(sizeLimit|storage)$/;

/**
 * Paths of `desired` that `actual` has otherwise, such as `spec.template.spec.containers[server].image`. Lists whose items
 * have a name (of mounts: a path) are compared by it, as server-side apply does; other lists as a whole.
 */
export function driftOf(desired: unknown, actual: unknown, path = ''): string[] {
  if (isEmpty(desired) && actual === undefined) return [];
  if (Array.isArray(desired)) return listDrift(desired, Array.isArray(actual) ? actual : [], path);
  if (isRecord(desired)) {
    if (!isRecord(actual)) return [path];
    return Object.entries(desired).flatMap(([name, value]) => driftOf(value, actual[name], below(path, name)));
  }
  return desired === actual || isSameQuantity(desired, actual, path) ? [] : [path];
}

/** What the API server does not store: it is left out of JSON. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === '' ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

function listDrift(desired: readonly unknown[], actual: readonly unknown[], path: string): string[] {
  const names = desired.map(nameOf);
  if (names.every((name) => name !== undefined)) {
    return desired.flatMap((item, index) => {
      const name = names[index] ?? '';
      const twin = actual.find((candidate) => nameOf(candidate) === name);
      return driftOf(item, twin ?? null, `${path}[${name}]`);
    });
  }
  if (desired.length !== actual.length) return [path];
  return desired.flatMap((item, index) => driftOf(item, actual[index] ?? null, `${path}[${index}]`));
}

/** The key of an item in a list that server-side apply merges. */
function nameOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  const name = item['mountPath'] ?? item['name'] ?? item['uid'];
  return typeof name === 'string' ? name : undefined;
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

function isSameQuantity(desired: unknown, actual: unknown, path: string): boolean {
  if (!quantities.test(path)) return false;
  const [wanted, found] = [amountOf(desired), amountOf(actual)];
  return wanted !== undefined && found !== undefined && Math.abs(wanted - found) <= 1e-9 * Math.abs(wanted);
}

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
function amountOf(value: unknown): number | undefined {
  const [, digits = '', suffix = ''] = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)([a-zA-Z]*)$/.exec(String(value)) ?? [];
  const factor = suffixes[suffix];
  return digits === '' || factor === undefined ? undefined : Number(digits) * factor;
}
