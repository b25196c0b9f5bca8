/** The user's container of an execution: the image untouched, no wrapper, no shell. */
import { RefitError } from '../../core/errors.ts';
import { executionName } from '../../core/naming.ts';
import { literal, userContainer } from '../../pod/spec.ts';
import type { Container, EnvVariable } from '../../pod/spec.ts';
import type { ExecutionRequest } from '../engine.ts';
import { pathVariables, workspacePaths } from '../process/paths.ts';
import { contextVariables, pathResolver, requireText } from '../step-text.ts';
import { containers } from './names.ts';
import { scratchFolder } from './scratch.ts';

/** What `workspacePaths` lays out below, in every pod. */
export const executionFolder = '/refit/execution';

/** @throws RefitError ImageMissing | ReferenceUnresolved; StepFault WorkspaceInvalid | SpecInvalid */
export function stepContainer(request: ExecutionRequest): Container {
  const { key, environment, placement } = request;
  const image = environment?.image;
  if (image === undefined) {
    throw new RefitError(
      'ImageMissing',
      `step ${key.step}: found no image, allowed is an image in the step or its environment`,
    );
  }
  const paths = workspacePaths(executionFolder, request);
  const resolve = pathResolver(paths);
  const command = (request.command ?? []).map(resolve);
  const args = request.args.map(resolve);
  requireText([...command, ...args]);
  return userContainer(
    {
      name: containers.step,
      image,
      command: command.map(literal),
      ...(args.length === 0 ? {} : { args: args.map(literal) }),
      workingDir: paths.cwd,
      env: environmentOf(request, { ...pathVariables(paths) }, resolve),
      ...(placement?.resources === undefined ? {} : { resources: placement.resources }),
      volumeMounts: [
        { name: 'refit-execution', mountPath: executionFolder },
        ...(placement?.scratch === undefined ? [] : [{ name: 'refit-scratch', mountPath: scratchFolder }]),
      ],
    },
    placement?.pod,
  );
}

/** Later ones win where names are the same, as they do locally. */
function environmentOf(
  request: ExecutionRequest,
  paths: Readonly<Record<string, string>>,
  resolve: (text: string) => string,
): EnvVariable[] {
  const variables: Record<string, string> = {
    // As with processes: byte code beside an output would make two equal results differ.
    PYTHONDONTWRITEBYTECODE: '1',
    ...contextVariables(request.context),
    ...paths,
    ...(request.placement?.scratch === undefined ? {} : { REFIT_SCRATCH: scratchFolder }),
    REFIT_EXECUTION: executionName(request.key),
  };
  const own = Object.entries(variables).filter(([name]) => !request.env.some((declared) => declared.name === name));
  const declared = request.env.map((variable): EnvVariable => {
    if ('secret' in variable) return { name: variable.name, valueFrom: { secretKeyRef: variable.secret } };
    requireText([variable.value]);
    return { name: variable.name, value: literal(resolve(variable.value)) };
  });
  return [...own.map(([name, value]): EnvVariable => ({ name, value: literal(value) })), ...declared];
}
