/**
 * The controller process of local mode: chooses the adapters, starts the reconcilers, takes workflows in.
 * `refit up` is its only door so far.
 */
import { mkdirSync, realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { WorkflowSpec } from './api/v1alpha1/kinds.ts';
import { apiVersion } from './api/v1alpha1/kinds.ts';
import { openFolderArtifacts } from './artifacts/folder.ts';
import { isReason } from './core/errors.ts';
import { createProcessEngine } from './engines/process/engine.ts';
import { createGitAccess } from './git/access.ts';
import { createGit } from './git/native.ts';
import { addReconcilers } from './reconcile/controllers.ts';
import type { Ports } from './reconcile/ports.ts';
import { createTrust } from './reconcile/trust.ts';
import { systemClock } from './runtime/clock.ts';
import type { Logger } from './runtime/log.ts';
import { createManager } from './runtime/manager.ts';
import { openFolderSecrets } from './secrets/folder.ts';
import { createProcessServing } from './serving/process/process-serving.ts';
import { lockState } from './store/lock.ts';
import { openSqliteStore } from './store/sqlite.ts';

export interface LocalOptions {
  /** The state folder; made when missing. One controller at a time. */
  readonly state: string;
  readonly log: Logger;
  /** Executions under way at once. Default: the number of processors. */
  readonly parallel?: number;
}

export interface LocalController {
  readonly ports: Ports;
  /** Begins to reconcile. Once. */
  start(): Promise<void>;
  /** Creates or updates a workflow, as `kubectl apply` does: a changed spec is a new generation. */
  apply(
    workflow: Pick<WorkflowSpec, 'spec'> & {
      metadata: {
        name: string;
        namespace?: string;
        labels?: Record<string, string>;
        annotations?: Record<string, string>;
      };
    },
  ): Promise<WorkflowSpec>;
  /** Looks at every source now. */
  refresh(): void;
  /** Whether no decision is owed and nothing is under way. */
  isSettled(): Promise<boolean>;
  /** Settles once `isSettled`, or when `signal` aborts. */
  settled(signal?: AbortSignal): Promise<void>;
  /** Ends the controller, not what it started: trainings and servers go on. */
  stop(): Promise<void>;
}

/** The namespace of local workflows that name none. */
export const localNamespace = 'default';

/** Background re-hashing of stored artifacts: how fast, and how often a pass begins. */
const SCRUB_BYTES_PER_SECOND = 20 * 1024 * 1024;
const SCRUB_INTERVAL_MS = 24 * 60 * 60 * 1000;

/** A controller at work. @throws RefitError StateLocked when another controller has the folder */
export async function startLocal(options: LocalOptions): Promise<LocalController> {
  const controller = openLocal(options);
  await controller.start();
  return controller;
}

/**
 * A controller that looks at nothing before `start`: what is applied until then is what it begins with, so that a spec
 * edited while nobody ran never starts a run of the old one.
 * @throws RefitError StateLocked when another controller has the folder
 */
export function openLocal({ state, log, parallel = availableParallelism() }: LocalOptions): LocalController {
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const folder = realpathSync(state);
  const lock = lockState(folder);
  const manager = createManager({
    clock: systemClock,
    onError: (error) => log.error('could not end cleanly', { error: error.message }),
  });
  manager.onClose(() => lock.release());
  const adapters = openAdapters(folder, log);
  manager.onClose(() => adapters.store.close());
  manager.onClose(() => adapters.git.close());
  manager.onClose(() => adapters.engine.close());
  manager.onClose(() => adapters.serving.close());
  const reconcilers = addReconcilers(manager, adapters, { parallel });
  const { ports } = reconcilers;
  const scrubbing = keepScrubbed(adapters.artifacts, log);
  manager.onIntake(() => scrubbing.abort());
  return {
    ports,
    async start() {
      manager.start();
      await reconcilers.resync();
    },
    apply: (workflow) => applyWorkflow(ports, workflow),
    refresh: () => ports.sources.refresh(),
    isSettled: () => reconcilers.isSettled(),
    async settled(signal) {
      while (signal?.aborted !== true && !(await reconcilers.isSettled()))
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
    stop: () => manager.stop(),
  };
}

/** What mirrors may take on the disk of this machine. */
const mirrorBytes = 20 * 1024 ** 3;

function openAdapters(folder: string, log: Logger) {
  const artifacts = openFolderArtifacts({ folder: join(folder, 'artifacts'), views: join(folder, 'views') });
  const secrets = openFolderSecrets(join(folder, 'secrets'));
  const git = createGit({
    folder: join(folder, 'mirrors'),
    allowLocal: true,
    clock: systemClock,
    random: Math.random,
    credentials: createGitAccess(secrets),
    cacheBytes: mirrorBytes,
    warn: (message, fields) => log.warn(message, fields),
  });
  return {
    store: openSqliteStore({
      file: join(folder, 'refit.db'),
      clock: systemClock,
      onError: (error) => log.warn('store', { error: error.message }),
    }),
    git,
    trust: createTrust(git, (...secret) => secrets.entries(...secret)),
    artifacts,
    stores: { of: () => artifacts },
    engine: createProcessEngine({
      state: folder,
      artifacts: join(folder, 'artifacts'),
      mirrors: join(folder, 'mirrors'),
      secrets: join(folder, 'secrets'),
      path: process.env['PATH'] ?? '/usr/bin:/bin',
      clock: systemClock,
    }),
    serving: createProcessServing({ state: folder }),
    clock: systemClock,
    log,
  };
}

/** Re-hashes what is stored, slowly, once a day; what is damaged is set aside and made again when it is needed. */
function keepScrubbed(artifacts: ReturnType<typeof openFolderArtifacts>, log: Logger): AbortController {
  const end = new AbortController();
  const timer = setInterval(() => {
    artifacts.scrub({ bytesPerSecond: SCRUB_BYTES_PER_SECOND, signal: end.signal }).then(
      (report) => log.debug('artifacts scrubbed', { ...report }),
      (error: unknown) => log.warn('artifacts could not be scrubbed', { error: String(error) }),
    );
  }, SCRUB_INTERVAL_MS);
  timer.unref();
  end.signal.addEventListener('abort', () => clearInterval(timer));
  return end;
}

async function applyWorkflow(ports: Ports, workflow: Parameters<LocalController['apply']>[0]): Promise<WorkflowSpec> {
  const { name, namespace = localNamespace, labels, annotations } = workflow.metadata;
  const key = { kind: 'WorkflowSpec', namespace, name };
  for (;;) {
    const before = await ports.store.get<WorkflowSpec>(key);
    try {
      if (!before) {
        const metadata = { name, namespace, ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) };
        return await ports.store.create<WorkflowSpec>({
          apiVersion,
          kind: 'WorkflowSpec',
          metadata,
          spec: workflow.spec,
        });
      }
      const metadata = {
        ...before.metadata,
        labels: { ...before.metadata.labels, ...labels },
        annotations: { ...before.metadata.annotations, ...annotations },
      };
      return await ports.store.update<WorkflowSpec>({ ...before, metadata, spec: workflow.spec });
    } catch (error) {
      // The controller wrote at the same moment: read again.
      if (!isReason(error, 'Conflict') && !isReason(error, 'AlreadyExists')) throw error;
    }
  }
}
