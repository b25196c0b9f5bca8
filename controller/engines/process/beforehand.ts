/** What is at outputs' paths before a step runs. */
import { lstatSync } from 'node:fs';
import { statList } from '../../artifacts/stat-list.ts';
import type { WorkspacePaths } from './paths.ts';

/** What was at outputs' paths before the step ran: files that came with an input. Name to stat list. */
export type Beforehand = ReadonlyMap<string, string>;

/** To be taken before the step starts, so that a file of an input is not published as if the step had written it. */
export function takeBeforehand(paths: WorkspacePaths): Beforehand {
  const found = new Map<string, string>();
  for (const [name, path] of paths.outputs) {
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) found.set(name, statList(path));
  }
  return found;
}
