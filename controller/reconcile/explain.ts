import type { SourceChange, SourceRevision, StepReason, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { rowKey, type Plan } from '../core/planning.ts';
import type { CommitSummary, Git } from '../git/git.ts';
import { parseRevision } from '../api/v1alpha1/revision.ts';
import { repositoryOf } from './access.ts';
import type { WorkflowPorts } from './ports.ts';
import type { SourceAccessOf } from './target.ts';

/** The decision, whole: what a run's status holds only in part. Stored before the run is created. */
export interface Explanation {
  readonly sources: readonly (SourceChange & {
    readonly commits: readonly ExplainedCommit[];
    readonly truncated: boolean;
  })[];
  readonly steps: readonly {
    readonly name: string;
    readonly subject: 'candidate' | 'champion';
    readonly action: 'Run' | 'Reuse' | 'Pending';
    readonly fingerprint?: string;
    readonly reasons: readonly StepReason[];
  }[];
}

export type ExplainedCommit = Pick<CommitSummary, 'sha' | 'author' | 'subject' | 'time'>;

/** How many commits per source are kept. */
const COMMITS = 100;

/** The note a run's explanation is stored under. */
export function explanationKey(workflowUID: string, run: string): string {
  return `explain/${workflowUID}/${run}`;
}

/** Stores why. Create-only: a decision made again after a crash keeps the first explanation. */
export async function writeExplanation(
  ports: Pick<WorkflowPorts, 'artifacts'> & { readonly git: Pick<Git, 'commits'> },
  workflow: WorkflowSpec,
  run: string,
  decision: {
    readonly plan: Plan;
    readonly reasons: ReadonlyMap<string, readonly StepReason[]>;
    readonly changes: readonly SourceChange[];
    readonly revisions: readonly SourceRevision[];
    readonly access: SourceAccessOf;
  },
): Promise<void> {
  const sources: Explanation['sources'][number][] = [];
  for (const change of decision.changes) {
    const from = change.from === undefined ? undefined : parseRevision(change.from)?.commit;
    const to = parseRevision(change.to)?.commit;
    const url = decision.revisions.find((revision) => revision.source === change.name)?.url;
    const commits =
      from && to && url
        ? await ports.git.commits(repositoryOf(url, decision.access(change.name, url)), from, to, COMMITS)
        : [];
    const told = commits.map(({ sha, author, subject, time }) => ({ sha, author, subject, time }));
    sources.push({ ...change, commits: told, truncated: commits.length >= COMMITS });
  }
  const steps = decision.plan.steps.map((row) => ({
    name: row.name,
    subject: row.subject,
    action: row.action,
    ...(row.fingerprint === undefined ? {} : { fingerprint: row.fingerprint }),
    reasons: decision.reasons.get(rowKey(row.name, row.subject)) ?? [],
  }));
  await ports.artifacts.writeNote(workflow.metadata.namespace, explanationKey(workflow.metadata.uid, run), {
    sources,
    steps,
  } satisfies Explanation);
}

/** The explanation of a run; undefined if it was never stored. */
export async function readExplanation(
  ports: Pick<WorkflowPorts, 'artifacts'>,
  namespace: string,
  workflowUID: string,
  run: string,
): Promise<Explanation | undefined> {
  const note = await ports.artifacts.readNote(namespace, explanationKey(workflowUID, run));
  return isExplanation(note) ? note : undefined;
}

function isExplanation(note: unknown): note is Explanation {
  return (
    typeof note === 'object' &&
    note !== null &&
    'sources' in note &&
    'steps' in note &&
    Array.isArray(note.sources) &&
    Array.isArray(note.steps)
  );
}
