/** When the controller is killed: at least forty times over the demo's pushes. */
import type { ScenarioName } from '../../examples/demo/scenarios.ts';
import type { Target } from './moments.ts';

type OfStep = Extract<Target, { readonly step: string }>['phase'];

function of(step: string, ...phases: readonly OfStep[]): Target[] {
  return phases.map((phase) => ({ phase, step }));
}

const write = (nth: number): Target => ({ phase: 'write', nth });
const decide: Target = { phase: 'decide' };
const judge: Target = { phase: 'judge' };
const fence: Target = { phase: 'deploy', at: 'fence' };
const asked: Target = { phase: 'deploy', at: 'asked' };
const live: Target = { phase: 'deploy', at: 'live' };
const idle: Target = { phase: 'idle' };

/**
 * In the order in which the moments come. A few are so short that they may pass by between two file events; there are
 * more than forty for that. `idle` is when the push has had all its effects.
 */
export const kills: Readonly<Record<ScenarioName, readonly Target[]>> = {
  'first-run': [
    write(1),
    ...of('prepare', 'launch'),
    ...of('train', 'fetch', 'run', 'publish'),
    ...of('evaluate', 'ended'),
    judge,
    asked,
    idle,
  ],
  'new-data': [
    decide,
    ...of('prepare', 'fetch'),
    ...of('train', 'fetch', 'run'),
    ...of('evaluate', 'publish'),
    judge,
    fence,
    live,
    idle,
  ],
  readme: [write(1), idle],
  'evaluate-code': [write(1), ...of('evaluate', 'fetch', 'run')],
  'serve-code': [...of('serve', 'publish'), fence, asked],
  'worse-model': [decide, ...of('train', 'fetch', 'run', 'publish'), ...of('evaluate', 'run'), judge, idle],
  'revert-worse': [write(1)],
  'revert-data': [...of('evaluate', 'publish', 'recorded'), fence, asked, idle],
  'data-in-first-of-two': [
    write(1),
    ...of('train', 'fetch', 'run', 'publish'),
    ...of('evaluate', 'launch', 'publish'),
    asked,
    live,
  ],
  'add-and-remove': [write(1), idle],
  'killed-while-training': [
    write(2),
    ...of('prepare', 'publish'),
    ...of('train', 'fetch', 'run', 'recorded'),
    ...of('evaluate', 'publish'),
    judge,
    fence,
    live,
    idle,
  ],
};
