import type { SourceRange } from './revisions.ts';
import type { Judgement } from './judge.ts';
import { rowKey, type PlannedStep } from '../../core/planning.ts';

/** The plan of one workflow, as `refit plan -o json` prints it. What is absent is null. */
export interface PlanDocument {
  readonly workflow: string;
  readonly affected: boolean;
  readonly revisions: Readonly<Record<string, { readonly from: string | null; readonly to: string }>>;
  readonly steps: readonly PlanStepDocument[];
}

export interface PlanStepDocument {
  readonly name: string;
  readonly type: 'run' | 'gate' | 'deploy';
  readonly needs: readonly string[];
  readonly action: 'Run' | 'Reuse' | 'Pending';
  readonly fingerprint: string | null;
  /** The execution whose result is reused. */
  readonly reuses: string | null;
  readonly lastSeconds: number | null;
  readonly reasons: readonly PlanReasonDocument[];
}

export interface PlanReasonDocument {
  readonly input: string | null;
  readonly kind: string;
  readonly paths: readonly string[];
  readonly commits: readonly { readonly sha: string; readonly author: string; readonly subject: string }[];
  readonly truncated: boolean;
}

/** What a document is made of. `symbolic`: nothing is stored, fingerprints after the first steps stand for others. */
export interface Planned {
  readonly workflow: string;
  readonly ranges: readonly SourceRange[];
  readonly judgement: Judgement;
  readonly symbolic: boolean;
  readonly lastSeconds: ReadonlyMap<string, number>;
}

/** Rows of champions are left out: a name stands for one step. */
export function planDocument({ workflow, ranges, judgement, symbolic, lastSeconds }: Planned): PlanDocument {
  const { plan, reasons } = judgement;
  return {
    workflow,
    affected: plan.affected,
    revisions: Object.fromEntries(
      ranges.map(({ source, from, shown }) => [source, { from: from?.revision ?? null, to: shown }]),
    ),
    steps: plan.steps
      .filter((row) => row.subject === 'candidate')
      .map((row) => ({
        name: row.name,
        type: row.type,
        needs: row.needs,
        action: row.action,
        fingerprint: fingerprintOf(row, symbolic) ?? null,
        reuses: (row.action === 'Reuse' ? row.record?.execution.name : undefined) || null,
        lastSeconds: lastSeconds.get(row.name) ?? null,
        reasons: (reasons.get(rowKey(row.name, row.subject)) ?? []).map((reason) => ({
          input: reason.input ?? null,
          kind: reason.kind,
          paths: reason.paths,
          commits: reason.commits,
          truncated: reason.truncated,
        })),
      })),
  };
}

/** Without stored results, the fingerprint of a step that consumes another's output is made of symbols: it is not told. */
function fingerprintOf(row: PlannedStep, symbolic: boolean): string | undefined {
  return symbolic && (row.type !== 'run' || Object.keys(row.facts.upstream).length > 0) ? undefined : row.fingerprint;
}
