/**
 * Which of two worlds a command is about: a state folder on this machine, or a cluster. A cluster is asked only when the
 * command line names one; what is in KUBECONFIG or where kubectl stands names nothing.
 */
import { join, relative, resolve } from 'node:path';
import type { Artifacts, ArtifactPlace } from '../artifacts/artifacts.ts';
import type { ObjectMeta, Store, StoredObject } from '../store/store.ts';
import { clusterOptions, type Invocation } from './command.ts';
import { UsageError } from './failure.ts';

// An import would load the streams of node:fs too.
const { existsSync } = process.getBuiltinModule('node:fs');

/** A cluster as a command line names it; what is left out is as kubectl has it. */
export interface ClusterChoice {
  readonly kind: 'Cluster';
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly allNamespaces: boolean;
}

/** The world a command line means. `Nowhere`: it names none, and there is no state folder here. */
export type Choice =
  { readonly kind: 'Folder'; readonly folder: string } | ClusterChoice | { readonly kind: 'Nowhere' };

type Asked = Pick<Invocation, 'options' | 'cwd'>;

/**
 * `--state`, or else a `.refit` here, is a state folder; any option of clusters is a cluster, a `.refit` here or not.
 * @throws UsageError when both are named, when `--state` names no state folder
 */
export function chooseWorld({ options, cwd }: Asked): Choice {
  const named = clusterOptions.map(({ name }) => name).filter((name) => options.has(name));
  const state = options.value('state');
  if (state !== undefined && named.length > 0)
    throw new UsageError(
      `--state is a folder of this machine, --${named.join(' and --')} a cluster; found both`,
      'Name one of the two worlds.',
    );
  if (named.length === 0) return chooseFolder(state, cwd);
  const namespace = options.value('namespace');
  const allNamespaces = options.has('all-namespaces');
  if (namespace !== undefined && allNamespaces)
    throw new UsageError('--namespace is one namespace, --all-namespaces are all; found both', 'Give one of them.');
  const kubeconfig = options.value('kubeconfig');
  const context = options.value('context');
  return {
    kind: 'Cluster',
    ...(kubeconfig === undefined ? {} : { kubeconfig: resolve(cwd, kubeconfig) }),
    ...(context === undefined ? {} : { context }),
    ...(namespace === undefined ? {} : { namespace }),
    allNamespaces,
  };
}

/** Whether a folder holds the state of a controller. */
export function isStateFolder(folder: string): boolean {
  return existsSync(join(folder, 'refit.db'));
}

function chooseFolder(state: string | undefined, cwd: string): Choice {
  const folder = resolve(cwd, state ?? '.refit');
  if (isStateFolder(folder)) return { kind: 'Folder', folder };
  if (state === undefined) return { kind: 'Nowhere' };
  throw new UsageError(
    `${relative(cwd, folder) || '.'} is no state folder`,
    'Name the folder that `refit up` works in with --state DIR.',
  );
}

/** A token that no request had before. */
export function newToken(): string {
  return crypto.randomUUID();
}

/** What steps print, as long as they are where they ran. Afterwards it is an artifact. */
export interface StepLogs {
  /** Whether an execution is still there to be read. */
  has(namespace: string, execution: string): Promise<boolean>;
  /** What it printed so far; with `follow`, until the user's process ends. */
  read(namespace: string, execution: string, options: { readonly follow: boolean }): AsyncIterable<Buffer>;
  /** Whether it may still be here when its step has ended. If not, it is an artifact by then. */
  readonly keepsFinished: boolean;
  /** Milliseconds between two looks at a run that is followed. */
  readonly lookEveryMs: number;
}

/** An open world, as commands see it. */
export interface World {
  /** For reading: commands write nothing but requests. */
  readonly store: Store;
  /** The only namespace that is asked about; undefined: all of them. */
  readonly namespace: string | undefined;
  /** Whether the command line names that namespace: a name of another one contradicts it. */
  readonly pinned: boolean;
  /** Opens nothing until it is asked something. */
  artifacts(namespace: string, place?: ArtifactPlace): Artifacts;
  logs(): Promise<StepLogs>;
  /** Puts a request annotation on an object. The controller acts on it. */
  request(object: StoredObject, annotation: string, value: string): Promise<void>;
  /** What is to be said of a request that nobody is there to act on; usually nothing. */
  outlook(): string;
  /** An object's name as a person would give it here. */
  shown(metadata: Pick<ObjectMeta, 'name' | 'namespace'>): string;
  /** How a workflow is put here. */
  readonly apply: string;
}

/**
 * Runs `work` in the world that a command line means. What the other one needs is not loaded.
 * @throws UsageError when it names none, or both
 */
export async function withWorld<T>(asked: Asked, work: (world: World) => Promise<T>): Promise<T> {
  const choice = chooseWorld(asked);
  switch (choice.kind) {
    case 'Folder':
      return (await import('./state/open.ts')).withFolder(choice.folder, work);
    case 'Cluster':
      return (await import('./cluster/open.ts')).withCluster(choice, work);
    case 'Nowhere':
      throw new UsageError(
        'there is no state folder .refit here, and no cluster is named',
        'Name a state folder with --state DIR, or a cluster with --cluster, --kubeconfig FILE, --context NAME or -n NAMESPACE.',
      );
  }
}
