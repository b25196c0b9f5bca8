/** All that a step's process is told: its command with paths put in, and its variables. */
import { parseTemplate, resolveTemplate } from '../../core/expressions.ts';
import type { Lookup } from '../../core/expressions.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { ExecutionRequest } from '../engine.ts';
import type { PreparedEnvironment } from './environment.ts';
import { StepFault } from './fault.ts';
import { pathVariables, told } from './paths.ts';
import type { WorkspacePaths } from './paths.ts';
import { marker } from './sweep.ts';

export interface StepText {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** To be kept out of the log. */
  readonly secretValues: readonly string[];
}

function lookupIn(paths: WorkspacePaths): Lookup {
  return (reference) => {
    if (reference.kind !== 'inputPath' && reference.kind !== 'outputPath') return undefined;
    const path = (reference.kind === 'inputPath' ? paths.inputs : paths.outputs).get(reference.name);
    return path === undefined ? undefined : told(paths, path);
  };
}

/** Context of the run as REFIT_ variables; it never enters a fingerprint. */
function contextVariables(context: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(context).map(([name, value]): [string, string] => {
    const variable = name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    return [variable.startsWith('REFIT_') ? variable : `REFIT_${variable}`, value];
  });
  return Object.fromEntries(entries);
}

/**
 * @param base PATH and what else the environment says; HOME and TMPDIR
 * @throws RefitError SecretNotFound | ReferenceUnresolved
 */
export async function stepText(
  name: string,
  request: ExecutionRequest,
  paths: WorkspacePaths,
  base: Readonly<Record<string, string>>,
  secrets: Secrets,
): Promise<StepText> {
  const lookup = lookupIn(paths);
  const resolve = (text: string): string => (text.includes('{{') ? resolveTemplate(parseTemplate(text), lookup) : text);
  const declared: Record<string, string> = {};
  const secretValues: string[] = [];
  for (const variable of request.env) {
    if ('value' in variable) declared[variable.name] = resolve(variable.value);
    else {
      const value = await secrets.read(request.key.namespace, variable.secret.name, variable.secret.key);
      declared[variable.name] = value;
      secretValues.push(value);
    }
  }
  const command = [...(request.command ?? []), ...request.args].map(resolve);
  if ([...command, ...Object.values(declared)].some((text) => text.includes('\0'))) {
    throw new StepFault('Failed', 'SpecInvalid', 'command, args and env: found a NUL character, allowed is text');
  }
  const env = {
    LANG: 'C.UTF-8',
    // A workspace is used once: byte code written into it helps nobody, and into a shared input it is an alteration.
    PYTHONDONTWRITEBYTECODE: '1',
    ...base,
    ...contextVariables(request.context),
    ...pathVariables(paths),
    ...declared,
    [marker]: name,
  };
  return { command, env, secretValues };
}

/** Variables of a process that runs in a prepared environment, or on the PATH alone. */
export function environmentVariables(path: string, prepared: PreparedEnvironment | undefined): Record<string, string> {
  if (prepared === undefined) return { PATH: path };
  return { PATH: `${prepared.bin}:${path}`, VIRTUAL_ENV: prepared.folder };
}
