/** When the store is written, as its file tells, and what was written, as a reader beside the controller sees it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import type { FolderWatch } from './folder-watch.ts';
import type { Sign } from './moments.ts';

/** Tells of the nth change of the store's write-ahead log, and of all after it. */
export function watchWrites(state: string, nth: number, watched: FolderWatch, tell: (sign: Sign) => void): void {
  let seen = 0;
  watched.add(state, (name) => {
    if (name === 'refit.db-wal' && ++seen >= nth) tell('Now');
  });
}

/** Tells when a new run is there, and the workflow's status does not have its number. */
export function watchDecision(state: string, watched: FolderWatch, tell: (sign: Sign) => void): void {
  const before = readStore(state)?.sequence ?? 0;
  watchStore(state, watched, ({ sequence, run }) => {
    if (sequence > before) tell('Passed');
    else if ((run?.sequence ?? 0) > before) tell('Now');
  });
}

/** Tells when it is written what shall serve, and the run's table does not know. */
export function watchFence(state: string, watched: FolderWatch, tell: (sign: Sign) => void): void {
  watchStore(state, watched, ({ stage, run }) => {
    if (stage?.phase !== 'Progressing') return;
    const row = run?.status?.steps?.find(({ type }) => type === 'deploy');
    tell(row?.message?.startsWith('starts') === true || row?.state === 'Succeeded' ? 'Passed' : 'Now');
  });
}

interface Written {
  readonly sequence: number;
  readonly stage: { readonly phase: string } | undefined;
  readonly run: (Pick<WorkflowRun, 'status'> & { readonly sequence: number }) | undefined;
}

/**
 * Looks at what is written all the time, for what comes next may be there a millisecond later. One connection: opening
 * one is a change of the file itself.
 */
function watchStore(state: string, watched: FolderWatch, look: (written: Written) => void): void {
  const reader = new StoreReader(state);
  watched.onClose(() => reader.close());
  const lookOn = (): void => {
    const written = watched.closed ? undefined : reader.readNew();
    if (written) look(written);
    if (!watched.closed) setImmediate(lookOn);
  };
  lookOn();
}

function readStore(state: string): Written | undefined {
  const reader = new StoreReader(state);
  const written = reader.read();
  reader.close();
  return written;
}

class StoreReader {
  readonly #file: string;
  #db: DatabaseSync | undefined;
  #version: unknown;

  constructor(state: string) {
    this.#file = join(state, 'refit.db');
  }

  /** Undefined while there is nothing to read: no file, no schema yet, or somebody is recovering the log. */
  read(): Written | undefined {
    if (!this.#db && !existsSync(this.#file)) return undefined;
    try {
      this.#db ??= new DatabaseSync(this.#file, { readOnly: true, timeout: 0 });
      return writtenIn(this.#db);
    } catch {
      this.close();
      return undefined;
    }
  }

  /** As `read`, when something was written since the last look. */
  readNew(): Written | undefined {
    const version = this.#db?.prepare('PRAGMA data_version').get()?.['data_version'];
    if (version !== undefined && version === this.#version) return undefined;
    this.#version = version;
    return this.read();
  }

  close(): void {
    if (this.#db?.isOpen === true) this.#db.close();
    this.#db = undefined;
  }
}

function writtenIn(db: DatabaseSync): Written {
  const newest = (kind: string): Record<string, unknown> | undefined =>
    db.prepare('SELECT spec, status FROM objects WHERE kind = ? ORDER BY id DESC LIMIT 1').get(kind);
  const read = <T>(text: unknown): T | undefined => (typeof text === 'string' ? (JSON.parse(text) as T) : undefined);
  const status = read<NonNullable<WorkflowSpec['status']>>(newest('WorkflowSpec')?.['status']);
  const run = newest('WorkflowRun');
  const told = read<NonNullable<WorkflowRun['status']>>(run?.['status']);
  return {
    sequence: status?.sequence ?? 0,
    stage: status?.stages?.[0],
    run: run && {
      sequence: read<WorkflowRun['spec']>(run['spec'])?.sequence ?? 0,
      ...(told ? { status: told } : {}),
    },
  };
}
