import { durationPattern, parseDuration } from '../../../api/v1alpha1/duration.ts';
import { placed, placedSteps } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';

/** Longer than anyone waits, short enough for a timer: 24 days. */
const maxMs = 2 ** 31 - 1;

/** Times are longer than nothing, and no longer than a timer can be. */
export const positiveDurations: Rule = (spec) => [
  ...placed(spec.sources, ['spec', 'sources']).flatMap(([{ git }, path]) =>
    check(git.interval, [...path, 'git', 'interval']),
  ),
  ...check(spec.stepDefaults.run.timeout, ['spec', 'stepDefaults', 'run', 'timeout']),
  ...placedSteps(spec).flatMap(([step, path]) => [
    ...check(step.run?.timeout, [...path, 'run', 'timeout']),
    ...check(step.deploy?.deployment.readiness.timeout, [...path, 'deploy', 'deployment', 'readiness', 'timeout']),
  ]),
];

function check(text: string | undefined, path: FieldPath): Problem[] {
  if (text === undefined || !durationPattern.test(text)) return [];
  const ms = parseDuration(text);
  return ms > 0 && ms <= maxMs
    ? []
    : [problem('duration-range', path, quoteText(text), 'more than 0s and at most 596h')];
}
