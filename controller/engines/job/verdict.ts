/** How the controller ends an execution: written on the Job before its pods are deleted, so that a restart changes nothing. */
import type { KubernetesObject } from '../../kubernetes/client.ts';
import type { ExecutionPhase } from '../engine.ts';
import { endAnnotation } from './names.ts';
import { parseForeignJSON } from '../../core/foreign-json.ts';

export interface Verdict {
  readonly phase: Extract<ExecutionPhase, 'Failed' | 'Infrastructure' | 'Cancelled'>;
  readonly reason: string;
  readonly message: string;
  /** ISO 8601. */
  readonly at: string;
  /** When the user's container started, if it had: its pod will not be there to say it. */
  readonly startedAt?: string;
}

/** The annotation's text. */
export function verdictText({ phase, reason, message, at, startedAt }: Verdict): string {
  return JSON.stringify({ phase, reason, message: message.slice(0, 2000).toWellFormed(), at, startedAt });
}

/** The verdict on a Job; undefined if there is none, or somebody wrote something else there. */
export function verdictOn(job: KubernetesObject): Verdict | undefined {
  return readVerdict(job.metadata.annotations?.[endAnnotation]);
}

function readVerdict(text: string | undefined): Verdict | undefined {
  if (text === undefined) return undefined;
  const value = parseForeignJSON(text);
  return isVerdict(value) ? value : undefined;
}

function isVerdict(value: unknown): value is Verdict {
  if (typeof value !== 'object' || value === null) return false;
  const { phase, reason, message, at, startedAt }: Readonly<Record<string, unknown>> = { ...value };
  return (
    (phase === 'Failed' || phase === 'Infrastructure' || phase === 'Cancelled') &&
    typeof reason === 'string' &&
    /^[A-Z][A-Za-z]{0,63}$/.test(reason) &&
    typeof message === 'string' &&
    isTime(at) &&
    (startedAt === undefined || isTime(startedAt))
  );
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
