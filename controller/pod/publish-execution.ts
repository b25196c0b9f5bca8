/** Publishes what an execution left in a pod. The step has ended: nothing in its folders moves any more. */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectArtifacts } from '../artifacts/objects/artifacts.ts';
import type { OutputRecord } from '../artifacts/artifacts.ts';
import { isReason } from '../core/errors.ts';
import type { Beforehand } from '../engines/process/beforehand.ts';
import { collectOutputs } from '../engines/process/collect.ts';
import type { Collected } from '../engines/process/collect.ts';
import { StepFault } from '../engines/process/fault.ts';
import { workspacePaths } from '../engines/process/paths.ts';
import { manifestText } from './manifest.ts';
import { beforehandFile, capturedInput, capturedLock } from './places.ts';
import { openArtifacts, withRetries } from './run-program.ts';
import type { ProgramContext } from './run-program.ts';
import { publishedText } from './termination.ts';

/** @returns the termination message: where the manifest is @throws StepFault, RefitError */
export async function publishExecution(context: ProgramContext): Promise<string> {
  const { document, signal } = context;
  const artifacts = await openArtifacts(context);
  const capture = document.request.command === undefined;
  const publish = (): Promise<Collected> =>
    capture ? publishCaptured(context, artifacts) : collect(context, artifacts);
  const collected = await withRetries(publish, nothing, signal);
  const manifest = Buffer.from(manifestText(collected));
  const { digest, size } = await withRetries(() => artifacts.write(manifest), nothing, signal);
  return publishedText({ manifest: digest, size });
}

async function nothing(): Promise<void> {
  // What is stored is stored by content: doing it again adds nothing.
}

async function collect({ folders, document }: ProgramContext, artifacts: ObjectArtifacts): Promise<Collected> {
  const paths = workspacePaths(folders.execution, document.request);
  // The step may have put a link in their place, to what only this container sees: the store's credentials.
  for (const folder of [paths.root, join(folders.execution, 'outputs')]) requireRealFolder(folder);
  const file = beforehandFile(folders);
  return collectOutputs(artifacts, document.request, paths, readBeforehand(file), lstatSync(file).mtimeMs);
}

function requireRealFolder(folder: string): void {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return;
  throw new StepFault('Failed', 'OutputInvalid', `${folder}: the step put something else in place of this folder`);
}

function readBeforehand(file: string): Beforehand {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const lists: [string, string][] = [];
  for (const [name, list] of Object.entries(value ?? {})) if (typeof list === 'string') lists.push([name, list]);
  return new Map(lists);
}

async function publishCaptured({ folders, document }: ProgramContext, artifacts: ObjectArtifacts): Promise<Collected> {
  const outputs: OutputRecord[] = [];
  for (const input of document.request.inputs) {
    outputs.push(await publishOne(artifacts, input.name, capturedInput(folders, input)));
  }
  if (document.request.environment?.lock !== undefined) {
    outputs.push(await publishOne(artifacts, 'environment', capturedLock(folders)));
  }
  return { outputs, metrics: {} };
}

async function publishOne(artifacts: ObjectArtifacts, name: string, path: string): Promise<OutputRecord> {
  try {
    const { digest, size } = await artifacts.publish(path);
    return { name, kind: 'data', digest, size };
  } catch (error: unknown) {
    if (!isReason(error, 'OutputInvalid')) throw error;
    throw new StepFault('Failed', 'OutputInvalid', `input ${name}: ${error.message}`);
  }
}
