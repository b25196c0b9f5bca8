/** Where the programs of a pod leave things for each other. */
import { join } from 'node:path';
import type { ExecutionInput } from '../engines/engine.ts';
import type { PodFolders } from './run-program.ts';

/** What a capture publishes: an input. */
export function capturedInput(
  { execution }: Pick<PodFolders, 'execution'>,
  { name }: Pick<ExecutionInput, 'name'>,
): string {
  return join(execution, 'captured', name);
}

/** What a capture publishes: the environment's lock files. */
export function capturedLock({ execution }: Pick<PodFolders, 'execution'>): string {
  return join(execution, 'lock');
}

/**
 * Data on its way into the workspace, on the same disk, so that it is moved and not copied. It is kept while fetching is tried again, and
 * gone before the step begins.
 */
export function dataFolder({ execution }: Pick<PodFolders, 'execution'>): string {
  return join(execution, '.data');
}

/** What `fetch` saw before the step ran (JSON: output name to stat list); its time is when the step began. */
export function beforehandFile({ own }: Pick<PodFolders, 'own'>): string {
  return join(own, 'beforehand.json');
}
