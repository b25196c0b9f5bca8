import { closeSync, constants, fchmodSync, lstatSync, mkdirSync, openSync, symlinkSync, unlinkSync } from 'node:fs';
import { write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { invalidInput } from './export-paths.ts';

const writeAsync = promisify(write);
const create = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Writes files below one folder by byte path, making folders on the way; never through a symlink, never over a file. */
export class ExportTarget {
  readonly #root: Buffer;
  readonly #folders = new Set<string>();
  /** Written by us: these alone may be replaced, when the work starts over. */
  readonly #written = new Set<string>();

  constructor(root: string) {
    this.#root = Buffer.from(`${root}/`);
    mkdirSync(root, { recursive: true });
  }

  /** @throws RefitError InputInvalid when something else is there */
  async file(path: string, executable: boolean, size: number, content: AsyncIterable<Buffer>): Promise<void> {
    const file = this.#place(path);
    const mode = executable ? 0o755 : 0o644;
    const descriptor = mapped(path, () => openSync(file, create, mode));
    try {
      // The umask must not decide what a step sees.
      fchmodSync(descriptor, mode);
      for await (const piece of content) {
        // Small files are the many: one call beats a trip through the thread pool.
        if (size <= 65_536) writeSync(descriptor, piece);
        else for (let at = 0; at < piece.length;) at += (await writeAsync(descriptor, piece, at)).bytesWritten;
      }
    } finally {
      closeSync(descriptor);
    }
  }

  /** @param text the target, as bytes in latin1; already known to stay inside */
  link(path: string, text: string): void {
    const file = this.#place(path);
    mapped(path, () => symlinkSync(Buffer.from(text, 'latin1'), file));
  }

  /** Makes an empty folder. */
  folder(path: string): void {
    this.#makeFolder(path);
  }

  /** Where somebody else puts a file: its folders are there, and nothing is at its place. @throws RefitError InputInvalid */
  place(path: string): Buffer {
    const file = this.#place(path);
    if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return file;
    throw invalidInput(path, 'cannot be written: something is there already');
  }

  #place(path: string): Buffer {
    const slash = path.lastIndexOf('/');
    if (slash >= 0) this.#makeFolder(path.slice(0, slash));
    const file = this.#absolute(path);
    if (this.#written.has(path)) unlinkSync(file);
    this.#written.add(path);
    return file;
  }

  #makeFolder(path: string): void {
    if (this.#folders.has(path)) return;
    const slash = path.lastIndexOf('/');
    if (slash >= 0) this.#makeFolder(path.slice(0, slash));
    const folder = this.#absolute(path);
    const there = lstatSync(folder, { throwIfNoEntry: false });
    if (there === undefined) mapped(path, () => mkdirSync(folder, 0o755));
    else if (!there.isDirectory()) throw invalidInput(path, 'is a folder, but something else is there');
    this.#folders.add(path);
  }

  #absolute(path: string): Buffer {
    return Buffer.concat([this.#root, Buffer.from(path, 'latin1')]);
  }
}

/** What the file system says about a name is about the source; what it says about itself is passed on. */
function mapped<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error: unknown) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') throw invalidInput(path, 'cannot be written: something is there already');
    if (code === 'ENAMETOOLONG') throw invalidInput(path, 'is longer than the file system allows');
    if (code === 'EILSEQ' || code === 'EINVAL') throw invalidInput(path, 'is a name that the file system refuses');
    throw error;
  }
}
