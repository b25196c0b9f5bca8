/** What a kubelet would write: the status of a namespace's server pods, by what a test says their release does. */
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { isReason } from '../../controller/core/errors.ts';
import { openInformer } from '../../controller/kubernetes/reflector.ts';
import { pods } from '../../controller/kubernetes/resources.ts';
import type { Informer } from '../../controller/kubernetes/informer.ts';

/**
 * Ready: serves. Hang: started, never answers. Crash: ends and is started again. Pull: its image is not there. Wait: nothing
 * is written, the pod stays Pending.
 */
export type Behaviour = 'Ready' | 'Hang' | 'Crash' | 'Pull' | 'Wait';

/** The node of one namespace. */
export interface TestPods {
  /** What pods of a release do from now on; those there are change too. */
  behave(release: string, behaviour: Behaviour): void;
  /** Names of pods of a release that are there and not terminating. */
  names(release: string): readonly string[];
  close(): void;
}

/** Opens a node for pods that carry `refit.dev/release`. What no test spoke of becomes Ready. */
export function openTestPods(client: KubernetesClient, namespace: string): TestPods {
  return new Node(client, namespace);
}

const releaseAnnotation = 'refit.dev/release';

class Node implements TestPods {
  readonly #client: KubernetesClient;
  readonly #namespace: string;
  readonly #informer: Informer<KubernetesObject>;
  readonly #behaviours = new Map<string, Behaviour>();
  /** Pods by name, and what was last written of each. */
  readonly #written = new Map<string, Behaviour>();
  /** The last write of each pod: of two at once, either could come last. */
  readonly #turns = new Map<string, Promise<void>>();
  #closed = false;

  constructor(client: KubernetesClient, namespace: string) {
    this.#client = client;
    this.#namespace = namespace;
    this.#informer = openInformer<KubernetesObject>(client, pods, {
      namespace,
      labelSelector: 'refit.dev/stage',
      onError: () => undefined,
    });
    this.#informer.watch(({ type, object }) => {
      if (type === 'Deleted') this.#forget(object.metadata.name);
      else this.#write(object);
    });
  }

  behave(release: string, behaviour: Behaviour): void {
    this.#behaviours.set(release, behaviour);
    for (const pod of this.#informer.list()) this.#write(pod);
  }

  names(release: string): readonly string[] {
    return [...this.#informer.list()]
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .filter(({ metadata }) => metadata.annotations?.[releaseAnnotation] === release)
      .map(({ metadata }) => metadata.name);
  }

  close(): void {
    this.#closed = true;
    this.#informer.close();
  }

  #forget(name: string): void {
    this.#written.delete(name);
    this.#turns.delete(name);
  }

  #write(pod: KubernetesObject): void {
    const { name } = pod.metadata;
    this.#turns.set(
      name,
      (this.#turns.get(name) ?? Promise.resolve()).then(() => this.#writeNow(pod)),
    );
  }

  async #writeNow({ metadata }: KubernetesObject): Promise<void> {
    const behaviour = this.#behaviours.get(metadata.annotations?.[releaseAnnotation] ?? '') ?? 'Ready';
    const { name, deletionTimestamp } = metadata;
    if (this.#closed || deletionTimestamp !== undefined || this.#written.get(name) === behaviour) return;
    this.#written.set(name, behaviour);
    if (behaviour === 'Wait') return;
    try {
      await this.#client.mergePatch(
        pods,
        { namespace: this.#namespace, name },
        { status: statusOf(behaviour) },
        'status',
      );
    } catch (error: unknown) {
      // Deleted meanwhile, as pods are; any other failure shows in what the test waits for.
      if (!isReason(error, 'NotFound')) this.#written.delete(name);
    }
  }
}

function statusOf(behaviour: Exclude<Behaviour, 'Wait'>): object {
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const ready = behaviour === 'Ready' ? 'True' : 'False';
  const condition = (type: string, status: string): object => ({ type, status, lastTransitionTime: now });
  const fetched = { terminated: { exitCode: 0, reason: 'Completed', startedAt: now, finishedAt: now } };
  const waiting = { waiting: { reason: 'PodInitializing' } };
  const blank = { image: 'example.com/none', imageID: '', ready: false, restartCount: 0 };
  return {
    phase: behaviour === 'Pull' ? 'Pending' : 'Running',
    startTime: now,
    conditions: [condition('PodScheduled', 'True'), condition('ContainersReady', ready), condition('Ready', ready)],
    initContainerStatuses: [
      { ...blank, name: 'fetch', ready: behaviour !== 'Pull', state: behaviour === 'Pull' ? pull : fetched },
    ],
    containerStatuses: [
      { ...blank, name: 'server', ...(behaviour === 'Pull' ? { state: waiting } : serverStatus(behaviour, now)) },
    ],
  };
}

const pull = { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "example.com/none"' } };

function serverStatus(behaviour: 'Ready' | 'Hang' | 'Crash', now: string): object {
  if (behaviour !== 'Crash')
    return { ready: behaviour === 'Ready', started: true, state: { running: { startedAt: now } } };
  const message = 'loading the model\nValueError: token s3cret-token is of no use\n';
  return {
    restartCount: 5,
    state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 2m40s restarting failed container' } },
    lastState: { terminated: { exitCode: 1, reason: 'Error', message, startedAt: now, finishedAt: now } },
  };
}
