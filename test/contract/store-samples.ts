import { expect } from 'chai';
import { type Reason, RefitError } from '../../controller/core/errors.ts';
import type { NewObject, ObjectKey, ObjectMeta, OwnerReference, StoredObject } from '../../controller/store/store.ts';

/** As much of a WorkflowSpec as the tests touch. */
export interface SampleSpec {
  sources: { name: string; git: { url: string; interval?: string } }[];
  parameters?: { name: string; value: string }[];
  steps: { name: string; run: { image: string; command: string[] } }[];
}

export interface SampleStatus {
  observedGeneration: number;
  sequence?: number;
}

export type Sample = StoredObject<SampleSpec, SampleStatus>;

export const kind = 'WorkflowSpec';

export function keyOf(namespace: string, name: string): ObjectKey {
  return { kind, namespace, name };
}

/** A small valid workflow; `value` is what its one parameter holds. */
export function sample(
  namespace: string,
  name: string,
  metadata: Partial<ObjectMeta> = {},
  value = 'one',
): NewObject<SampleSpec, SampleStatus> {
  return {
    apiVersion: 'refit.dev/v1alpha1',
    kind,
    metadata: { ...metadata, name, namespace },
    spec: {
      sources: [{ name: 'code', git: { url: 'https://git.example.com/team/code.git', interval: '1m' } }],
      parameters: [{ name: 'alpha', value }],
      steps: [{ name: 'train', run: { image: 'registry.example.com/team/train:1', command: ['train'] } }],
    },
  };
}

export function ownedBy(owner: StoredObject): OwnerReference {
  return { apiVersion: owner.apiVersion, kind: owner.kind, name: owner.metadata.name, uid: owner.metadata.uid };
}

/** Another value of the one parameter. */
export function withValue(object: Sample, value: string): Sample {
  return { ...object, spec: { ...object.spec, parameters: [{ name: 'alpha', value }] } };
}

export function withStatus(object: Sample, sequence: number): Sample {
  return { ...object, status: { observedGeneration: object.metadata.generation, sequence } };
}

export function withMeta(object: Sample, metadata: Partial<ObjectMeta>): Sample {
  return { ...object, metadata: { ...object.metadata, ...metadata } };
}

/** Fails unless `work` is refused for `reason`. @returns the error */
export async function refused(work: Promise<unknown>, reason: Reason): Promise<RefitError> {
  try {
    await work;
  } catch (error: unknown) {
    if (!(error instanceof RefitError)) throw error;
    expect(error.reason, error.message).to.equal(reason);
    return error;
  }
  throw new Error(`nothing was refused, expected ${reason}`);
}

/** The object, which must be there. */
export function present<T>(object: T | undefined): T {
  if (object === undefined) throw new Error('the object is not there');
  return object;
}
