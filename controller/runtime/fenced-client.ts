import { RefitError } from '../core/errors.ts';
import type { KubernetesClient } from '../kubernetes/client.ts';

/**
 * A client that writes only while `holds()`: what a process that lost its lead still has in hand, or one that stood still
 * and does not know yet, does not reach the API server. Reads always do.
 * Its errors: RefitError KubernetesUnavailable, so that the work is taken up again by whoever leads.
 */
export function fenceClient(client: KubernetesClient, holds: () => boolean): KubernetesClient {
  const guarded = <Args extends unknown[], Result>(
    write: (...args: Args) => Promise<Result>,
  ): ((...args: Args) => Promise<Result>) => {
    return async (...args) => {
      if (!holds()) throw new RefitError('KubernetesUnavailable', 'not written: this process does not lead');
      return write(...args);
    };
  };
  return {
    ...client,
    create: guarded((type, object, subresource) => client.create(type, object, subresource)),
    replace: guarded((type, object, subresource) => client.replace(type, object, subresource)),
    apply: guarded((type, object, subresource) => client.apply(type, object, subresource)),
    mergePatch: guarded((type, name, patch, subresource) => client.mergePatch(type, name, patch, subresource)),
    delete: guarded((type, name, options) => client.delete(type, name, options)),
  };
}
