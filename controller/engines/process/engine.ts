/** The engine port on processes of this machine, each under a supervisor that outlives the controller. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '../../artifacts/faults.ts';
import { openViews } from '../../artifacts/views.ts';
import { RefitError, toError } from '../../core/errors.ts';
import { executionName } from '../../core/naming.ts';
import { sourceSecrets } from '../../data/source-secrets.ts';
import type { AddressRules } from '../../git/addresses.ts';
import type { Clock } from '../../runtime/clock.ts';
import { openFolderSecrets } from '../../secrets/folder.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Engine, ExecutionRequest, ExecutionState } from '../engine.ts';
import type { ProcessFolders } from './execution-folder.ts';
import { cancelExecution, deleteTree, ensureExecution, executionLog, removeExecution, Starts } from './lifecycle.ts';
import { executionNames, observeExecution } from './observe.ts';
import { watchExecutions } from './watch-executions.ts';

export interface ProcessEngineOptions {
  /** The state folder; absolute. `executions/`, `views/` and `environments/` are made in it. */
  readonly state: string;
  /** Folders of the other ports; absolute. */
  readonly artifacts: string;
  readonly mirrors: string;
  readonly secrets: string;
  /** PATH of steps. */
  readonly path: string;
  readonly clock: Clock;
  /** Bytes of fetched data that are kept for other executions; default 20 GiB. */
  readonly dataBudget?: number;
  /** Which addresses repositories and data may be at; default: this machine too. */
  readonly addresses?: AddressRules;
}

/** Views that nobody holds and nobody opened for this long are removed. Milliseconds. */
const viewsUnused = 7 * 24 * 60 * 60 * 1000;
const tidyEvery = 60 * 60 * 1000;

/** An error of the file system around an execution, as the table knows it. */
async function guard<T>(doing: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (thrown: unknown) {
    if (thrown instanceof RefitError) throw thrown;
    const error = toError(thrown);
    const found = isDiskFull(error) ? 'the disk is full' : error.message;
    throw new RefitError('StoreUnavailable', `${doing}: ${found}`, error);
  }
}

function executionFolder(executions: string, name: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return join(executions, name);
  throw new RefitError('NotFound', `execution: found ${JSON.stringify(name)}, allowed is a DNS label`);
}

/** Before anything is claimed: a secret that is not there yet is waited for, and counts as no attempt. */
async function requireSecrets(secrets: Secrets, request: ExecutionRequest): Promise<void> {
  const { namespace } = request.key;
  for (const variable of request.env) {
    if ('secret' in variable) await secrets.read(namespace, variable.secret.name, variable.secret.key);
  }
  for (const name of sourceSecrets(request)) await secrets.entries(namespace, name);
}

async function listExecutions(executions: string, workflowUID: string | undefined): Promise<ExecutionState[]> {
  const names = await executionNames(executions);
  const states = await Promise.all(names.map((name) => observeExecution(join(executions, name))));
  const found = states.filter((state) => state !== undefined);
  return found.filter(({ key }) => workflowUID === undefined || key.workflowUID === workflowUID);
}

/** Makes the engine. Nothing is read or started before the first call. */
export function createProcessEngine(options: ProcessEngineOptions): Engine {
  const executions = join(options.state, 'executions');
  const folders: ProcessFolders = {
    artifacts: options.artifacts,
    views: join(options.state, 'views'),
    mirrors: options.mirrors,
    secrets: options.secrets,
    environments: join(options.state, 'environments'),
    data: join(options.state, 'data'),
    ...(options.dataBudget === undefined ? {} : { dataBudget: options.dataBudget }),
  };
  const { path, addresses } = options;
  const around = { folders, path, ...(addresses === undefined ? {} : { addresses }) };
  const starts = new Starts(join(options.state, 'compile-cache'));
  const views = openViews(folders.views);
  const watches = new Set<() => void>();
  const secrets = openFolderSecrets(options.secrets);
  let tidied = 0;

  const folderOf = (name: string): string => executionFolder(executions, name);
  /** Views out of use, and what a crash left of a removal. Now and then. */
  async function tidy(): Promise<void> {
    if (options.clock.now() - tidied < tidyEvery) return;
    tidied = options.clock.now();
    for (const name of await readdir(executions)) {
      if (name.startsWith('.removed-')) await deleteTree(join(executions, name));
    }
    await views.prune(viewsUnused, tidied);
  }
  async function ensure(request: ExecutionRequest): Promise<ExecutionState> {
    const name = executionName(request.key);
    if ((await observeExecution(folderOf(name))) === undefined) await requireSecrets(secrets, request);
    return ensureExecution(folderOf(name), { name, request, ...around }, starts);
  }
  async function remove(name: string): Promise<void> {
    await removeExecution(folderOf(name));
    starts.forget(folderOf(name));
    await tidy();
  }
  function watch(changed: (name: string) => void): () => void {
    const end = watchExecutions(executions, changed);
    watches.add(end);
    return () => {
      watches.delete(end);
      end();
    };
  }
  return {
    identity: () => `process:${process.platform}/${process.arch}`,
    ensure: (request) => guard(`execution of step ${request.key.step}`, () => ensure(request)),
    observe: (name) => guard(`execution ${name}`, () => observeExecution(folderOf(name))),
    list: (workflowUID) => guard('executions', () => listExecutions(executions, workflowUID)),
    cancel: (name, reason) => guard(`cancel of ${name}`, () => cancelExecution(folderOf(name), reason)),
    remove: (name) => guard(`removal of ${name}`, () => remove(name)),
    logs: (name, { follow, signal }) => executionLog(folderOf(name), follow, signal),
    watch,
    async close() {
      for (const end of watches) end();
      watches.clear();
    },
  };
}
