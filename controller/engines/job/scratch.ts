/** The scratch volume: one claim per (workflow, fingerprint), kept across attempts so that checkpoints survive an eviction. */
import { sha256Hex } from '../../core/hash.ts';
import { shortHash } from '../../core/naming.ts';
import type { Volume } from '../../pod/spec.ts';
import type { ExecutionKey, ExecutionRequest } from '../engine.ts';
import { fingerprintAnnotation, stepLabel, subjectLabel, workflowLabel } from './names.ts';
import { ownerOf } from './owner.ts';

/** Where the step sees it; REFIT_SCRATCH says so. */
export const scratchFolder = '/refit/scratch';

/** `refit-scratch-<80 bits over workflow and fingerprint>` */
export function scratchName({ workflowUID, fingerprint }: Pick<ExecutionKey, 'workflowUID' | 'fingerprint'>): string {
  return `refit-scratch-${shortHash(sha256Hex(`${workflowUID} ${fingerprint}`))}`;
}

/** The pod's volume of the claim. */
export function scratchVolume(key: ExecutionKey): Volume {
  return { name: 'refit-scratch', persistentVolumeClaim: { claimName: scratchName(key) } };
}

/** The claim itself. An attempt finds the claim of the one before it as it was made: its size does not change. */
export function scratchClaim({ key, placement }: ExecutionRequest): object {
  const { size, storageClass } = placement?.scratch ?? {};
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: scratchName(key),
      namespace: key.namespace,
      labels: { [workflowLabel]: key.workflow, [stepLabel]: key.step, [subjectLabel]: key.subject },
      annotations: { [fingerprintAnnotation]: key.fingerprint },
      ownerReferences: [ownerOf(key)],
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: size } },
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    },
  };
}
