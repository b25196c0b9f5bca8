import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Measures, WebhookResult } from './measures.ts';

/** One request to the API server, as it ended. `code`: the HTTP status, or the reason when there was no answer. */
export interface ObservedRequest {
  readonly verb: 'get' | 'list' | 'create' | 'update' | 'apply' | 'patch' | 'delete' | 'watch' | 'other';
  /** The plural name of the kind, with its subresource: `jobs`, `workflowruns/status`. */
  readonly resource: string;
  readonly code: string;
  readonly seconds: number;
}

/** Told of every request; must not throw. */
export type RequestObserver = (request: ObservedRequest) => void;

/** Told of every call of the git port that asks a repository; `reason`: of the error it ended with. */
export type GitObserver = (call: {
  readonly operation: 'resolve' | 'fetch';
  readonly seconds: number;
  readonly reason?: string;
}) => void;

/** Keys of a queue now. */
export interface QueueDepth {
  readonly ready: number;
  readonly processing: number;
  readonly delayed: number;
}

/** What is read when somebody asks for the metrics. */
export interface MetricSources {
  readonly depths: () => ReadonlyMap<string, QueueDepth>;
  /** Totals since the start. */
  readonly git: () => {
    readonly polls: number;
    readonly fetches: number;
    readonly compactions: number;
    readonly evictions: number;
    /** By host, in seconds since the epoch. */
    readonly answered: ReadonlyMap<string, number>;
  };
  readonly leads: () => boolean;
}

export interface Metrics {
  readonly measures: Measures;
  readonly observeRequest: RequestObserver;
  readonly observeGit: GitObserver;
  /** Told of every request to hurry a look, what became of it. */
  readonly observeWebhook: (result: WebhookResult) => void;
  /** Gives the metrics something to read; until then they are 0. */
  read(sources: MetricSources): void;
  readonly contentType: string;
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
  /** Their names, sorted: docs/metrics.md tells each. */
  names(): readonly string[];
}

/** Seconds: from a look that finds nothing to do to one that decides on a large repository. */
const lookBuckets = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60];
/** Seconds: from a poll on the same network to the first fetch of a large repository. */
const gitBuckets = [0.01, 0.05, 0.2, 1, 5, 20, 120, 600];
/** Milliseconds between two samples of the event loop: a finer one wakes an idle process more often. */
const loopSampling = 50;

/** Metrics of one controller, in a registry of their own. Every name begins with `refit_`. */
export function createMetrics(build: { readonly version: string }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  addNodeMetrics(registry);
  let sources: MetricSources | undefined;
  readGauges(registers, () => sources);
  new Gauge({
    name: 'refit_build_info',
    help: 'Always 1; its labels are the version of the controller and of Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: build.version, node: process.versions.node }, 1);
  return {
    measures: { ...loopMeasures(registers), ...workMeasures(registers) },
    observeRequest: requestObserver(registers),
    observeGit: gitObserver(registers),
    observeWebhook: webhookObserver(registers),
    read: (given) => void (sources = given),
    contentType: registry.contentType,
    text: () => registry.metrics(),
    names: () =>
      registry
        .getMetricsAsArray()
        .map(({ name }) => name)
        .toSorted(),
  };
}

type Registers = Registry[];

/** Of prom-client's metrics of a Node process: memory by heap space, handles and the like say nothing to an operator. */
const unneeded =
  /^refit_(nodejs_(active|heap_space|external|version)_|nodejs_eventloop_lag_(min|mean|stddev|p50|p90)_|process_(heap|virtual)_)/;

function addNodeMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry, prefix: 'refit_', eventLoopMonitoringPrecision: loopSampling });
  for (const { name } of registry.getMetricsAsArray()) if (unneeded.test(name)) registry.removeSingleMetric(name);
}

/** What is read when asked for, instead of being told. */
function readGauges(registers: Registers, sources: () => MetricSources | undefined): void {
  const depth = new Gauge({
    name: 'refit_queue_depth',
    help: 'Keys in the queue of a controller, by state: ready, processing, delayed.',
    labelNames: ['controller', 'state'],
    registers,
    collect: () => {
      for (const [controller, states] of sources()?.depths() ?? [])
        for (const [state, keys] of Object.entries(states)) depth.set({ controller, state }, Number(keys));
    },
  });
  const leader: Gauge = new Gauge({
    name: 'refit_leader',
    help: '1 while this process leads, else 0.',
    registers,
    collect: () => {
      leader.set(sources()?.leads() === true ? 1 : 0);
    },
  });
  const total = (name: string, help: string, read: () => number): void => {
    const counter: Counter = new Counter({
      name,
      help,
      registers,
      collect: () => {
        counter.reset();
        counter.inc(read());
      },
    });
  };
  total('refit_git_polls_total', 'Looks at where the branches of a repository are.', () => sources()?.git().polls ?? 0);
  total('refit_git_fetches_total', 'Fetches of commits into a mirror.', () => sources()?.git().fetches ?? 0);
  total(
    'refit_git_compactions_total',
    'Mirrors made anew because they had grown.',
    () => sources()?.git().compactions ?? 0,
  );
  total('refit_git_evictions_total', 'Mirrors thrown away for want of space.', () => sources()?.git().evictions ?? 0);
  const answered: Gauge<'host'> = new Gauge({
    name: 'refit_git_last_answer_timestamp_seconds',
    help: 'When a followed host answered a poll last, since the epoch.',
    labelNames: ['host'],
    registers,
    collect: () => {
      answered.reset();
      for (const [host, seconds] of sources()?.git().answered ?? []) answered.set({ host }, seconds);
    },
  });
}

