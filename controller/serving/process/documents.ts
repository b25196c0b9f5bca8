/**
 * The files of one serving folder (`<state>/serving/<name>/`), and who writes them:
 *
 * - `desired.json`: what shall be served; written by the controller, atomically; its absence means "nothing, go away";
 * - `observed.json`: what is; written by the keeper alone, atomically, and only when something changed;
 * - `port.json`: the stable port, written once by the keeper;
 * - `lock`: held by the running keeper; `releases/<hex>/`: what a release runs in; `logs/`: bounded logs.
 *
 * None of them ever holds a secret's value.
 */
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIdentity } from '../../engines/process/process-identity.ts';
import type { Release, ServingKey } from '../serving.ts';
import type { Limits } from './limits.ts';
import { parseForeignJSON } from '../../core/foreign-json.ts';

/** One server process. `id` is in its environment (see `marker` in identity.ts) and in that of all its children. */
export interface ServerRecord extends ProcessIdentity {
  readonly id: string;
  readonly port: number;
  /** Digest of the release it runs. */
  readonly release: string;
}

export interface Desired {
  readonly key: ServingKey;
  readonly release: { readonly digest: string; readonly content: Release };
  /** A release that failed is tried again only when this is another text. */
  readonly again: string;
  /** Absolute path of the state folder. */
  readonly state: string;
  /** Absolute path of the module that prepares a release (prepare.ts). */
  readonly prepare: string;
  /** What servers get of the machine's environment. */
  readonly host: { readonly path: string; readonly lang: string };
  readonly limits: Limits;
}

export interface FailedRelease {
  readonly release: string;
  readonly again: string;
  readonly reason: string;
  readonly message: string;
}

export interface Observed {
  readonly keeper: ProcessIdentity;
  /** The last desired state acted upon; anything newer is not reflected in this document yet. */
  readonly seen?: { readonly release: string; readonly again: string };
  readonly port?: number;
  /** Why the stable port is not listened on, while it is not. */
  readonly problem?: string;
  readonly live?: {
    readonly release: string;
    readonly model: string;
    readonly since: string;
    readonly restarts: number;
    /** Absent while a server that died is being replaced. */
    readonly server?: ServerRecord;
    /** Why there is no server. */
    readonly message?: string;
  };
  readonly rollout?: { readonly release: string; readonly message: string; readonly server?: ServerRecord };
  readonly draining: readonly ServerRecord[];
  /** The latest ten. */
  readonly failed: readonly FailedRelease[];
}

/** Name of the file that says what shall be served. */
export const desiredFile = 'desired.json';
/** Name of the file that says what is served. */
export const observedFile = 'observed.json';

/** The folder of a release inside a serving folder. */
export function releaseFolder(folder: string, digest: string): string {
  return join(folder, 'releases', shortDigest(digest));
}

/** The log of a release's server inside a serving folder. */
export function releaseLog(folder: string, digest: string): string {
  return join(folder, 'logs', `${shortDigest(digest)}.log`);
}

function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 32);
}

/** Replaces a file whole; readers see the old text or the new one. Mode 0600. */
export function writeDocument(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}

/** @returns undefined when there is no such file */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** A text that changes whenever the file is replaced; undefined when there is none. */
export function fileVersion(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.ino}:${found.mtimeMs}:${found.size}`;
}

/** @returns undefined when the folder has none, or one that a crash of the machine cut short (it is written again) */
export function readDesired(folder: string): Desired | undefined {
  return parseDocument(readText(join(folder, desiredFile)), isDesired);
}

/** @returns undefined when no keeper has written any yet */
export function readObserved(folder: string): Observed | undefined {
  return parseDocument(readText(join(folder, observedFile)), isObserved);
}

/** @returns undefined when `text` is none, no JSON, or not of the form that `accepts` asks for */
export function parseDocument<T>(text: string | undefined, accepts: (value: unknown) => value is T): T | undefined {
  const value = parseForeignJSON(text ?? '');
  return accepts(value) ? value : undefined;
}

/** Only this build writes these files; the check is against a torn or foreign file, not against an adversary. */
export function isDesired(value: unknown): value is Desired {
  return hasFields(value, {
    key: 'object',
    release: 'object',
    again: 'string',
    state: 'string',
    prepare: 'string',
    host: 'object',
    limits: 'object',
  });
}

function isObserved(value: unknown): value is Observed {
  return hasFields(value, { keeper: 'object', draining: 'object', failed: 'object' });
}

/** Whether `value` is an object with at least these fields of these `typeof`s. */
export function hasFields(value: unknown, fields: Readonly<Record<string, string>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const found = new Map<string, unknown>(Object.entries(value));
  return Object.entries(fields).every(([name, type]) => typeof found.get(name) === type && found.get(name) !== null);
}

/** Whether a file system error says "no such file". */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
