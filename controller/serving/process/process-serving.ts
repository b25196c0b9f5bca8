/**
 * Serving as processes of this machine. The controller's side only writes what it wants (desired.json), reads what is
 * (observed.json), and sees to it that a keeper runs; everything else is the keeper's (run-keeper.ts), which outlives it.
 */
import { existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Release, Serving, ServingKey } from '../serving.ts';
import { desiredFile, readDesired, readText, writeDocument } from './documents.ts';
import type { Desired } from './documents.ts';
import { isAlive } from '../../engines/process/process-identity.ts';
import { servingRoot } from './identity.ts';
import { createKeepers } from './keepers.ts';
import { defaultLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { servingName } from './name.ts';
import { releaseShortLinks } from './prune.ts';
import { endServing } from './shutdown.ts';
import { readServingState } from './state.ts';

export interface ProcessServingOptions {
  /** The state folder; made when missing. */
  readonly state: string;
  /** PATH and LANG of servers. Default: this process's own. */
  readonly host?: { readonly path: string; readonly lang: string };
  readonly limits?: Partial<Limits>;
  /** The module that prepares releases. Default: prepare.ts, from the artifacts of the state folder. */
  readonly prepare?: string;
}

/** Serves under `<state>/serving`. `close` ends nothing that serves. */
export function createProcessServing(options: ProcessServingOptions): Serving {
  mkdirSync(servingRoot(options.state), { recursive: true, mode: 0o700 });
  const state = realpathSync(options.state);
  const root = servingRoot(state);
  const keepers = createKeepers(root);
  const folderOf = (key: ServingKey): string => join(root, servingName(key));

  function desiredOf(
    key: ServingKey,
    release: { readonly digest: string; readonly content: Release },
    again: string,
  ): Desired {
    return {
      key: { namespace: key.namespace, workflow: key.workflow, workflowUID: key.workflowUID, step: key.step },
      release: { digest: release.digest, content: release.content },
      again,
      state,
      prepare: options.prepare ?? fileURLToPath(new URL('./prepare.ts', import.meta.url)),
      host: options.host ?? { path: process.env['PATH'] ?? '/usr/bin:/bin', lang: process.env['LANG'] ?? 'C.UTF-8' },
      limits: { ...defaultLimits, ...options.limits },
    };
  }

  return {
    async ensure(key, release, again) {
      const folder = folderOf(key);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const text = JSON.stringify(desiredOf(key, release, again));
      if (readText(join(folder, desiredFile)) !== text) writeDocument(join(folder, desiredFile), text);
      keepers.keep(servingName(key));
    },
    async observe(key) {
      const folder = folderOf(key);
      if (!existsSync(join(folder, desiredFile))) return undefined;
      keepers.keep(servingName(key));
      return readServingState(folder, isAlive);
    },
    async remove(key) {
      const folder = folderOf(key);
      keepers.forget(servingName(key));
      await rm(join(folder, desiredFile), { force: true });
      await endServing(folder);
      releaseShortLinks(folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    // Processes belong to no object that could take them along.
    orphan: async () => undefined,
    async list() {
      const found = readdirSync(root).map((name) => readDesired(join(root, name))?.key);
      return found.filter((key) => key !== undefined);
    },
    watch: (changed) =>
      keepers.watch((name) => {
        const key = readDesired(join(root, name))?.key;
        if (key !== undefined) changed(key);
      }),
    async close() {
      keepers.close();
    },
  };
}