function loopMeasures(registers: Registers): Pick<Measures, 'looked' | 'waited'> {
  const looks = new Counter({
    name: 'refit_reconciles_total',
    help: 'Looks at a key, by controller and outcome.',
    labelNames: ['controller', 'outcome'],
    registers,
  });
  const retries = new Counter({
    name: 'refit_retries_total',
    help: 'Keys put back because a look at them failed.',
    labelNames: ['controller'],
    registers,
  });
  const durations = new Histogram({
    name: 'refit_reconcile_duration_seconds',
    help: 'How long a look at a key took.',
    labelNames: ['controller'],
    buckets: lookBuckets,
    registers,
  });
  const waits = new Histogram({
    name: 'refit_queue_wait_seconds',
    help: 'How long a key stood ready before a worker took it.',
    labelNames: ['controller'],
    buckets: lookBuckets,
    registers,
  });
  return {
    looked(controller, outcome, seconds) {
      looks.inc({ controller, outcome });
      durations.observe({ controller }, seconds);
      if (outcome === 'Conflict' || outcome === 'Waiting' || outcome === 'Transient') retries.inc({ controller });
    },
    waited: (controller, seconds) => waits.observe({ controller }, seconds),
  };
}

function workMeasures(registers: Registers): Omit<Measures, 'looked' | 'waited'> {
  const count = <Label extends string>(name: string, help: string, label: Label): Counter<Label> =>
    new Counter({ name, help, labelNames: [label], registers });
  const created = count('refit_runs_created_total', 'Runs created, by what triggered them.', 'trigger');
  const finished = count('refit_runs_finished_total', 'Runs that came to an end, by phase.', 'phase');
  const steps = count('refit_steps_total', 'Steps of runs that came to an end, by outcome.', 'outcome');
  const deploys = count('refit_deploys_total', 'Rollouts, by what became of them.', 'outcome');
  const avoided = new Counter({
    name: 'refit_training_seconds_avoided_total',
    help: 'Seconds that reused steps took when they ran.',
    registers,
  });
  return {
    runCreated: (trigger) => created.inc({ trigger }),
    runFinished: (phase) => finished.inc({ phase }),
    stepFinished: (outcome) => steps.inc({ outcome }),
    trainingAvoided: (seconds) => avoided.inc(Math.max(seconds, 0)),
    deployed: (outcome) => deploys.inc({ outcome }),
  };
}

function requestObserver(registers: Registers): RequestObserver {
  const requests = new Counter({
    name: 'refit_api_requests_total',
    help: 'Requests to the API server, by verb, resource and status code (or the reason, when there was no answer).',
    labelNames: ['verb', 'resource', 'code'],
    registers,
  });
  const durations = new Histogram({
    name: 'refit_api_request_duration_seconds',
    help: 'How long a request to the API server took; watches do not count.',
    labelNames: ['verb'],
    buckets: lookBuckets,
    registers,
  });
  return ({ verb, resource, code, seconds }) => {
    requests.inc({ verb, resource, code });
    if (verb !== 'watch') durations.observe({ verb }, seconds);
  };
}

function webhookObserver(registers: Registers): Metrics['observeWebhook'] {
  const webhooks = new Counter({
    name: 'refit_webhooks_total',
    help: 'Webhooks and requests to refresh a workflow, by what became of them.',
    labelNames: ['result'],
    registers,
  });
  return (result) => webhooks.inc({ result });
}

function gitObserver(registers: Registers): GitObserver {
  const durations = new Histogram({
    name: 'refit_git_duration_seconds',
    help: 'How long asking a repository took: resolve (where is the branch?), fetch (make the commit readable).',
    labelNames: ['operation'],
    buckets: gitBuckets,
    registers,
  });
  const errors = new Counter({
    name: 'refit_git_errors_total',
    help: 'Failures to ask a repository, by operation and reason.',
    labelNames: ['operation', 'reason'],
    registers,
  });
  return ({ operation, seconds, reason }) => {
    durations.observe({ operation }, seconds);
    if (reason !== undefined) errors.inc({ operation, reason });
  };
}
