/**
 * An execution on the disk: `<executions>/<name>/`, made by mkdir, which is the claim. Every document is replaced in one
 * step, so that a reader sees a whole one, and each has one writer:
 *
 *     request.json      the engine, before anything else
 *     lock              held by the supervisor (and, to settle an execution whose supervisor is gone, by an engine)
 *     supervisor.json   the supervisor, when it has the lock: from here on no other ever starts
 *     status.json       the supervisor, at every phase
 *     cancel.json       the engine: why it shall end
 *     exit.json         the supervisor, last; or an engine that holds the lock. The execution is finished when it exists
 *     log, log.tail     what the step printed (bounded-log.ts);  supervisor.log  what went wrong in the supervisor
 *     workspace/ outputs/ home/ tmp/
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecutionRequest, ExecutionState } from '../engine.ts';
import { isNotThere } from '../../artifacts/faults.ts';
import type { AddressRules } from '../../git/addresses.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { parseForeignJSON } from '../../core/foreign-json.ts';

/** Absolute paths a supervisor works with. No secret is in them. */
export interface ProcessFolders {
  readonly artifacts: string;
  readonly views: string;
  readonly mirrors: string;
  readonly secrets: string;
  readonly environments: string;
  /** Fetched data by its hash, shared by executions; left out by those of an earlier version: `data` beside the views. */
  readonly data?: string;
  /** Bytes that it may have. */
  readonly dataBudget?: number;
}

/** Bytes of fetched data that are kept where nothing else is said. */
export const dataBudget = 20 * 1024 ** 3;

/** Where fetched data is kept. */
export function dataFolder({ data, views }: ProcessFolders): string {
  return data ?? join(views, '..', 'data');
}

export interface StoredRequest {
  readonly name: string;
  readonly request: ExecutionRequest;
  readonly folders: ProcessFolders;
  /** PATH of steps. */
  readonly path: string;
  /** Which addresses repositories and data may be at. */
  readonly addresses?: AddressRules;
}

export interface StoredStatus {
  readonly supervisor: ProcessIdentity;
  readonly phase: 'Fetching' | 'Running' | 'Publishing';
  readonly message: string;
  /** The user's process; its pid is also its process group. */
  readonly step?: ProcessIdentity;
  readonly startedAt?: string;
}

export interface StoredCancel {
  readonly reason: string;
}

interface Documents {
  'request.json': StoredRequest;
  'supervisor.json': ProcessIdentity;
  'status.json': StoredStatus;
  'cancel.json': StoredCancel;
  'exit.json': ExecutionState;
}

/** They are this program's own and replaced whole: what is there is what was written. */
function isDocument<Name extends keyof Documents>(_name: Name, value: unknown): value is Documents[Name] {
  return typeof value === 'object' && value !== null;
}

/** A power cut can leave a document that was not forced to the disk empty: it counts as not written. */
function parse<Name extends keyof Documents>(name: Name, text: string): Documents[Name] | undefined {
  const value = parseForeignJSON(text);
  return isDocument(name, value) ? value : undefined;
}

/** @returns undefined when there is none */
export async function readDocument<Name extends keyof Documents>(
  folder: string,
  name: Name,
): Promise<Documents[Name] | undefined> {
  try {
    return parse(name, await readFile(join(folder, name), 'utf8'));
  } catch (error: unknown) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** As `readDocument`, at once: a supervisor has nothing else to do. */
export function readDocumentSync<Name extends keyof Documents>(
  folder: string,
  name: Name,
): Documents[Name] | undefined {
  try {
    return parse(name, readFileSync(join(folder, name), 'utf8'));
  } catch (error: unknown) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** Replaces a document in one step. Not forced to the disk: after a power cut the processes are gone as well. */
export function writeDocument<Name extends keyof Documents>(
  folder: string,
  name: Name,
  document: Documents[Name],
): void {
  const temporary = join(folder, `.${name}.${process.pid}.tmp`);
  writeFileSync(temporary, `${JSON.stringify(document)}\n`);
  renameSync(temporary, join(folder, name));
}
