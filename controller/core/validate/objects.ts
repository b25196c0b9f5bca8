import { workflowRunKind, workflowSpecKind } from '../../api/v1alpha1/kinds.ts';
import type { Kind, WorkflowRunSpec, WorkflowSpecSpec } from '../../api/v1alpha1/kinds.ts';
import { validateModelVersion, validateWorkflowRun } from '../../api/v1alpha1/validators.generated.js';
import type { SchemaValidator } from '../../api/v1alpha1/validators.generated.js';
import { describeValue, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { schemaProblems } from './schema-problems.ts';
import { validateWorkflow } from './validate.ts';

/**
 * Judges an object of any kind as the API server does: schema and CEL rules, with what the core knows beyond them for a
 * WorkflowSpec. With `before`, as the update of that object. [] = nothing wrong.
 */
export function validateObject(kind: Kind, value: unknown, before?: unknown): readonly Problem[] {
  if (kind === workflowSpecKind) {
    const { problems } = validateWorkflow(value);
    return before === undefined || problems.length > 0 ? problems : movedArtifacts(before, value);
  }
  const schema = judgeSchema(kind === workflowRunKind ? validateWorkflowRun : validateModelVersion, value);
  if (schema.length > 0) return schema;
  const problems = kind === workflowRunKind ? retryOf((value as { spec: WorkflowRunSpec }).spec) : [];
  return before === undefined ? problems : [...problems, ...immutableSpec(kind, before, value)];
}

function judgeSchema(validator: SchemaValidator, value: unknown): Problem[] {
  if (typeof value !== 'object' || value === null)
    return [problem('wrong-type', [], describeValue(value), 'an object')];
  const document: object = structuredClone(value);
  return validator(document) ? [] : schemaProblems(document, validator.errors ?? []);
}

/** What is stored in a bucket could no longer be found from another. */
function movedArtifacts(before: unknown, after: unknown): Problem[] {
  const [old, now] = [before, after].map((object) => (specOf(object) as WorkflowSpecSpec).artifacts?.s3);
  if (!old || !now || (old.bucket === now.bucket && old.prefix === now.prefix)) return [];
  const found = describeValue(`${now.bucket}/${now.prefix ?? ''}`);
  const allowed = `the bucket and prefix it has: ${old.bucket}/${old.prefix ?? ''}`;
  return [problem('moved-artifacts', ['spec', 'artifacts', 's3'], found, allowed)];
}

/** A run's `retryOf` belongs to the trigger Retry. */
function retryOf({ trigger }: WorkflowRunSpec): Problem[] {
  if ((trigger.retryOf !== undefined) === (trigger.kind === 'Retry')) return [];
  const found = trigger.retryOf === undefined ? 'nothing' : describeValue(trigger.retryOf);
  return [problem('retry-of', ['spec', 'trigger', 'retryOf'], found, 'a run with the kind Retry, and only with it')];
}

/** Runs and model versions record what was decided and made; that does not change. */
function immutableSpec(kind: Exclude<Kind, typeof workflowSpecKind>, before: unknown, after: unknown): Problem[] {
  if (sortedJSON(specOf(before)) === sortedJSON(specOf(after))) return [];
  return [
    problem('immutable-spec', ['spec'], 'another spec', `the spec as it was; that of a ${kind} cannot be changed`),
  ];
}

function specOf(object: unknown): unknown {
  return (object as { readonly spec?: unknown }).spec;
}

function sortedJSON(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
