import type { SourceRevision, StepReason, WorkflowSpecSpec } from '../../api/v1alpha1/kinds.ts';
import { isReason, RefitError } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import { planSteps } from '../../core/plan.ts';
import type { Evidence, Plan, PlanTarget } from '../../core/planning.ts';
import { explainPlan } from '../../core/reasons.ts';
import { knownFrom, planSymbolically, rowsOf, symbolicEvidence } from '../../core/symbolic.ts';
import type { Engine } from '../../engines/engine.ts';
import { sourceAccess } from '../../reconcile/access.ts';
import { historyBetween, targetAt, type SourceAccessOf } from '../../reconcile/target.ts';
import { ListedContents } from './listed-contents.ts';
import type { PlanGit } from './plan-git.ts';

/** A plan with its reasons, by row key. */
export interface Judgement {
  readonly plan: Plan;
  readonly reasons: ReadonlyMap<string, readonly StepReason[]>;
}

/** What is judged. */
export interface Question {
  readonly spec: WorkflowSpecSpec;
  readonly to: readonly SourceRevision[];
  /** Where the secrets of its sources are. */
  readonly namespace: string;
}

/** What was there before: the definition and revisions decided last, and all that is stored. */
export interface Past {
  readonly evidence: Evidence;
  readonly base?: { readonly spec: WorkflowSpecSpec; readonly revisions: readonly SourceRevision[] };
}

/** What steps run on here, as the process engine names it in fingerprints. */
export function localEngine(): string {
  return `process:${process.platform}/${process.arch}`;
}

/** What steps run on in a cluster, as the Job engine names it. @throws RefitError ImageMissing */
export function imageEngine(environment: { readonly name: string; readonly image?: string } | undefined): string {
  if (environment?.image !== undefined) return `image:${environment.image}`;
  throw new RefitError(
    'ImageMissing',
    environment === undefined
      ? 'a step names neither an environment nor an image, and in a cluster steps run in images'
      : `environment ${environment.name} names no image, and in a cluster steps run in images`,
  );
}

/** The three questions a plan may be: what is taken as done. */
export interface Judge {
  /** Everything is taken as done at `from`. */
  sinceRevisions(question: Question, from: readonly SourceRevision[]): Promise<Judgement>;
  /** What is stored is done. */
  sincePast(question: Question, past: Past): Promise<Judgement>;
  /** Nothing is done. */
  fromNothing(question: Question): Promise<Judgement>;
}

/** Judges workflows; what is read for one is there for the next. `identity`: what steps run on. */
export function createJudge(git: PlanGit, identity: Engine['identity'] = localEngine): Judge {
  const contents = new ListedContents(git);
  const ports = { git, contents, engine: { identity } };

  return {
    async sinceRevisions({ spec, to, namespace }, from) {
      const access = sourceAccess(namespace, spec);
      const atBase = await planSymbolically(lenient(targetAt(spec, from, ports, { access })));
      const base = rowsOf(atBase);
      const target = targetAt(spec, to, ports, { base, access });
      const plan = await planSteps(target, symbolicEvidence(spec, knownFrom(atBase)));
      return { plan, reasons: await explainPlan(plan, base, historyBetween(from, to, ports, access), spec) };
    },
    async sincePast({ spec, to, namespace }, { evidence, base: last }) {
      const access = sourceAccess(namespace, spec, ...(last ? [last.spec] : []));
      const base = last && (await planAt(ports, last, evidence, access));
      const target = targetAt(spec, to, ports, { access, ...(base ? { base: rowsOf(base) } : {}) });
      const plan = await planSteps(target, evidence);
      const history = historyBetween(last?.revisions ?? [], to, ports, access);
      return { plan, reasons: await explainPlan(plan, base && rowsOf(base), history, spec) };
    },
    async fromNothing({ spec, to, namespace }) {
      const access = sourceAccess(namespace, spec);
      const nothing = { fingerprints: new Set<string>(), identities: new Map<string, string>() };
      const plan = await planSteps(targetAt(spec, to, ports, { access }), symbolicEvidence(spec, nothing));
      return { plan, reasons: await explainPlan(plan, undefined, historyBetween([], to, ports), spec) };
    },
  };
}

/** The plan at revisions decided before; undefined when they can no longer be read, which explains less and decides nothing. */
async function planAt(
  ports: Parameters<typeof targetAt>[2],
  last: NonNullable<Past['base']>,
  evidence: Evidence,
  access: SourceAccessOf,
): Promise<Plan | undefined> {
  try {
    return await planSteps(targetAt(last.spec, last.revisions, ports, { access }), evidence);
  } catch (error: unknown) {
    if (isReason(error, 'RevisionGone') || isUnfit(error) || isReason(error, 'SpecInvalid')) return undefined;
    throw error;
  }
}

/** An input that selects nothing at the base, or could not be read there, is no error: what it selects now is new. */
function lenient(target: PlanTarget): PlanTarget {
  const content: PlanTarget['content'] = {
    commit: (source) => target.content.commit(source),
    async digest(source, paths, keys) {
      try {
        return await target.content.digest(source, paths, keys);
      } catch (error: unknown) {
        if (!isUnfit(error)) throw error;
        return sha256Hex(`nothing\0${source}\0${JSON.stringify([paths ?? [], keys ?? []])}`);
      }
    },
    async parameter(from) {
      try {
        return await target.content.parameter(from);
      } catch (error: unknown) {
        if (!isUnfit(error)) throw error;
        return `nothing: ${error.message}`;
      }
    },
  };
  return { ...target, content };
}

function isUnfit(error: unknown): error is RefitError {
  return isReason(error, 'InputNotFound') || isReason(error, 'InputInvalid');
}
