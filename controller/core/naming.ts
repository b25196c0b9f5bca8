/**
 * Names of what Refit makes (design section 2): DNS-1035, at most 63 characters, at least 80 bits of hash wherever a
 * name stands for more than it can spell. Workflows have at most 40 characters, steps 30.
 */
import { canonicalText } from './canonical.ts';
import { hexOf, sha256Hex } from './hash.ts';

/** Identity of one attempt; `ExecutionKey` of the engine port fits. */
export interface ExecutionIdentity {
  readonly namespace: string;
  readonly workflow: string;
  readonly workflowUID: string;
  readonly step: string;
  readonly subject: string;
  readonly fingerprint: string;
  readonly attempt: number;
}

const maxName = 63;
/** 20 hex characters: 80 bits. */
const hashLength = 20;
const room = maxName - hashLength - 1;

/** `<workflow>-<sequence>` */
export function runName(workflow: string, sequence: number): string {
  return `${workflow}-${sequence}`;
}

/** `<workflow>-<step>-<hash over the entire key>`; long workflow and step names are cut, the hash never is. */
export function executionName(key: ExecutionIdentity): string {
  const { namespace, workflow, workflowUID, step, subject, fingerprint } = key;
  const whole = { namespace, workflow, workflowUID, step, subject, fingerprint, attempt: String(key.attempt) };
  return `${readable(workflow, step)}-${shortHash(sha256Hex(canonicalText(whole)))}`;
}

/**
 * `<workflow>-<step>` of what serves a stage on a cluster. With a hash over both, and cut, where they are too long together;
 * and of a step whose name has a hyphen: step `b-c` of workflow `a` is not step `c` of workflow `a-b`. A function of the two
 * alone, so that a cluster that is made anew has the same addresses, whichever stage comes first.
 */
export function stageName({ workflow, step }: Pick<ExecutionIdentity, 'workflow' | 'step'>): string {
  const whole = `${workflow}-${step}`;
  return whole.length <= maxName && !step.includes('-')
    ? whole
    : `${readable(workflow, step)}-${shortHash(sha256Hex(canonicalText({ workflow, step })))}`;
}

/** `<workflow>-<the first 80 bits of the model's digest>` */
export function modelVersionName(workflow: string, digest: string): string {
  return `${cut(workflow, room)}-${shortHash(digest)}`;
}

/** The first 20 hex characters of a digest. */
export function shortHash(digest: string): string {
  return hexOf(digest).slice(0, hashLength);
}

/** `REFIT_INPUT_<NAME>`: where an input is. */
export function inputVariable(input: string): string {
  return `REFIT_INPUT_${variableText(input)}`;
}

/** `REFIT_OUTPUT_<NAME>`: where a step without `path` writes an output. */
export function outputVariable(output: string): string {
  return `REFIT_OUTPUT_${variableText(output)}`;
}

/** `REFIT_REVISION_<SOURCE>` */
export function revisionVariable(source: string): string {
  return `REFIT_REVISION_${variableText(source)}`;
}

function variableText(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

/** Both names if they fit; else the longer gives way first. */
function readable(workflow: string, step: string): string {
  const share = Math.floor((room - 1) / 2);
  const stepRoom = Math.max(share, room - 1 - workflow.length);
  const shortStep = cut(step, stepRoom);
  return `${cut(workflow, room - 1 - shortStep.length)}-${shortStep}`;
}

function cut(name: string, length: number): string {
  return name.slice(0, length).replace(/-+$/, '');
}
