/** The benchmarks that need a Kubernetes: `npm run bench -- cluster`, or one by its name. */
import type { Bench } from '../bench.ts';
import { fanout500 } from './fanout-500.ts';
import { oneStepRun } from './one-step-run.ts';
import { scale2000 } from './scale-2000.ts';

export const clusterBenches: readonly Bench[] = [oneStepRun, scale2000, fanout500];
