/** The tokens of Secrets that webhooks are signed with. */
import { createHash } from 'node:crypto';
import { isReason } from '../core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../kubernetes/client.ts';
import { secrets as secretType } from '../kubernetes/resources.ts';
import type { Clock } from '../runtime/clock.ts';
import { Refusal } from '../artifacts/server/refusal.ts';

/** The label by which a Secret says that it is for webhooks: no other may be tried by strangers. */
export const webhookLabel = 'refit.dev/webhook';

export interface WebhookKeys {
  /**
   * The values of `token` and `previousToken`, as far as there are; none for a Secret that is not there, may not be read or
   * is not for webhooks. Never in messages.
   * @throws RefitError KubernetesUnavailable
   */
  of(namespace: string, secret: string): Promise<readonly string[]>;
}

/** Keys of a Secret: the token now, and the one before it while hosts still have that. */
export const tokenKeys = ['token', 'previousToken'] as const;

interface Secret extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** Of Secrets with the label `refit.dev/webhook: "true"`, each read by its name. @param watchNamespace the only one that is asked for */
export function kubernetesKeys(client: Pick<KubernetesClient, 'get'>, watchNamespace?: string): WebhookKeys {
  return {
    async of(namespace, name) {
      if (watchNamespace !== undefined && namespace !== watchNamespace) return [];
      try {
        const found = await client.get<Secret>(secretType, { namespace, name });
        if (found?.metadata.labels?.[webhookLabel] !== 'true') return [];
        return tokenKeys.flatMap((key) => tokenOf(Buffer.from(found.data?.[key] ?? '', 'base64').toString('utf8')));
      } catch (error: unknown) {
        if (isReason(error, 'AccessDenied') || isReason(error, 'NotFound') || isReason(error, 'ObjectRefused'))
          return [];
        throw error;
      }
    },
  };
}

/** A token without the line break that a file ends with; none if that leaves nothing. */
export function tokenOf(value: string): readonly string[] {
  const token = value.replace(/\r?\n$/, '');
  return token === '' ? [] : [token];
}

/** Milliseconds that what was read is used again. A changed Secret counts after that. */
const rememberedFor = 10_000;
const mostRemembered = 1_000;
/** Reads at once: made-up names must not become a flood at the API server. */
const mostReads = 16;

/** Reads each Secret, those that are not there too, at most once in 10 s. @throws Refusal 503 when too many are asked for */
export function rememberKeys(keys: WebhookKeys, clock: Clock): WebhookKeys {
  const known = new Map<string, { readonly tokens: Promise<readonly string[]>; readonly until: number }>();
  let reading = 0;
  return {
    async of(namespace, secret) {
      const key = createHash('sha256').update(`${namespace}/${secret}`).digest('base64');
      const held = known.get(key);
      if (held !== undefined && held.until > clock.now()) return held.tokens;
      if (reading >= mostReads) throw new Refusal(503, 'busy', { 'retry-after': '1' });
      reading += 1;
      const tokens = keys.of(namespace, secret).finally(() => (reading -= 1));
      known.delete(key);
      known.set(key, { tokens, until: clock.now() + rememberedFor });
      if (known.size > mostRemembered) for (const oldest of known.keys()) if (known.delete(oldest)) break;
      try {
        return await tokens;
      } catch (error: unknown) {
        known.delete(key);
        throw error;
      }
    },
  };
}
