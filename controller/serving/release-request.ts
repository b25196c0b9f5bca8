/** A release in the engine's words: what lays out and resolves a step does the same for a server. */
import type { ExecutionRequest } from '../engines/engine.ts';
import type { Release, ServingKey } from './serving.ts';

/**
 * Nothing but artifacts is in it.
 * @param key without `workflowUID` where nobody is told it, as in a pod
 */
export function releaseRequest(
  key: Omit<ServingKey, 'workflowUID'> & Partial<Pick<ServingKey, 'workflowUID'>>,
  digest: string,
  { command, args, workingDir, env, inputs }: Release,
): ExecutionRequest {
  const { namespace, workflow, workflowUID = '', step } = key;
  return {
    key: { namespace, workflow, workflowUID, step, subject: 'candidate', fingerprint: digest, attempt: 1 },
    command,
    args,
    ...(workingDir === undefined ? {} : { workingDir }),
    env,
    inputs: inputs.map(({ name, path, mode, artifact }) => ({
      name,
      path,
      mode,
      digest: artifact,
      from: { kind: 'Artifact' },
    })),
    outputs: [],
    timeoutMs: 0,
    context: { workflow, step },
  };
}
