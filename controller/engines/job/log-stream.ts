/** `logs` of the engine: of what has ended the bounded log, of what runs the log as it grows, over the pods it has in turn. */
import type { Ends } from './ends.ts';
import type { ExecutionJob, Executions } from './executions.ts';
import type { Logs } from './logs.ts';
import { containers } from './names.ts';
import { containerOf } from './objects.ts';
import type { KeptPod } from './objects.ts';

export interface LogPlaces {
  readonly executions: Executions;
  readonly logs: Logs;
  readonly ends: Ends;
  /** Whether nothing more will be printed. */
  readonly isOver: (job: ExecutionJob) => boolean;
  /** Calls when an execution may have changed. */
  readonly watch: (changed: (name: string) => void) => () => void;
}

/** Nothing of an execution that is not there, or whose step has not started. */
export async function* logOf(
  places: LogPlaces,
  name: string,
  options: { readonly follow: boolean; readonly signal?: AbortSignal },
): AsyncGenerator<Buffer> {
  await places.executions.synced();
  const job = places.executions.job(name);
  const whole =
    options.follow && job !== undefined && !places.isOver(job) ? undefined : await wholeLog(places, name, job);
  if (whole === undefined) yield* follow(places, name, options.signal);
  else if (whole.length > 0) yield whole;
}

async function wholeLog(places: LogPlaces, name: string, job: ExecutionJob | undefined): Promise<Buffer> {
  const { logs, ends, executions } = places;
  if (job === undefined) return (await logs.kept(name)) ?? Buffer.alloc(0);
  const pod = ends.logOf(name) ?? startedPod(executions, job)?.metadata.name;
  return places.isOver(job) ? logs.whole(job.execution, pod) : logs.soFar(job.execution, pod);
}

async function* follow(places: LogPlaces, name: string, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const { executions, logs } = places;
  const read = new Set<string>();
  const changes = new Changes(places.watch, name, signal);
  try {
    while (signal?.aborted !== true) {
      const job = executions.job(name);
      const pod = job && startedPod(executions, job);
      const fresh = pod?.metadata.uid !== undefined && !read.has(pod.metadata.uid);
      if (job && pod && fresh) {
        read.add(pod.metadata.uid ?? '');
        yield* logs.stream(job.execution, pod.metadata.name, {
          follow: true,
          ...(signal === undefined ? {} : { signal }),
        });
      } else if (job === undefined || places.isOver(job)) return;
      else await changes.next();
    }
  } finally {
    changes.end();
  }
}

/** The newest pod whose user's container has begun. */
function startedPod(executions: Executions, job: ExecutionJob): KeptPod | undefined {
  const started = executions.podsOf(job).filter((pod) => {
    const step = containerOf(pod, containers.step);
    return step?.running !== undefined || step?.terminated !== undefined;
  });
  const age = ({ metadata }: KeptPod): string => metadata.creationTimestamp ?? '';
  return started.toSorted((a, b) => (age(a) < age(b) ? 1 : -1))[0];
}

/** Changes of one execution; one that comes while nobody waits is not lost. */
class Changes {
  readonly #stop: () => void;
  #wake: () => void = () => undefined;
  #pending = false;

  constructor(watch: LogPlaces['watch'], name: string, signal: AbortSignal | undefined) {
    const changed = (): void => {
      this.#pending = true;
      this.#wake();
    };
    const stop = watch((other) => {
      if (other === name) changed();
    });
    signal?.addEventListener('abort', changed, { once: true });
    this.#stop = () => {
      stop();
      signal?.removeEventListener('abort', changed);
    };
  }

  async next(): Promise<void> {
    if (!this.#pending) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#pending = false;
  }

  end(): void {
    this.#stop();
  }
}
