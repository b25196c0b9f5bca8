import { formatRevision } from '../controller/api/v1alpha1/revision.ts';
import type { SourceRevision, WorkflowSpec } from '../controller/api/v1alpha1/kinds.ts';
import { decide } from '../controller/reconcile/decide.ts';
import { listRuns, type Ports } from '../controller/reconcile/ports.ts';
import { withDecision } from '../controller/reconcile/workflow-status.ts';
import { alternate, rowOf, type Bench } from './bench.ts';
import { run } from './command.ts';
import { openIdlePorts, recordResults } from './idle-ports.ts';
import { createLargeRepository, largeChange, largeSpec } from './large-repository.ts';
import type { Repository } from './repository.ts';
import { gitEnvironment } from './repository.ts';
import { workflowOf } from './workflow.ts';

/**
 * The whole decision of a controller that has seen the commit before: every step judged at the new commit, reasons with
 * commits and paths, the explanation and the run recorded on the disk.
 */
export const planWarm: Bench = {
  name: 'plan-warm',
  about: 'a decision between two commits of 20,000 files, 10 steps, against one spawned `git diff-tree -r`',
  async run(scratch) {
    const repository = await createLargeRepository(`${scratch.folder}/repository`);
    const { ports, close } = openIdlePorts(`${scratch.folder}/state`);
    scratch.onEnd(close);
    const subject = await Subject.create(ports, repository);
    const pairs = await alternate(
      20,
      () => subject.decide(),
      async () =>
        (
          await run('git', [`--git-dir=${repository.path}`, 'diff-tree', '-r', ...subject.range], {
            env: gitEnvironment,
          })
        ).ms,
      3,
    );
    return [rowOf({ name: 'plan-warm', unit: 'ms', ...pairs, limitKind: 'ratio', limit: 5 })];
  },
};

/** A workflow, and the commit it was decided at last. */
class Subject {
  readonly #ports: Ports;
  readonly #repository: Repository;
  #workflow: WorkflowSpec;
  #round = 0;
  /** The two commits of the last decision. */
  range: [string, string] = ['', ''];

  private constructor(ports: Ports, repository: Repository, workflow: WorkflowSpec) {
    this.#ports = ports;
    this.#repository = repository;
    this.#workflow = workflow;
  }

  static async create(ports: Ports, repository: Repository): Promise<Subject> {
    const { apiVersion, kind, metadata, spec } = workflowOf('large', largeSpec(repository.path));
    const workflow = await ports.store.create<WorkflowSpec>({
      apiVersion,
      kind,
      metadata: { ...metadata, namespace: 'bench' },
      spec,
    });
    const subject = new Subject(ports, repository, workflow);
    const first = await repository.commit([['README.md', 'ready\n']]);
    subject.range = ['', first];
    await subject.#record(first);
    await subject.#take(first);
    return subject;
  }

  /** Commits a change and decides it. @returns milliseconds of the decision */
  async decide(): Promise<number> {
    const commit = await this.#repository.commit(largeChange((this.#round += 1)), `change ${this.#round}`);
    this.range = [this.range[1], commit];
    const ms = await this.#take(commit, 'Run');
    await this.#record(commit);
    return ms;
  }

  async #take(commit: string, expected = 'NotAffected'): Promise<number> {
    const runs = await listRuns(this.#ports, this.#workflow);
    const revisions = this.#at(commit);
    const begun = performance.now();
    const decision = await decide(this.#ports, this.#workflow, runs, revisions);
    const ms = performance.now() - begun;
    if (decision.kind !== expected || decision.kind === 'Again')
      throw new Error(`the decision was ${decision.kind}, expected ${expected}`);
    this.#workflow = await this.#ports.store.updateStatus<WorkflowSpec>(withDecision(this.#workflow, decision));
    for (const made of await listRuns(this.#ports, this.#workflow))
      await this.#ports.store.updateStatus({ ...made, status: { observedGeneration: 1, phase: 'Succeeded' } });
    return ms;
  }

  #record(commit: string): Promise<void> {
    return recordResults(this.#ports, this.#workflow, this.#at(commit));
  }

  #at(commit: string): SourceRevision[] {
    const url = this.#repository.path;
    return [{ source: 'code', url, revision: formatRevision({ branch: 'main', commit }) }];
  }
}
