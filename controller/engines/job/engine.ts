/** The engine port on Kubernetes: one Job per execution. What a restarted controller must know is in Jobs and pods alone. */
import type { ArtifactPlace, ArtifactStores } from '../../artifacts/artifacts.ts';
import type { PodArtifacts } from '../../artifacts/pod-access.ts';
import { RefitError } from '../../core/errors.ts';
import { executionName } from '../../core/naming.ts';
import { refusalOf } from '../../core/refusals.ts';
import type { AddressRules } from '../../git/addresses.ts';
import type { Git } from '../../git/git.ts';
import type { KubernetesClient } from '../../kubernetes/client.ts';
import type { DataCache } from '../../pod/source-volumes.ts';
import type { Clock, Random } from '../../runtime/clock.ts';
import type { Logger } from '../../runtime/log.ts';
import type { VersionedSecrets } from '../../secrets/secrets.ts';
import type { Engine, ExecutionEnvironment, ExecutionKey, ExecutionRequest, ExecutionState } from '../engine.ts';
import { Ends } from './ends.ts';
import { Executions } from './executions.ts';
import type { ExecutionJob } from './executions.ts';
import { Launcher } from './launch.ts';
import { logOf } from './log-stream.ts';
import { Logs } from './logs.ts';
import { containers } from './names.ts';
import { containerOf } from './objects.ts';
import { Orders } from './orders.ts';
import { readExecution } from './read-state.ts';
import type { Reading } from './read-state.ts';
import { liveState } from './live-state.ts';
import { Removal } from './removal.ts';
import { ScratchClaims } from './scratch-claims.ts';
import { standardBounds } from './trouble.ts';
import type { Bounds } from './trouble.ts';
import { verdictOn } from './verdict.ts';
import { Watchdog } from './watchdog.ts';

export interface JobEngineOptions {
  readonly client: KubernetesClient;
  readonly stores: ArtifactStores;
  readonly secrets: VersionedSecrets;
  /** The controller's own image: its programs fetch and publish in every pod. */
  readonly image: string;
  /** How the pods of a namespace reach its artifacts. */
  readonly podArtifacts: (namespace: string, place?: ArtifactPlace) => PodArtifacts;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Left out: all namespaces. */
  readonly watchNamespace?: string;
  /** How long pods may wait for what they lack. */
  readonly bounds?: Partial<Bounds>;
  /** Which addresses a pod's `fetch` may ask for repositories and data; left out: none that is refused anyway. */
  readonly addresses?: AddressRules;
  /** Where a namespace keeps fetched data for its other executions; left out: each fetches what it needs. */
  readonly dataCache?: DataCache;
  /** Lists a commit, so that a failed step's message can name a file that its inputs lack. */
  readonly git?: Pick<Git, 'entries'>;
}

/** Makes the engine; its informers begin at once. */
export function createJobEngine(options: JobEngineOptions): Engine {
  return new JobEngine(options);
}

class JobEngine implements Engine {
  readonly #options: JobEngineOptions;
  readonly #executions: Executions;
  readonly #logs: Logs;
  readonly #launcher: Launcher;
  readonly #watchdog: Watchdog;
  readonly #orders: Orders;
  readonly #ends: Ends;
  readonly #removal: Removal;
  readonly #watchers = new Set<(name: string) => void>();
  /** What was told last of each execution, without what only time changes. */
  readonly #told = new Map<string, string>();

