/** What every engine tells a step: its texts with paths put in, and the context of its run. */
import { parseTemplate, resolveTemplate } from '../core/expressions.ts';
import type { Lookup } from '../core/expressions.ts';
import { StepFault } from './process/fault.ts';
import { told } from './process/paths.ts';
import type { WorkspacePaths } from './process/paths.ts';

function lookupIn(paths: WorkspacePaths): Lookup {
  return (reference) => {
    if (reference.kind !== 'inputPath' && reference.kind !== 'outputPath') return undefined;
    const path = (reference.kind === 'inputPath' ? paths.inputs : paths.outputs).get(reference.name);
    return path === undefined ? undefined : told(paths, path);
  };
}

/** Puts paths in place of a request's `.path` expressions. @throws RefitError ReferenceUnresolved of a text that names none */
export function pathResolver(paths: WorkspacePaths): (text: string) => string {
  const lookup = lookupIn(paths);
  return (text) => (text.includes('{{') ? resolveTemplate(parseTemplate(text), lookup) : text);
}

/** Context of the run as REFIT_ variables; it never enters a fingerprint. */
export function contextVariables(context: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(context).map(([name, value]): [string, string] => {
    const variable = name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    return [variable.startsWith('REFIT_') ? variable : `REFIT_${variable}`, value];
  });
  return Object.fromEntries(entries);
}

/** @throws StepFault SpecInvalid when a text holds what no process can be given */
export function requireText(texts: readonly string[]): void {
  if (!texts.some((text) => text.includes('\0'))) return;
  throw new StepFault('Failed', 'SpecInvalid', 'command, args and env: found a NUL character, allowed is text');
}
