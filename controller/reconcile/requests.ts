/** What people ask for through annotations. Requests are tokens: answered once, never taken off the object. */
import type { Trigger, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import {
  forceAnnotation,
  forceAtAnnotation,
  requestedAtAnnotation,
  retryAnnotation,
  runAnnotation,
} from '../api/v1alpha1/kinds.ts';
import { sha256Hex } from '../core/hash.ts';
import { isActive } from './ports.ts';
import { parseForeignJSON } from '../core/foreign-json.ts';

/** Characters of a token that a status has room for (the CRD's bound), and of `refit.dev/force`. */
const TOKEN = 256;
/** Below the CRD's bound, so that all three tokens fit into a trigger's `requestedBy` together. */
const FORCE = 2_000;

/** Tokens of request annotations that a decision answers, as they are noted. */
export interface Requests {
  readonly run?: string;
  readonly force?: string;
  readonly forceAt?: string;
}

/**
 * A token as it is noted: one that has no room in a status, as it is or as JSON, by its hash. A status that the API server
 * refuses would keep the workflow where it is for ever.
 */
export function notedToken(token: string, most = TOKEN): string {
  return JSON.stringify(token).length - 2 <= most ? token : sha256Hex(token);
}

/** The token on a run that asks for its retry, as it is noted. */
export function retryToken(run: WorkflowRun): string | undefined {
  return noted(run.metadata.annotations?.[retryAnnotation]);
}

function noted(token: string | undefined, most = TOKEN): string | undefined {
  return token === undefined ? undefined : notedToken(token, most);
}

/**
 * An ended run that a person wants retried and no run answers yet. Not while a run is under way: going back to older
 * revisions would take its place, and what it was decided for would be lost.
 */
export function unhandledRetry(runs: readonly WorkflowRun[]): WorkflowRun | undefined {
  if (runs.some(isActive)) return undefined;
  return runs.find((run) => {
    const token = retryToken(run);
    if (token === undefined || isActive(run) || run.status?.lastHandledRetry === token) return false;
    return retryOf(runs, run, token) === undefined;
  });
}

/** Answered retries whose token is not noted yet: the answer may be pruned from the history before the question is. */
export function unnotedRetries(runs: readonly WorkflowRun[]): readonly WorkflowRun[] {
  return runs.filter((run) => {
    const token = retryToken(run);
    if (token === undefined || run.status?.lastHandledRetry === token) return false;
    return retryOf(runs, run, token) !== undefined;
  });
}

function retryOf(runs: readonly WorkflowRun[], run: WorkflowRun, token: string): WorkflowRun | undefined {
  return runs.find(({ spec }) => spec.trigger.retryOf === run.metadata.name && spec.trigger.requestedBy === token);
}

/** Tokens on the workflow that no decision has answered. */
export function unhandledRequests(workflow: WorkflowSpec): Requests {
  const annotations = workflow.metadata.annotations ?? {};
  const handled = workflow.status?.requests;
  const run = noted(annotations[runAnnotation]);
  const force = noted(annotations[forceAnnotation], FORCE);
  const forceAt = noted(annotations[forceAtAnnotation]);
  return {
    ...(run === undefined || run === handled?.run ? {} : { run }),
    ...(force === undefined || force === handled?.force ? {} : { force }),
    ...(forceAt === undefined || forceAt === workflow.status?.lastHandledForceAt ? {} : { forceAt }),
  };
}

/** The token, as it is noted, that asks to look at the sources now and that nobody has acted on. */
export function unhandledLook({ metadata, status }: WorkflowSpec): string | undefined {
  const token = noted(metadata.annotations?.[requestedAtAnnotation]);
  return token === status?.lastHandledReconcileAt ? undefined : token;
}

/** Something a person asked for that no decision has answered yet. */
export function unhandledRequest(workflow: WorkflowSpec, runs: readonly WorkflowRun[]): string | undefined {
  const { run, force, forceAt } = unhandledRequests(workflow);
  return run ?? force ?? forceAt ?? unhandledRetry(runs)?.metadata.name;
}

/** The steps that unanswered requests force: those of `<token>=<step>,<step>`, and with `forceAt` every run step. */
export function forcedSteps(requests: Requests, { metadata, spec }: WorkflowSpec): string[] {
  const force = requests.force === undefined ? '' : (metadata.annotations?.[forceAnnotation] ?? '');
  const named = new Set(force.slice(force.indexOf('=') + 1 || force.length).split(','));
  return spec.steps
    .filter(({ name, run }) => named.has(name) || (requests.forceAt !== undefined && run !== undefined))
    .map(({ name }) => name);
}

/** The tokens that a run made on request answers; none of one that somebody wrote by hand. */
export function requestsOf(trigger: Trigger): Requests {
  const value = parseForeignJSON(trigger.requestedBy ?? '{}');
  if (typeof value !== 'object' || value === null) return {};
  const run = 'run' in value && typeof value.run === 'string' ? { run: value.run } : {};
  const force = 'force' in value && typeof value.force === 'string' ? { force: value.force } : {};
  const forceAt = 'forceAt' in value && typeof value.forceAt === 'string' ? { forceAt: value.forceAt } : {};
  return { ...run, ...force, ...forceAt };
}
