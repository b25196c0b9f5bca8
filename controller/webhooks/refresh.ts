/** `POST /refresh/<namespace>/<workflow>`: look at the sources of a workflow now, for CI and scripts in the cluster. */
import { Refusal } from '../artifacts/server/refusal.ts';
import { isReason } from '../core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../kubernetes/client.ts';
import { type ReviewedTokens, type ReviewedUser, createReviewedTokens } from '../kubernetes/reviewed-tokens.ts';
import { subjectAccessReviews, workflowSpecs } from '../kubernetes/resources.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Limiter } from './rate.ts';
import { type Answer, type Posted, type Taking, handOn } from './receiver.ts';

/** The audience of the tokens that are taken: one made for the API server would let us act as its bearer. */
export const refreshAudience = 'refit-refresh';

interface AccessReview extends KubernetesObject {
  readonly status?: { readonly allowed?: boolean };
}

export interface Permission {
  /** Whether the bearer of a token may ask for this. @returns the bearer @throws Refusal 401 | 403 | 501; RefitError KubernetesUnavailable */
  require(token: string | undefined, namespace: string, workflow: string): Promise<ReviewedUser>;
}

/** Asks the API server: TokenReview, then SubjectAccessReview for `patch workflowspecs.refit.dev` of that name. */
export function clusterPermission(client: Pick<KubernetesClient, 'create'>, clock: Clock): Permission {
  const tokens: ReviewedTokens = createReviewedTokens(client, clock, refreshAudience);
  const [group = ''] = workflowSpecs.apiVersion.split('/');
  async function isAllowed(user: ReviewedUser, namespace: string, name: string): Promise<boolean> {
    const { username, uid, groups, extra } = user;
    const { status } = await client.create<AccessReview>(subjectAccessReviews, {
      apiVersion: subjectAccessReviews.apiVersion,
      kind: subjectAccessReviews.kind,
      spec: {
        user: username,
        ...(uid === undefined ? {} : { uid }),
        ...(groups === undefined ? {} : { groups }),
        ...(extra === undefined ? {} : { extra }),
        resourceAttributes: { verb: 'patch', group, resource: workflowSpecs.plural, namespace, name },
      },
    });
    return status?.allowed === true;
  }
  return {
    async require(token, namespace, workflow) {
      try {
        const user = await tokens.userOf(token);
        if (user === undefined)
          throw new Refusal(401, `a token for audience ${refreshAudience} is needed`, { 'www-authenticate': 'Bearer' });
        if (await isAllowed(user, namespace, workflow)) return user;
      } catch (error: unknown) {
        // The installation for a single namespace leaves reviews out: they are asked of the whole cluster.
        if (isReason(error, 'AccessDenied')) throw new Refusal(501, 'the controller may not review tokens here');
        throw error;
      }
      throw new Refusal(403, 'it takes the permission to patch the workflow');
    },
  };
}

export interface Refresher {
  readonly permission: Permission;
  /** By user. */
  readonly perUser: Limiter;
  readonly taking: Taking;
}

/** Looks at a workflow's sources, or lets the leader do it. Whether there is such a workflow is not told. @throws Refusal; RefitError KubernetesUnavailable */
export async function refresh(
  { permission, perUser, taking }: Refresher,
  { namespace, name, token }: { readonly namespace: string; readonly name: string; readonly token: string | undefined },
  posted: Posted,
): Promise<Answer> {
  const { username } = await permission.require(token, namespace, name);
  const wait = perUser.wait(username);
  if (wait > 0) throw new Refusal(429, 'too many requests', { 'retry-after': String(wait) });
  perUser.take(username);
  const result = await handOn(taking, posted, (hints) => hints.workflow(namespace, name));
  return { status: 202, result };
}
