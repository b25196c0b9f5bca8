/** Executions that have ended: each is read and checked once, and stays what it was found to be until it is removed. */
import type { ArtifactStores } from '../../artifacts/artifacts.ts';
import { isReason } from '../../core/errors.ts';
import type { Git, TreeEntry } from '../../git/git.ts';
import type { KubernetesClient } from '../../kubernetes/client.ts';
import { jobs } from '../../kubernetes/resources.ts';
import { requestAnnotation } from '../../pod/program.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import type { ExecutionState } from '../engine.ts';
import { workspacePaths } from '../process/paths.ts';
import { undeclaredFile } from '../process/undeclared.ts';
import type { ExecutionJob } from './executions.ts';
import { requestOf } from './facts.ts';
import type { Logs } from './logs.ts';
import type { RawJob } from './objects.ts';
import type { End } from './read-end.ts';
import { settle } from './settle.ts';
import { executionFolder } from './step-container.ts';

export interface EndsOptions {
  readonly client: Pick<KubernetesClient, 'get'>;
  readonly stores: ArtifactStores;
  readonly clock: Clock;
  readonly log: Logger;
  readonly git?: Pick<Git, 'entries'>;
}

export class Ends {
  readonly #options: EndsOptions;
  readonly #logs: Logs;
  readonly #states = new Map<string, { readonly state: ExecutionState; readonly logOf: string | undefined }>();
  readonly #settling = new Map<string, Promise<ExecutionState>>();

  constructor(options: EndsOptions, logs: Logs) {
    this.#options = options;
    this.#logs = logs;
  }

  /** The final state of an execution, if it was settled. */
  state(name: string): ExecutionState | undefined {
    return this.#states.get(name)?.state;
  }

  /** The pod whose log is that of a settled execution. */
  logOf(name: string): string | undefined {
    return this.#states.get(name)?.logOf;
  }

  *states(): Iterable<ExecutionState> {
    for (const { state } of this.#states.values()) yield state;
  }

  forget(name: string): void {
    this.#states.delete(name);
  }

  /** @throws RefitError ArtifactStoreUnavailable | KubernetesUnavailable: not settled, to be asked again */
  settle(job: ExecutionJob, end: End): Promise<ExecutionState> {
    const { name } = job.execution;
    const known = this.state(name);
    if (known !== undefined) return Promise.resolve(known);
    const settling = this.#settling.get(name) ?? this.#settle(job, end).finally(() => this.#settling.delete(name));
    this.#settling.set(name, settling);
    return settling;
  }

  /** Of a Job that somebody deleted. @param end what was ordered or known before */
  vanished(job: ExecutionJob, end: End | undefined): void {
    const { name, key, artifacts } = job.execution;
    const gone = { phase: 'Infrastructure', reason: 'JobGone', message: 'somebody deleted its Job' } as const;
    const { phase, reason, message } = end === undefined || end.reason === 'PodGone' || end.published ? gone : end;
    const state: ExecutionState = {
      key,
      phase,
      finished: true,
      reason,
      message,
      seconds: end?.seconds ?? 0,
      finishedAt: new Date(this.#options.clock.now()).toISOString(),
      ...(end?.startedAt === undefined ? {} : { startedAt: end.startedAt }),
      outputs: [],
      metrics: {},
      ...(artifacts === undefined ? {} : { artifacts }),
    };
    const set = (): void => {
      if (!this.#states.has(name)) this.#states.set(name, { state, logOf: undefined });
    };
    const settling = this.#settling.get(name);
    // What had ended before is being read: only if that fails nothing is known.
    if (settling === undefined) set();
    else settling.catch(set);
  }

  async #settle(job: ExecutionJob, end: End): Promise<ExecutionState> {
    const facts = job.execution;
    const state = await settle(facts, end, {
      artifacts: this.#options.stores.of(facts.key.namespace, facts.artifacts),
      log: (pod) => this.#logs.whole(facts, pod),
      hint: (log) => this.#hint(job, log),
    });
    const known = this.state(facts.name);
    if (known !== undefined) return known;
    this.#states.set(facts.name, { state, logOf: end.logOf });
    return state;
  }

  /** Only of a step that failed: it costs a request, and a look into the mirror. */
  async #hint(job: ExecutionJob, log: Buffer): Promise<string | undefined> {
    const { git, client } = this.#options;
    if (git === undefined) return undefined;
    const { name, key } = job.execution;
    try {
      const raw = await client.get<RawJob>(jobs, { namespace: key.namespace, name });
      const request = requestOf(raw?.spec?.template?.metadata?.annotations?.[requestAnnotation]);
      if (request === undefined) return undefined;
      const { namespace } = key;
      const paths = (url: string, commit: string, secret?: string): Promise<readonly TreeEntry[]> =>
        git.entries(secret === undefined ? { url } : { url, access: { namespace, secret } }, commit);
      return await undeclaredFile(request, workspacePaths(executionFolder, request), log, { paths });
    } catch (error: unknown) {
      // A hint is no reason to have no outcome.
      const why = error instanceof Error ? error.message : String(error);
      if (!isReason(error, 'RevisionGone'))
        this.#options.log.debug('no hint for a failed step', { execution: name, why });
      return undefined;
    }
  }
}
