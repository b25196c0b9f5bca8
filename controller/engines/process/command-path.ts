/** Finds programs as execvp does, so that what is wrong can be said before anything is started. */
import { accessSync, constants, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemCode } from '../../artifacts/faults.ts';

export type FoundCommand =
  | { readonly kind: 'Found'; readonly path: string }
  | { readonly kind: 'NotExecutable'; readonly path: string }
  | { readonly kind: 'NotFound' };

function judge(path: string): FoundCommand {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return { kind: 'NotFound' };
    accessSync(path, constants.X_OK);
    return { kind: 'Found', path };
  } catch (error: unknown) {
    if (systemCode(error) === 'EACCES') return { kind: 'NotExecutable', path };
    if (['ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(systemCode(error))) return { kind: 'NotFound' };
    throw error;
  }
}

/** @param searchPath PATH; @param cwd what a command with a `/` is relative to */
export function findCommand(command: string, searchPath: string, cwd: string): FoundCommand {
  if (command.includes('/')) return judge(resolve(cwd, command));
  let refused: FoundCommand = { kind: 'NotFound' };
  for (const folder of searchPath.split(':')) {
    const found = judge(join(resolve(cwd, folder), command));
    if (found.kind === 'Found') return found;
    if (found.kind === 'NotExecutable') refused = found;
  }
  return refused;
}
