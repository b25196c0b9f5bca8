import type { ExecutionState } from '../engine.ts';
import type { ExecutionFacts } from './facts.ts';
import type { Reading } from './read-state.ts';

/** The state of an execution under way. `said`: what events say of one that waits. */
export function liveState(
  facts: ExecutionFacts,
  { phase, message, startedAt }: Reading & { readonly kind: 'Live' },
  said: string,
  now: number,
): ExecutionState {
  const since = startedAt === undefined ? now : Date.parse(startedAt);
  return {
    key: facts.key,
    phase,
    finished: false,
    reason: phase,
    message: [message, said].filter((text) => text !== '').join(': '),
    seconds: Math.max(0, (now - since) / 1000),
    outputs: [],
    metrics: {},
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(facts.artifacts === undefined ? {} : { artifacts: facts.artifacts }),
  };
}
