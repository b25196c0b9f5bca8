/** Why one place did not give a piece of data. Several such findings make one DataNotAvailable. */
import { RefitError } from '../core/errors.ts';
import { displayPath } from '../core/paths.ts';

/** A place was asked and does not have it, or will not give it, or has something else under its name. Internal to this room. */
export class NotHere extends Error {
  constructor(found: string) {
    super(found);
    this.name = 'NotHere';
  }
}

/** Which data is missing: for messages. `path` is the byte path of the file in its source. */
export interface MissingData {
  readonly path: string;
  readonly identity: string;
  /** What each place said, in order. */
  readonly found: readonly string[];
}

const shown = 3;

/** One error for all that is missing: the first few in full, the others as a number. */
export function notAvailable(missing: readonly MissingData[]): RefitError {
  const texts = missing.slice(0, shown).map(({ path, identity, found }) => {
    const where = found.length === 0 ? 'no remote is named for it' : found.join('; ');
    return `${displayPath(path).slice(0, 300)} (${identity}): ${where}`.slice(0, 900);
  });
  const more = missing.length > shown ? [`and ${missing.length - shown} more`] : [];
  return new RefitError('DataNotAvailable', `data is not there yet: ${[...texts, ...more].join(' | ')}`);
}
