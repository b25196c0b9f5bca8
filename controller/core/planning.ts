/** The words of a plan, and what its three planners (run, gate, deploy) share. The procedure is in plan.ts. */
import type { Step, WorkflowSpecSpec } from '../api/v1alpha1/kinds.ts';
import type { AttemptRecord } from '../artifacts/artifacts.ts';
import type { StepEdge } from './dag.ts';
import type { Verdict } from './gates.ts';
import type { Content, ResolvedStep, StepFacts } from './resolve.ts';

export type Subject = 'candidate' | 'champion';
export type Action = 'Run' | 'Reuse' | 'Pending';
/** How a step stands when nothing more is to be done about it. */
export type Outcome = 'Succeeded' | 'Failed' | 'Refused' | 'Skipped';

/** The stored result of a fingerprint, its remembered failure, or neither. */
export type ResultEvidence =
  | { readonly kind: 'Result'; readonly record: AttemptRecord }
  | { readonly kind: 'Failure'; readonly record: AttemptRecord }
  | { readonly kind: 'None'; readonly reason: 'NoResult' | 'ArtifactMissing' | 'Forced' };

export interface ResultQuery {
  readonly step: Step;
  readonly subject: Subject;
  readonly fingerprint: string;
  readonly forced: boolean;
}

/** Stands for whatever a deploy step wants served: symbolic evidence takes it as being in place. */
export const anyIdentity = '*';

/** What serves at a stage, as far as plans need it. */
export interface StageEvidence {
  /** Identity of what the fence wants served (plan-deploy.ts), or `anyIdentity`. */
  readonly identity?: string;
  /** Digest of the model traffic goes to: the champion. */
  readonly champion?: string;
  readonly url?: string;
  /** What serves was put there, or came live, since the run that is judged was decided; false without a run. */
  readonly fresh: boolean;
  /** Identities that did not become ready, with the reason. */
  readonly blocked: ReadonlyMap<string, string>;
}

/** What is known outside the sources. Symbolic evidence (symbolic.ts) takes everything as done at a base. */
export interface Evidence {
  readonly symbolic: boolean;
  result(query: ResultQuery): Promise<ResultEvidence>;
  stage(step: string): StageEvidence;
  /** Was this model live at the stage before, and not blocked there since? */
  previouslyLive(stage: string, model: string): boolean;
  /** The recorded verdict of a gate fingerprint against a champion. */
  verdict(fingerprint: string, champion: string | undefined): Promise<'Passed' | 'Refused' | undefined>;
}

export interface PlannedStep {
  readonly name: string;
  readonly subject: Subject;
  readonly type: 'run' | 'gate' | 'deploy';
  /** Steps this one waits for. */
  readonly needs: readonly string[];
  readonly action: Action;
  /** Set when nothing more is to be done: the steps after it may go on (Succeeded) or are skipped. */
  readonly outcome?: Outcome;
  /** Every step it waits for has succeeded: it may start. */
  readonly ready: boolean;
  readonly fingerprint?: string;
  /** What the fingerprint is made of as far as known, for telling two plans apart (reasons.ts). */
  readonly facts: StepFacts;
  /** The step with everything resolved that can be. */
  readonly resolved: ResolvedStep;
  readonly record?: AttemptRecord;
  readonly missing?: 'NoResult' | 'ArtifactMissing' | 'Forced';
  readonly verdict?: Verdict;
  readonly champion?: string;
  readonly model?: { readonly digest: string };
  /** Identity of what a deploy step would serve. */
  readonly identity?: string;
  /** Of a deploy step whose release serves: it came live since the run was decided. */
  readonly fresh?: boolean;
  readonly message?: string;
}

export interface Plan {
  /** In an order in which every step comes after those it needs; champion evaluations before the gate that asks. */
  readonly steps: readonly PlannedStep[];
  /** Some action is not `Reuse`. */
  readonly affected: boolean;
}

export interface PlanTarget {
  readonly spec: WorkflowSpecSpec;
  readonly content: Content;
  /** `engines.identity` */
  readonly engine: (environment: { name: string; image?: string } | undefined) => string;
  readonly forced?: ReadonlySet<string>;
  /** The plan this one is compared with: a step whose own definition differs from it is certain to run. */
  readonly base?: ReadonlyMap<string, PlannedStep>;
}

/** The state of one planning pass; each planner reads rows before it and returns its own. */
export interface Planning extends PlanTarget {
  readonly evidence: Evidence;
  readonly edges: readonly StepEdge[];
  readonly order: readonly string[];
  readonly rows: Map<string, PlannedStep>;
}

/** Key of a row. */
export function rowKey(name: string, subject: Subject): string {
  return subject === 'candidate' ? name : `${name}\0${subject}`;
}

/** Steps `name` waits for, in declaration order, each once. */
export function needsOf({ edges }: Planning, name: string): readonly string[] {
  return [...new Set(edges.filter((edge) => edge.to === name).map((edge) => edge.from))];
}

/** How the steps before this one stand: Skip when one of them ends the wave, Wait while one is not done. */
export function upstream(planning: Planning, needs: readonly string[]): 'Go' | 'Wait' | 'Skip' {
  const rows = needs.map((name) => planning.rows.get(name));
  if (rows.some((row) => row?.outcome !== undefined && row.outcome !== 'Succeeded')) return 'Skip';
  return rows.every((row) => row?.outcome === 'Succeeded') ? 'Go' : 'Wait';
}

/** The row of a step that a refused, failed or skipped one stands before. */
export function skipped(row: Omit<PlannedStep, 'action' | 'outcome' | 'ready'>): PlannedStep {
  return { ...row, action: 'Reuse', outcome: 'Skipped', ready: false };
}
