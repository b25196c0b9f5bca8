import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupName } from './settings.ts';

const root = '/sys/fs/cgroup';

/** Makes the cgroup of the node in every hierarchy. */
export function makeCgroups(): void {
  for (const hierarchy of hierarchies()) mkdirSync(join(hierarchy, cgroupName), { recursive: true });
}

/** Removes the cgroup of the node and all below it; the processes in it must have ended. */
export async function removeCgroups(): Promise<void> {
  for (const hierarchy of hierarchies()) {
    const folder = join(hierarchy, cgroupName);
    if (existsSync(folder)) await removeTree(folder);
  }
}

/** The folders that hold a cgroup tree: one per controller (v1), or the root alone (v2). */
export function hierarchies(): string[] {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
  const folders = mounts.flatMap((line) => {
    const [, folder, type] = line.split(' ');
    return folder !== undefined && (type === 'cgroup' || type === 'cgroup2') ? [folder] : [];
  });
  return [...new Set(folders)].filter((folder) => folder.startsWith(root));
}

async function removeTree(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await removeTree(join(folder, entry.name));
  }
  for (let attempt = 0; ; attempt++) {
    try {
      return rmdirSync(folder);
    } catch (error: unknown) {
      // The kernel lets go of a cgroup a little after its last process.
      if (attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
