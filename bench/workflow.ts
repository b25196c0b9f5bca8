/** Workflows for benchmarks, validated and with defaults, as the `refit` command reads them from files. */
import { apiVersion } from '../controller/api/v1alpha1/kinds.ts';
import { validateWorkflow } from '../controller/core/validate/validate.ts';
import type { ValidWorkflow } from '../controller/core/validate/validate.ts';

/** A workflow of a spec as a person writes it. @throws Error with every problem */
export function workflowOf(name: string, spec: unknown): ValidWorkflow {
  const { workflow, problems } = validateWorkflow(documentOf(name, spec));
  if (workflow) return workflow;
  throw new Error(
    problems.map(({ field, found, allowed }) => `${field}: found ${found}, allowed ${allowed}`).join('; '),
  );
}

/** As a file has it. */
export function documentOf(name: string, spec: unknown): unknown {
  return { apiVersion, kind: 'WorkflowSpec', metadata: { name }, spec };
}

/** A source on branch main. `interval`: how often it is polled where nobody tells of a push. */
export function sourceOf(name: string, url: string, interval = '1m'): unknown {
  return { name, git: { url, ref: { branch: 'main' }, interval } };
}
