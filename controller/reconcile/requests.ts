/** What people ask for through annotations. Requests are tokens: answered once, never taken off the object. */
import type { Trigger, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { forceAnnotation, retryAnnotation, runAnnotation } from '../api/v1alpha1/kinds.ts';
import { isActive } from './ports.ts';

/** Tokens of request annotations that a decision answers. */
export interface Requests {
  readonly run?: string;
  readonly force?: string;
}

/**
 * An ended run that a person wants retried and no run answers yet. Not while a run is under way: going back to older
 * revisions would take its place, and what it was decided for would be lost.
 */
export function unhandledRetry(runs: readonly WorkflowRun[]): WorkflowRun | undefined {
  if (runs.some(isActive)) return undefined;
  return runs.find((run) => {
    const token = run.metadata.annotations?.[retryAnnotation];
    if (token === undefined || isActive(run) || run.status?.lastHandledRetry === token) return false;
    return retryOf(runs, run, token) === undefined;
  });
}

/** Answered retries whose token is not noted yet: the answer may be pruned from the history before the question is. */
export function unnotedRetries(runs: readonly WorkflowRun[]): readonly WorkflowRun[] {
  return runs.filter((run) => {
    const token = run.metadata.annotations?.[retryAnnotation];
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
  const run = annotations[runAnnotation];
  const force = annotations[forceAnnotation];
  return {
    ...(run === undefined || run === handled?.run ? {} : { run }),
    ...(force === undefined || force === handled?.force ? {} : { force }),
  };
}

/** Something a person asked for that no decision has answered yet. */
export function unhandledRequest(workflow: WorkflowSpec, runs: readonly WorkflowRun[]): string | undefined {
  const { run, force } = unhandledRequests(workflow);
  return run ?? force ?? unhandledRetry(runs)?.metadata.name;
}

/** The steps of `<token>=<step>,<step>`. */
export function forcedSteps(request: string | undefined): string[] {
  const at = request?.indexOf('=') ?? -1;
  return request === undefined || at < 0
    ? []
    : request
        .slice(at + 1)
        .split(',')
        .filter((name) => name !== '');
}

/** The tokens that a run made on request answers. */
export function requestsOf(trigger: Trigger): Requests {
  const value: unknown = JSON.parse(trigger.requestedBy ?? '{}');
  if (typeof value !== 'object' || value === null) return {};
  const run = 'run' in value && typeof value.run === 'string' ? { run: value.run } : {};
  const force = 'force' in value && typeof value.force === 'string' ? { force: value.force } : {};
  return { ...run, ...force };
}
