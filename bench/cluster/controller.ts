/** A cluster's controller as a process beside it, and what its metrics tell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ControllerProcess } from '../../test/apiserver/controller-process.ts';
import { eventually } from '../../test/support/eventually.ts';
import { epoch } from '../bench.ts';

/** A controller that runs; `begun` is when it was spawned (`epoch`). */
export interface ClusterController {
  readonly pid: number;
  readonly begun: number;
  /** Its metrics now. */
  metrics(): Promise<Metrics>;
  /** Ends it in order. @throws Error with what it logged if it does not end with 0 */
  stop(): Promise<void>;
}

/** Numbers of one look at a controller's metrics. */
export interface Metrics {
  /** The sum over all series of a metric that `wanted` likes. */
  sum(name: string, wanted?: (labels: Readonly<Record<string, string>>) => boolean): number;
}

const writes = ['create', 'update', 'apply', 'patch', 'delete'];

/** Requests to the API server since the start; watches and what concerns the lease apart. */
export function requestsOf(metrics: Metrics): number {
  return metrics.sum('refit_api_requests_total', ({ verb, resource }) => verb !== 'watch' && resource !== 'leases');
}

/** Those of them that write. */
export function writesOf(metrics: Metrics): number {
  return metrics.sum(
    'refit_api_requests_total',
    ({ verb = '', resource }) => writes.includes(verb) && resource !== 'leases',
  );
}

/** Requests by what they asked for, for people. */
export function requestKinds(metrics: Metrics): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>();
  metrics.sum('refit_api_requests_total', ({ verb, resource, code }) => {
    if (verb === 'watch' || resource === 'leases') return false;
    const kind = `${verb} ${resource} ${code}`;
    kinds.set(
      kind,
      metrics.sum('refit_api_requests_total', (other) => isSame(other, { verb, resource, code })),
    );
    return true;
  });
  return kinds;
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string | undefined>>): boolean {
  return Object.entries(other).every(([name, value]) => one[name] === value);
}

/** How it is started; fields as its configuration names them. */
export interface ControllerOptions {
  readonly fields: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

const deployment = join(import.meta.dirname, '..', '..', 'manifests', 'base', 'deployment.yaml');

/** NODE_OPTIONS of the installed controller. */
function installedOptions(): string {
  const [, options] = /name: NODE_OPTIONS, value: '?([^'}]*?)'? \}/.exec(readFileSync(deployment, 'utf8')) ?? [];
  if (options === undefined) throw new Error('manifests/base/deployment.yaml: found no NODE_OPTIONS');
  return options;
}

/** Starts one with the options of an installed one, and waits until its health page is served. */
export async function startController({ fields, environment = {} }: ControllerOptions): Promise<ClusterController> {
  const common = { address: '127.0.0.1', 'ports-health': '0', 'ports-artifacts': '0', 'ports-webhooks': '0' };
  const args = Object.entries({ ...common, ...fields }).map(([name, value]) => `--${name}=${value}`);
  const begun = epoch();
  const one = new ControllerProcess(args, { NODE_OPTIONS: installedOptions(), ...environment });
  const metrics = async (): Promise<Metrics> => {
    const page = await one.page('/metrics');
    if (page?.status !== 200) throw new Error(`the controller shows no metrics; it said: ${lastOf(one)}`);
    return parseMetrics(page.text);
  };
  await eventually(metrics, 30_000);
  return {
    pid: one.pid,
    begun,
    metrics,
    async stop() {
      one.kill('SIGTERM');
      const code = await one.exited;
      if (code !== 0) throw new Error(`the controller ended with ${code}: ${lastOf(one)}`);
    },
  };
}

function lastOf({ lines, printed }: ControllerProcess): string {
  return [...printed, ...lines.slice(-5).map((line) => JSON.stringify(line))].join('\n');
}

/** Reads Prometheus' text format; label values have no quotes here. */
function parseMetrics(text: string): Metrics {
  const series = new Map<string, { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]>();
  for (const line of text.split('\n')) {
    const [, name = '', labels = '', value] = /^(\w+)(?:\{([^}]*)\})? (\S+)$/.exec(line) ?? [];
    if (value === undefined) continue;
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', text = '']) => [label, text] as const);
    const known = series.get(name) ?? [];
    known.push({ labels: Object.fromEntries(pairs), value: Number(value) });
    series.set(name, known);
  }
  return {
    sum: (name, wanted = () => true) =>
      (series.get(name) ?? []).filter(({ labels }) => wanted(labels)).reduce((total, { value }) => total + value, 0),
  };
}

/** Waits until at least `workflows` were looked at and nothing stands in a queue. @returns when that was seen (`epoch`) */
export async function steady(controller: ClusterController, workflows: number, limitMs: number): Promise<number> {
  const deadline = epoch() + limitMs;
  for (;;) {
    const metrics = await controller.metrics();
    const looked = metrics.sum('refit_reconciles_total', (labels) => labels['controller'] === 'workflow');
    const queued = metrics.sum('refit_queue_depth', ({ state }) => state !== 'delayed');
    if (looked >= workflows && queued === 0) return epoch();
    if (epoch() > deadline)
      throw new Error(`after ${limitMs} ms: ${looked} workflows looked at, ${queued} keys queued`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
