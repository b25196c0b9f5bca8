/** What the port tells of a stage's objects. Pure. */
import type { ServingKey, ServingState } from '../serving.ts';
import { addressOf } from './desired.ts';
import type { DeploymentObject, PodObject } from './objects.ts';
import { isReady, podsOf, podTrouble, restartsOf } from './pods.ts';
import { readRecord, readServed } from './record.ts';
import type { StageRecord } from './record.ts';
import { isComplete, progressOf } from './rollout.ts';
import { liveNow } from './transition.ts';

/** @returns undefined when nothing is wanted there */
export function readServingState(
  key: ServingKey,
  deployment: DeploymentObject,
  pods: readonly PodObject[],
): ServingState | undefined {
  const record = readRecord(deployment.metadata);
  if (record === undefined) return undefined;
  const template = readServed(deployment.spec.template.metadata?.annotations);
  const seen = { complete: isComplete(deployment), ...(template === undefined ? {} : { template }) };
  const live = liveNow(record, seen);
  const rollout = live?.release === record.release ? undefined : rolloutOf(record, deployment, pods);
  const serving = live === undefined ? [] : podsOf(pods, live.release);
  const message = live === undefined ? 'nothing serves yet' : unhealthyMessage(deployment, serving);
  return {
    ...(live === undefined ? {} : { live: live.release, liveModel: live.model }),
    ...(rollout === undefined ? {} : { rollout }),
    url: addressOf(key),
    restarts: serving.reduce((sum, pod) => sum + restartsOf(pod), 0),
    healthy: message === undefined,
    ...(message === undefined ? {} : { message }),
  };
}

function rolloutOf(
  { release, again, failed }: StageRecord,
  deployment: DeploymentObject,
  pods: readonly PodObject[],
): NonNullable<ServingState['rollout']> {
  const failure = failed.find((one) => one.release === release && one.again === again);
  if (failure !== undefined) return { release, phase: 'Failed', reason: failure.reason, message: failure.message };
  return { release, phase: 'Progressing', message: progressOf({ deployment, pods, release }).message };
}

function unhealthyMessage(deployment: DeploymentObject, pods: readonly PodObject[]): string | undefined {
  if (pods.some(isReady)) return undefined;
  if (deployment.spec.replicas === 0) return 'it is scaled to no pods';
  const [first] = pods;
  return first === undefined ? 'its pods are gone; new ones are being made' : podTrouble(first).message;
}
