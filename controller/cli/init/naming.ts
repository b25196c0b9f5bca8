/** Names of steps and outputs, made of those of DVC stages and of paths. */
import { basename } from 'node:path';
import type { DvcPipeline } from './dvc-yaml.ts';

/** What everything is called. */
export interface Naming {
  readonly steps: ReadonlyMap<string, string>;
  /** By path. */
  readonly outputs: ReadonlyMap<string, { readonly step: string; readonly name: string }>;
}

/** Names all stages and outputs. */
export function nameAll({ stages }: DvcPipeline): Naming {
  const used = new Set<string>();
  const steps = new Map(stages.map(({ name }) => [name, unique(slug(name, 'step'), used)]));
  const outputs = new Map<string, { step: string; name: string }>();
  for (const stage of stages) {
    const names = new Set<string>();
    for (const { path } of stage.outs) {
      const name = unique(slug(basename(path).replace(/\.[^.]*$/, ''), 'out'), names);
      outputs.set(path, { step: steps.get(stage.name) ?? '', name });
    }
  }
  return { steps, outputs };
}

/** A name as WorkflowSpecs want them. */
export function slug(text: string, otherwise: string, length = 30): string {
  const made = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, length)
    .replace(/-+$/, '');
  return made === '' ? otherwise : made;
}

/** `wanted`, or with a number where that is used already; used from now on. */
export function unique(wanted: string, used: Set<string>): string {
  let name = wanted;
  for (let count = 2; used.has(name); count += 1) name = `${wanted.slice(0, 30 - String(count).length - 1)}-${count}`;
  used.add(name);
  return name;
}
