import { createHash } from 'node:crypto';
import type { ServingKey } from '../serving.ts';

/**
 * The folder name of a serving: readable, and told apart by 80 bits over the whole key, the workflow's uid included: a
 * workflow made anew under an old name is another one and takes nothing over.
 */
export function servingName(key: ServingKey): string {
  const identity = [key.namespace, key.workflow, key.workflowUID, key.step].join('\0');
  return `${key.workflow}-${key.step}-${createHash('sha256').update(identity).digest('hex').slice(0, 20)}`;
}
