import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Makes many packs of the first one of a folder, as many fetches would leave, in no time. */
export function multiplyPacks(folder: string, count: number): void {
  const names = readdirSync(folder);
  const [, first] = names.map((name) => /^pack-([0-9a-f]+)\.pack$/.exec(name)).find((match) => match !== null) ?? [];
  if (first === undefined) throw new Error('there is no pack');
  for (let index = 0; index < count; index++) {
    const other = index.toString(16).padStart(first.length, '0');
    for (const name of names.filter((each) => each.includes(first))) {
      copyFileSync(join(folder, name), join(folder, name.replace(first, other)));
    }
  }
}
