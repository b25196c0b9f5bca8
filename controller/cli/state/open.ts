import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import { openFolderArtifacts, type FolderArtifacts } from '../../artifacts/folder.ts';
import { nearest } from '../../core/nearest.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import type { Store, StoredObject } from '../../store/store.ts';
import type { Invocation } from '../command.ts';
import { UsageError } from '../failure.ts';
import { countText } from '../text.ts';

/** A state folder, opened beside the controller that may be at work on it. */
export interface OpenState {
  readonly folder: string;
  readonly store: Store;
  readonly artifacts: FolderArtifacts;
}

/** The folder that `--state` names, or `.refit`. @throws UsageError when it is no state folder */
export function stateFolder({ options, cwd }: Pick<Invocation, 'options' | 'cwd'>): string {
  const folder = resolve(cwd, options.value('state') ?? '.refit');
  if (existsSync(join(folder, 'refit.db'))) return folder;
  const shown = relative(cwd, folder) || '.';
  throw new UsageError(`${shown} is no state folder`, 'Name the folder that `refit up` works in with --state DIR.');
}

/** Runs `work` on the state folder of a command line. @throws UsageError when there is none */
export async function withState<T>(
  invocation: Pick<Invocation, 'options' | 'cwd'>,
  work: (state: OpenState) => Promise<T>,
): Promise<T> {
  const folder = stateFolder(invocation);
  const store = openSqliteStore({ file: join(folder, 'refit.db'), clock: systemClock });
  try {
    return await work({
      folder,
      store,
      artifacts: openFolderArtifacts({ folder: join(folder, 'artifacts'), views: join(folder, 'views') }),
    });
  } finally {
    await store.close();
  }
}

/** Kinds as commands name them. */
const nouns = { WorkflowSpec: 'workflow', WorkflowRun: 'run', ModelVersion: 'model' } as const;

/**
 * The object of a name, which may be `namespace/name`.
 * @throws UsageError, with the nearest name, when there is none, or several in different namespaces
 */
export async function findObject<T extends StoredObject>(
  store: Store,
  kind: keyof typeof nouns,
  name: string,
): Promise<T> {
  const all = await store.list<T>(kind);
  const slash = name.indexOf('/');
  const [namespace, plain] = slash < 0 ? [undefined, name] : [name.slice(0, slash), name.slice(slash + 1)];
  const found = all.filter(
    ({ metadata }) => metadata.name === plain && (namespace === undefined || metadata.namespace === namespace),
  );
  const [first, second] = found;
  if (first && !second) return first;
  const noun = nouns[kind];
  if (first)
    throw new UsageError(
      `${noun} ${name} is in ${countText(found.length, 'namespace')}`,
      `Name it as ${found.map(({ metadata }) => `${metadata.namespace}/${plain}`).join(' or ')}.`,
    );
  throw unknownName(
    noun,
    name,
    all.map(({ metadata }) => metadata.name),
  );
}

/** The error for a name that is not there. */
export function unknownName(noun: string, name: string, known: readonly string[]): UsageError {
  const near = nearest(name, known);
  const some = known.slice(-5).join(', ');
  const hint =
    near === undefined
      ? some === ''
        ? `There is no ${noun} yet.`
        : `There is ${some}${known.length > 5 ? `, and ${known.length - 5} more` : ''}.`
      : `Did you mean ${near}?`;
  return new UsageError(`there is no ${noun} ${JSON.stringify(name)}`, hint);
}

/** A run, and the workflow it belongs to if that is still there. */
export async function findRun(
  store: Store,
  name: string,
): Promise<{ readonly run: WorkflowRun; readonly workflow: WorkflowSpec | undefined }> {
  const run = await findObject<WorkflowRun>(store, 'WorkflowRun', name);
  const workflow = await store.get<WorkflowSpec>({
    kind: 'WorkflowSpec',
    namespace: run.metadata.namespace,
    name: run.spec.workflow,
  });
  return { run, workflow };
}
