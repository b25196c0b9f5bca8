/** What differs of the keys that a step sees of a file, in words. */
import { valueText } from '../value-text.ts';
import { lookUpValue, readValues } from './parameter-file.ts';
import { floatText, valueJSON, type FileValue } from './value.ts';

/** Most that are told; a file may have thousands. */
const maxChanges = 100;

/**
 * Keys whose values differ, as `train.lr: 0.1 → 0.2`; of a map the keys in it. At most 100.
 * @param path byte path, for its format @param before the file; undefined where there was none
 * @throws RefitError InputInvalid for a malformed file
 */
export function keyChanges(
  path: string,
  [before, after]: readonly [Buffer | undefined, Buffer | undefined],
  keys: readonly string[],
): readonly string[] {
  const [old, now] = [before, after].map((content) => content && readValues(path, content));
  const changes: string[] = [];
  for (const key of keys.toSorted()) {
    compare(key, old && lookUpValue(old, key), now && lookUpValue(now, key), changes);
  }
  return [...new Set(changes)];
}

function compare(key: string, old: FileValue | undefined, now: FileValue | undefined, changes: string[]): void {
  if (changes.length >= maxChanges) return;
  if (old?.kind === 'map' && now?.kind === 'map') {
    const names = new Set([...old.fields.keys(), ...now.fields.keys()]);
    for (const name of [...names].toSorted())
      compare(`${key}.${name}`, old.fields.get(name), now.fields.get(name), changes);
    return;
  }
  const same = old && now ? valueJSON(old, true) === valueJSON(now, true) : old === now;
  if (same) return;
  // Quotes where they are the difference.
  const exact = old && now && shown(old) === shown(now);
  const [left, right] = [old, now].map((value) => valueText(exact && value ? valueJSON(value) : shown(value)));
  changes.push(`${valueText(key)}: ${left} → ${right}`);
}

function shown(value: FileValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case 'text':
    case 'plain':
      return value.text;
    case 'float':
      return floatText(value.value);
    default:
      return valueJSON(value);
  }
}
