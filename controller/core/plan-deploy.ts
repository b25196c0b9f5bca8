import type { DeployAction, Step } from '../api/v1alpha1/kinds.ts';
import { ancestors } from './dag.ts';
import { deployFingerprint, type DeployFacts, type UpstreamFact } from './fingerprint.ts';
import { ownDiffers, tryResolve, unresolvable, upstreamOf } from './plan-run.ts';
import { anyIdentity, needsOf, skipped, upstream, type PlannedStep, type Planning } from './planning.ts';
import type { Resolution } from './resolve.ts';

/**
 * The model and metrics outputs among a step's ancestors; undefined while one of them is not known. Gate, approval and
 * deploy are bound to exactly these.
 */
export function lineageOf(planning: Planning, name: string): readonly UpstreamFact[] | undefined {
  const before = ancestors(planning.edges, name);
  const facts: UpstreamFact[] = [];
  for (const step of planning.spec.steps) {
    if (!before.has(step.name)) continue;
    for (const output of step.outputs ?? []) {
      if (output.kind !== 'model' && output.kind !== 'metrics') continue;
      const known = planning.rows.get(step.name)?.record?.outputs.find((candidate) => candidate.name === output.name);
      if (!known) return undefined;
      facts.push({ step: step.name, output: output.name, digest: known.digest });
    }
  }
  return facts;
}

/** A deploy step as far as it is known: its row without the judgement. */
type Described = Omit<PlannedStep, 'action' | 'outcome' | 'ready'>;

/**
 * Judges a deploy step. What is compared with the stage is the *identity* of the release: what runs (model, server
 * inputs, command, environment), not its fingerprint: a changed evaluation report leaves what serves in place.
 */
export async function planDeploy(planning: Planning, step: Step, deploy: DeployAction): Promise<PlannedStep> {
  const needs = needsOf(planning, step.name);
  const row = { name: step.name, subject: 'candidate' as const, type: 'deploy' as const, needs };
  const seen = upstreamOf(planning, 'candidate');
  const resolution = await tryResolve(planning, step, seen);
  if ('message' in resolution) return unresolvable(row, resolution.message);
  const [producer = '', output = ''] = deploy.model.split('.', 2);
  const model = seen.output(producer, output)?.digest;
  const described = { ...row, facts: deployedFacts(resolution, deploy, model), resolved: resolution.resolved };
  if (upstream(planning, needs) === 'Skip') return skipped(described);
  const lineage = lineageOf(planning, step.name);
  if (model === undefined || !resolution.complete || !lineage) return untold(planning, described);
  const facts: Omit<DeployFacts, 'upstream'> = {
    ...resolution.program,
    model: deploy.model,
    port: deploy.deployment.port,
    readinessPath: deploy.deployment.readiness.path,
  };
  return held(planning, {
    ...described,
    fingerprint: deployFingerprint({ ...facts, upstream: lineage }),
    identity: deployFingerprint({ ...facts, upstream: [{ step: producer, output, digest: model }] }),
    model: { digest: model },
  });
}

/** Holds a told release against its stage. */
function held(planning: Planning, row: Described & { readonly identity: string }): PlannedStep {
  const ready = upstream(planning, row.needs) === 'Go';
  const stage = planning.evidence.stage(row.name);
  // What was asked for by force is done once it has come about, well or not.
  const forced = planning.forced?.has(row.name) === true && !stage.fresh;
  if ((stage.identity === row.identity || stage.identity === anyIdentity) && !forced) {
    return { ...row, action: 'Reuse', fresh: stage.fresh, ready, ...(ready ? { outcome: 'Succeeded' } : {}) };
  }
  const blocked = stage.blocked.get(row.identity);
  if (blocked !== undefined) return { ...row, action: 'Reuse', outcome: 'Failed', ready: false, message: blocked };
  // Behind a gate that is not judged yet only a running step can tell, unless the definition itself moved.
  return ready ? { ...row, action: 'Run', ready } : untold(planning, row);
}

function untold(planning: Planning, row: Described): PlannedStep {
  const certain = planning.forced?.has(row.name) === true || ownDiffers(planning, row);
  return { ...row, action: certain ? 'Run' : 'Pending', ready: false };
}

function deployedFacts(resolution: Resolution, deploy: DeployAction, model: string | undefined): PlannedStep['facts'] {
  const { port, readiness } = deploy.deployment;
  return {
    own: { ...resolution.facts.own, port: String(port), readiness: JSON.stringify(readiness) },
    upstream: { ...resolution.facts.upstream, [deploy.model]: model ?? '' },
  };
}
