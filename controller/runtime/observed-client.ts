import { RefitError } from '../core/errors.ts';
import type { KubernetesClient, ResourceType } from '../kubernetes/client.ts';
import { apiStatusOf } from '../kubernetes/errors.ts';
import type { Clock } from './clock.ts';
import type { ObservedRequest, RequestObserver } from './metrics.ts';

/**
 * A client that tells of every call: what was asked for, and how it ended. A list counts once, however many pages it has;
 * a watch when it ends; logs and raw requests when they are answered, or fail. `close` asks nothing of the server.
 */
export function observeClient(client: KubernetesClient, observe: RequestObserver, clock: Clock): KubernetesClient {
  const told = async <T>(verb: ObservedRequest['verb'], resource: string, ask: () => Promise<T>): Promise<T> => {
    const began = clock.now();
    const tell = (code: string): void => observe({ verb, resource, code, seconds: (clock.now() - began) / 1000 });
    try {
      const answer = await ask();
      tell(verb === 'create' ? '201' : '200');
      return answer;
    } catch (thrown: unknown) {
      tell(codeOf(thrown));
      throw thrown;
    }
  };
  return {
    ...client,
    get: (type, name) => told('get', resourceOf(type), () => client.get(type, name)),
    list: (type, options) => told('list', resourceOf(type), () => client.list(type, options)),
    create: (type, object, sub) => told('create', resourceOf(type, sub), () => client.create(type, object, sub)),
    replace: (type, object, sub) => told('update', resourceOf(type, sub), () => client.replace(type, object, sub)),
    apply: (type, object, sub) => told('apply', resourceOf(type, sub), () => client.apply(type, object, sub)),
    mergePatch: (type, name, patch, sub) =>
      told('patch', resourceOf(type, sub), () => client.mergePatch(type, name, patch, sub)),
    delete: (type, name, options) => told('delete', resourceOf(type), () => client.delete(type, name, options)),
    watch: (type, options, onLine) => told('watch', resourceOf(type), () => client.watch(type, options, onLine)),
    podLog(pod, options) {
      const began = clock.now();
      const tell = (code: string): void =>
        observe({ verb: 'get', resource: 'pods/log', code, seconds: (clock.now() - began) / 1000 });
      return toldOnce(client.podLog(pod, options), tell);
    },
    async request(options) {
      const began = clock.now();
      const tell = (code: string): void =>
        observe({ verb: 'other', resource: 'raw', code, seconds: (clock.now() - began) / 1000 });
      try {
        const answer = await client.request(options);
        tell(String(answer.status));
        return answer;
      } catch (thrown: unknown) {
        tell(codeOf(thrown));
        throw thrown;
      }
    },
  };
}

/** Tells of an answer when its first part is there, or when there is none; what breaks later is the reader's to hear. */
async function* toldOnce(answer: AsyncIterable<Buffer>, tell: (code: string) => void): AsyncGenerator<Buffer> {
  let isTold = false;
  const once = (code: string): void => {
    if (!isTold) tell(code);
    isTold = true;
  };
  try {
    for await (const chunk of answer) {
      once('200');
      yield chunk;
    }
    once('200');
  } catch (thrown: unknown) {
    once(codeOf(thrown));
    throw thrown;
  }
}

function resourceOf({ plural }: ResourceType, subresource?: string): string {
  return subresource === undefined ? plural : `${plural}/${subresource}`;
}

function codeOf(thrown: unknown): string {
  const status = apiStatusOf(thrown);
  if (status) return String(status.code);
  return thrown instanceof RefitError ? thrown.reason : 'InternalError';
}
