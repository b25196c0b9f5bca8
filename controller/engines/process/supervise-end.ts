/** The last thing that is written of an execution, also on a full disk. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../artifacts/durable-file.ts';
import { isDiskFull } from '../../artifacts/faults.ts';
import type { ExecutionState } from '../engine.ts';

/** Bytes set aside, so that the end of an execution can be written on a disk that its step has filled. */
const reserve = 256 * 1024;

function reservePath(folder: string): string {
  return join(folder, 'reserve');
}

/** Sets the space aside. */
export function reserveSpace(folder: string): void {
  writeFileSync(reservePath(folder), Buffer.alloc(reserve, 1));
}

/** Writes exit.json; on a full disk, at the expense of everything that is not needed any more. */
export async function writeExit(folder: string, state: ExecutionState): Promise<void> {
  const path = join(folder, 'exit.json');
  rmSync(reservePath(folder), { force: true });
  try {
    await replaceFile(path, `${JSON.stringify(state)}\n`);
  } catch (error: unknown) {
    if (!isDiskFull(error)) throw error;
    for (const name of ['tmp', 'outputs', 'workspace', 'log.tail'])
      rmSync(join(folder, name), { recursive: true, force: true });
    await replaceFile(path, `${JSON.stringify(state)}\n`);
  }
}
