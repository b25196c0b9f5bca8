/** Why a rollout failed, with the server's last lines: no value of a secret is ever among them. */
import { isReason } from '../../core/errors.ts';
import { createRedactor } from '../../engines/process/redactor.ts';
import { readable } from '../../engines/job/trouble.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Release } from '../serving.ts';
import type { Trouble } from './pods.ts';

/** A failure as it is remembered. */
export interface FailureText {
  readonly reason: string;
  readonly message: string;
}

/** Lines are left out when a secret that the server was given cannot be read: then nothing can be taken out of them. */
export async function failureText(
  trouble: Trouble,
  namespace: string,
  { env }: Pick<Release, 'env'>,
  secrets: Secrets | undefined,
): Promise<FailureText> {
  const { reason, message, lines } = trouble;
  if (lines === undefined) return { reason, message };
  const values = await valuesOf(namespace, env, secrets);
  if (values === undefined) return { reason, message };
  const redactor = createRedactor(values);
  const shown = Buffer.concat([redactor.push(Buffer.from(lines)), redactor.end()]);
  return { reason, message: `${message}; its last lines: ${readable(shown.toString('utf8'))}` };
}

async function valuesOf(
  namespace: string,
  env: Release['env'],
  secrets: Secrets | undefined,
): Promise<string[] | undefined> {
  const wanted = env.flatMap((variable) => ('secret' in variable ? [variable.secret] : []));
  if (wanted.length > 0 && secrets === undefined) return undefined;
  try {
    return await Promise.all(wanted.map(async ({ name, key }) => secrets?.read(namespace, name, key) ?? ''));
  } catch (error: unknown) {
    if (isReason(error, 'SecretNotFound') || isReason(error, 'AccessDenied')) return undefined;
    throw error;
  }
}
