/** All that a step's process is told: its command with paths put in, and its variables. */
import type { Secrets } from '../../secrets/secrets.ts';
import type { ExecutionRequest } from '../engine.ts';
import { contextVariables, pathResolver, requireText } from '../step-text.ts';
import type { PreparedEnvironment } from './environment.ts';
import { pathVariables } from './paths.ts';
import type { WorkspacePaths } from './paths.ts';
import { marker } from './sweep.ts';

export interface StepText {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** To be kept out of the log. */
  readonly secretValues: readonly string[];
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
  const resolve = pathResolver(paths);
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
  requireText([...command, ...Object.values(declared)]);
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