  constructor(options: JobEngineOptions) {
    const { client, clock, log, secrets } = options;
    this.#options = options;
    this.#executions = new Executions(options, (name, deleted) => this.#changed(name, deleted));
    this.#logs = new Logs({ client, secrets, clock, log });
    const scratch = new ScratchClaims(client, this.#executions, log);
    this.#launcher = new Launcher(options, this.#executions, scratch);
    this.#orders = new Orders(client, this.#executions, this.#logs, log);
    this.#ends = new Ends(options, this.#logs);
    this.#removal = new Removal(client, this.#executions, scratch);
    this.#watchdog = new Watchdog({
      client,
      clock,
      log,
      bounds: { ...standardBounds, ...options.bounds },
      order: (name, verdict) => this.#orders.order(name, verdict),
      look: (name) => this.#changed(name),
    });
  }

  get healthy(): boolean {
    return this.#executions.healthy;
  }

  identity(environment: ExecutionEnvironment | undefined): string {
    if (environment?.image !== undefined) return `image:${environment.image}`;
    const where = environment === undefined ? 'the step' : `environment ${environment.name}`;
    throw new RefitError('ImageMissing', `${where}: found no image, allowed is one: in a cluster steps run in images`);
  }

  async ensure(request: ExecutionRequest): Promise<ExecutionState> {
    await this.#executions.synced();
    const name = executionName(request.key);
    const ended = this.#ends.state(name);
    if (ended !== undefined) return ended;
    const known = this.#executions.job(name);
    return this.#state(known ? this.#launcher.requireOurs(known, request) : await this.#launch(name, request));
  }

  async #launch(name: string, request: ExecutionRequest): Promise<ExecutionJob> {
    try {
      return await this.#launcher.launch(request, (read) => this.#logs.secrets.launched(name, read));
    } catch (error: unknown) {
      // Nothing runs that could print them, and nobody may ask again.
      if (refusalOf(error) !== undefined) this.#logs.secrets.forget(name);
      throw error;
    }
  }

  async observe(name: string): Promise<ExecutionState | undefined> {
    await this.#executions.synced();
    const ended = this.#ends.state(name);
    if (ended !== undefined) return ended;
    const job = this.#executions.job(name);
    return job === undefined ? undefined : this.#state(job);
  }

  async keyOf(name: string): Promise<ExecutionKey | undefined> {
    await this.#executions.synced();
    return this.#ends.state(name)?.key ?? this.#executions.job(name)?.execution.key;
  }

  async list(workflowUID?: string): Promise<readonly ExecutionState[]> {
    await this.#executions.synced();
    const found = new Map<string, ExecutionState>();
    for (const state of this.#ends.states()) {
      if (workflowUID === undefined || state.key.workflowUID === workflowUID)
        found.set(executionName(state.key), state);
    }
    for (const job of this.#executions.all(workflowUID)) {
      const { name } = job.execution;
      if (!found.has(name)) found.set(name, this.#stateNow(job));
    }
    return [...found.values()];
  }

  async cancel(name: string, reason: string): Promise<void> {
    await this.#executions.synced();
    const job = this.#executions.job(name);
    if (job === undefined || this.#ends.state(name) !== undefined || this.#read(job).kind === 'Ended') return;
    const at = new Date(this.#options.clock.now()).toISOString();
    const running = this.#executions.podsOf(job).map((pod) => containerOf(pod, containers.step)?.running?.startedAt);
    const startedAt = running.find((time) => time !== undefined);
    const times = startedAt === undefined ? { at } : { at, startedAt };
    await this.#orders.order(name, { phase: 'Cancelled', reason: 'Cancelled', message: reason, ...times });
  }

  async remove(name: string): Promise<void> {
    await this.#executions.synced();
    const state = this.#ends.state(name);
    await this.#removal.remove(name, state);
    this.#ends.forget(name);
    this.#logs.forget(name);
    this.#watchdog.forget(name);
    this.#told.delete(name);
  }

  logs(name: string, options: { follow: boolean; signal?: AbortSignal }): AsyncIterable<Buffer> {
    const places = {
      executions: this.#executions,
      logs: this.#logs,
      ends: this.#ends,
      isOver: (job: ExecutionJob) => this.#read(job).kind === 'Ended',
      watch: (changed: (name: string) => void) => this.watch(changed),
    };
    return logOf(places, name, options);
  }

  watch(changed: (name: string) => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  async close(): Promise<void> {
    this.#watchers.clear();
    this.#watchdog.close();
    this.#executions.close();
  }

  #read(job: ExecutionJob): Reading {
    return readExecution(job, this.#executions.podsOf(job), this.#watchdog.hasAbandoned(job));
  }

  /** The state; what has ended is settled first. */
  async #state(job: ExecutionJob): Promise<ExecutionState> {
    const reading = this.#read(job);
    return reading.kind === 'Ended' ? this.#ends.settle(job, reading.end) : this.#live(job, reading);
  }

  /** The state without waiting: of what has ended and is not settled yet, that it is being read. */
  #stateNow(job: ExecutionJob): ExecutionState {
    const reading = this.#read(job);
    if (reading.kind === 'Live') return this.#live(job, reading);
    return this.#live(job, { kind: 'Live', phase: 'Publishing', message: 'its outcome is being read' });
  }

  #live(job: ExecutionJob, reading: Reading & { kind: 'Live' }): ExecutionState {
    return liveState(job.execution, reading, this.#watchdog.said(job), this.#options.clock.now());
  }

  /** An informer, a timer or a write of ours says that something may be different now. */
  #changed(name: string, deleted?: ExecutionJob): void {
    const job = deleted === undefined ? this.#executions.job(name) : undefined;
    if (deleted !== undefined) this.#vanished(deleted);
    if (job !== undefined) this.#look(job);
    this.#tell(name, job);
  }

  #look(job: ExecutionJob): void {
    const reading = this.#read(job);
    this.#watchdog.look(job, reading);
    if (reading.kind === 'Live' && reading.startedAt !== undefined) this.#logs.secrets.started(job.execution);
    if (verdictOn(job) !== undefined && reading.kind === 'Live') this.#orders.carryOn(job);
    const goes = reading.kind === 'Live' && reading.pod?.metadata.deletionTimestamp !== undefined;
    // What it prints on its way out can be read only while its pod is there.
    if (goes && reading.pod && reading.startedAt !== undefined)
      this.#logs.capture(job.execution, reading.pod.metadata.name);
  }

  /** A Job that we did not delete is gone: its attempt has ended, and the next one follows. */
  #vanished(job: ExecutionJob): void {
    const { name } = job.execution;
    this.#watchdog.forget(name);
    if (this.#removal.isOurs(job) || this.#ends.state(name) !== undefined) return;
    const reading = readExecution(job, [], true);
    this.#ends.vanished(job, reading.kind === 'Ended' ? reading.end : undefined);
  }

  /** Tells watchers, unless what they would see is what they saw. */
  #tell(name: string, job: ExecutionJob | undefined): void {
    const state = this.#ends.state(name) ?? (job === undefined ? undefined : this.#stateNow(job));
    const text =
      state === undefined ? '' : JSON.stringify([state.phase, state.finished, state.message, state.startedAt]);
    if (this.#told.get(name) === text) return;
    if (state === undefined) this.#told.delete(name);
    else this.#told.set(name, text);
    for (const changed of this.#watchers) changed(name);
  }
}
