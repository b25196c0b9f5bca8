import { apiVersion, workflowSpecKind } from '../../api/v1alpha1/kinds.ts';
import type { KubernetesOwner } from '../../kubernetes/client.ts';
import type { ExecutionKey } from '../engine.ts';

/** The owner of all that an execution makes: its workflow, so that garbage collection takes it along. */
export function ownerOf(key: Pick<ExecutionKey, 'workflow' | 'workflowUID'>): KubernetesOwner {
  return {
    apiVersion,
    kind: workflowSpecKind,
    name: key.workflow,
    uid: key.workflowUID,
    controller: true,
    blockOwnerDeletion: true,
  };
}
