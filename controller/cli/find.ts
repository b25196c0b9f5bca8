import type { WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { nearest } from '../core/nearest.ts';
import type { StoredObject } from '../store/store.ts';
import { UsageError } from './failure.ts';
import { countText } from './text.ts';
import type { World } from './world.ts';

/** Kinds as commands name them. */
const nouns = { WorkflowSpec: 'workflow', WorkflowRun: 'run', ModelVersion: 'model' } as const;

/**
 * The object of a name, which may be `namespace/name`.
 * @throws UsageError, with the nearest name, when there is none, or several in different namespaces
 */
export async function findObject<T extends StoredObject>(
  { store, namespace: only, pinned }: Pick<World, 'store' | 'namespace' | 'pinned'>,
  kind: keyof typeof nouns,
  name: string,
): Promise<T> {
  const slash = name.indexOf('/');
  const plain = name.slice(slash + 1);
  const namespace = slash < 0 ? only : name.slice(0, slash);
  if (pinned && namespace !== only)
    throw new UsageError(`${name} is not in namespace ${only}, which -n names`, 'Leave -n or the prefix out.');
  const known = namespace === undefined ? undefined : await store.get<T>({ kind, namespace, name: plain });
  if (known) return known;
  const all = await store.list<T>(kind, namespace === undefined ? {} : { namespace });
  const found = all.filter(({ metadata }) => metadata.name === plain);
  const [first, second] = found;
  if (first && !second) return first;
  const noun = nouns[kind];
  if (first)
    throw new UsageError(
      `${noun} ${name} is in ${countText(found.length, 'namespace')}`,
      `Name it as ${found.map(({ metadata }) => `${metadata.namespace}/${plain}`).join(' or ')}.`,
    );
  const names = all.map(({ metadata }) => metadata.name);
  throw unknownName(noun, name, names, slash < 0 && only !== undefined ? ` in namespace ${only}` : '');
}

/** The error for a name that is not there. `where` is said after it, such as ` in namespace ml`. */
export function unknownName(noun: string, name: string, known: readonly string[], where = ''): UsageError {
  const near = nearest(name, known);
  const some = known.slice(-5).join(', ');
  const hint =
    near === undefined
      ? some === ''
        ? `There is no ${noun} yet${where}.`
        : `There is ${some}${known.length > 5 ? `, and ${known.length - 5} more` : ''}.`
      : `Did you mean ${near}?`;
  return new UsageError(`there is no ${noun} ${JSON.stringify(name)}${where}`, hint);
}

/** A run, and the workflow it belongs to if that is still there. */
export async function findRun(
  world: Pick<World, 'store' | 'namespace' | 'pinned'>,
  name: string,
): Promise<{ readonly run: WorkflowRun; readonly workflow: WorkflowSpec | undefined }> {
  const run = await findObject<WorkflowRun>(world, 'WorkflowRun', name);
  const workflow = await world.store.get<WorkflowSpec>({
    kind: 'WorkflowSpec',
    namespace: run.metadata.namespace,
    name: run.spec.workflow,
  });
  return { run, workflow };
}
