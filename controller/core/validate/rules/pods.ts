import type { PodSettings } from '../../../api/v1alpha1/kinds.ts';
import { placed, placedPrograms } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { oneOf, problem, quoteText } from '../problem.ts';
import type { FieldPath, Problem } from '../problem.ts';

/** Labels, volumes and paths that are Refit's own cannot be taken. The twin of CEL rules. */
export const podReserved: Rule = (spec) =>
  placedPrograms(spec).flatMap(({ program, path }) => reserved(program.pod, [...path, 'pod']));

/** Every mount names a volume of the same pod. */
export const podMounts: Rule = (spec) =>
  placedPrograms(spec).flatMap(({ program: { pod }, path }) => {
    const volumes = new Set((pod?.volumes ?? []).map(({ name }) => name));
    return placed(pod?.volumeMounts, [...path, 'pod', 'volumeMounts']).flatMap(([{ name }, at]) =>
      volumes.has(name) || name.startsWith('refit-')
        ? []
        : [problem('unknown-volume', [...at, 'name'], quoteText(name), oneOf('a volume', volumes, name))],
    );
  });

function reserved(pod: PodSettings | undefined, path: FieldPath): Problem[] {
  const keys = (field: 'labels' | 'annotations'): Problem[] =>
    Object.keys(pod?.[field] ?? {})
      .filter((key) => key.startsWith('refit.dev/'))
      .map((key) => problem('reserved-pod', [...path, field], quoteText(key), 'a name outside refit.dev/'));
  const volumes = placed(pod?.volumes, [...path, 'volumes']).filter(([{ name }]) => name.startsWith('refit-'));
  const mounts = placed(pod?.volumeMounts, [...path, 'volumeMounts']).filter(
    ([{ name, mountPath }]) => name.startsWith('refit-') || /^\/refit(\/|$)/.test(mountPath),
  );
  return [
    ...keys('labels'),
    ...keys('annotations'),
    ...volumes.map(([{ name }, at]) =>
      problem('reserved-pod', [...at, 'name'], quoteText(name), 'a name that does not start with refit-'),
    ),
    ...mounts.map(([{ name, mountPath }, at]) =>
      problem('reserved-pod', at, quoteText(`${name} at ${mountPath}`), 'a volume of your own, outside /refit'),
    ),
  ];
}
