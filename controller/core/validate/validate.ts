import { validateWorkflowSpec } from '../../api/v1alpha1/validators.generated.js';
import type { WorkflowSpecSpec } from '../../api/v1alpha1/kinds.ts';
import { rules, warningRules } from './rules.ts';
import { describeValue, fieldText, problem } from './problem.ts';
import type { FieldPath, Problem } from './problem.ts';
import { repairShape } from './repair.ts';
import { misspeltPlaces, schemaProblems } from './schema-problems.ts';

export type { FieldPath, Problem } from './problem.ts';

/** A WorkflowSpec as a person writes it, defaults applied. */
export interface ValidWorkflow {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec: WorkflowSpecSpec;
}

/** All that was found. `workflow` is there when there are no problems. */
export interface Validation {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly workflow?: ValidWorkflow;
}

/**
 * Judges a document that is to be a WorkflowSpec: the schema, the twin of every CEL rule, and what neither can say, all
 * errors together. The value is left as it is.
 */
export function validateWorkflow(value: unknown): Validation {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problems: [problem('wrong-type', [], describeValue(value), 'an object')], warnings: [] };
  }
  const document: object = structuredClone(value);
  const valid = validateWorkflowSpec(document);
  const errors = valid ? [] : (validateWorkflowSpec.errors ?? []);
  const schema = schemaProblems(document, errors);
  const misspelt = new Set(misspeltPlaces(document, errors).map(fieldText));
  const foreign = schema.filter(({ rule, field }) => rule === 'const' || field === 'kind' || field === 'apiVersion');
  if (foreign.length > 0) return { problems: foreign, warnings: [] };
  const touched = valid ? [] : repairShape(document, validateWorkflowSpec);
  if (touched === undefined) return { problems: schema, warnings: [] };
  const { spec } = document as { spec: WorkflowSpecSpec };
  const told = (found: Problem): boolean =>
    !misspelt.has(found.field) && !touched.some((path) => isAtOrBelow(found.path, path));
  const problems = [...schema, ...rules.flatMap((rule) => rule(spec)).filter(told)];
  const warnings = warningRules.flatMap((rule) => rule(spec)).filter(told);
  return problems.length > 0 ? { problems, warnings } : { problems, warnings, workflow: workflowOf(document) };
}

/** Judges a `spec` alone, defaults applied: what the controller does with an object it reads. [] = nothing wrong. */
export function validateSpec(spec: WorkflowSpecSpec): readonly Problem[] {
  return rules.flatMap((rule) => rule(spec));
}

function workflowOf(document: object): ValidWorkflow {
  const { apiVersion, kind, metadata, spec } = document as ValidWorkflow;
  const { name, namespace, labels, annotations } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec,
  };
}

function isAtOrBelow(path: FieldPath, ancestor: FieldPath): boolean {
  return ancestor.every((part, index) => path[index] === part);
}
