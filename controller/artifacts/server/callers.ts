/** Who asks: the namespace of the service account whose token a request bears, as the API server's TokenReview says. */
import type { KubernetesClient } from '../../kubernetes/client.ts';
import { createReviewedTokens } from '../../kubernetes/reviewed-tokens.ts';
import type { Clock } from '../../runtime/clock.ts';
import { ARTIFACT_AUDIENCE } from '../pod-access.ts';
import { Refusal } from './refusal.ts';

const serviceAccount = /^system:serviceaccount:([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?):[a-z0-9.-]{1,253}$/;

export interface Callers {
  /** @returns the caller's namespace @throws Refusal 401; RefitError KubernetesUnavailable */
  namespaceOf(token: string | undefined): Promise<string>;
}

/** Those who bear a token for audience `refit-artifacts`. */
export function createCallers(client: KubernetesClient, clock: Clock): Callers {
  const tokens = createReviewedTokens(client, clock, ARTIFACT_AUDIENCE);
  return {
    async namespaceOf(token) {
      const user = await tokens.userOf(token);
      const namespace = serviceAccount.exec(user?.username ?? '')?.[1];
      if (namespace !== undefined) return namespace;
      throw new Refusal(401, 'a token of a service account for audience refit-artifacts is needed', {
        'www-authenticate': 'Bearer',
      });
    },
  };
}
