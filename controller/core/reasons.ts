/** Why a step is not reused: the difference between what it consumed at the base and what it consumes now, as data. */
import type { ReasonCommit, ReasonKind, StepReason, WorkflowSpecSpec } from '../api/v1alpha1/kinds.ts';
import { valueText } from './value-text.ts';
import { displayPath } from './paths.ts';
import { rowKey, type Plan, type PlannedStep } from './planning.ts';

/** `paths` and `commits` are cut at these many; `truncated` says so. */
const PATHS = 20;
const COMMITS = 10;
/** Reasons of a step, characters of an input's name and of a path: the CRD's bounds. */
const REASONS = 32;
const NAME = 256;
const PATH = 4_096;

/** History of a source between base and now, restricted to a selection, and of one file to keys. */
export type History = (
  source: string,
  paths: readonly string[] | undefined,
  keys?: readonly string[],
) => Promise<{
  /** By byte path; `text` is what is told instead of it. */
  readonly changes: readonly { readonly path: string; readonly text?: string }[];
  readonly commits: readonly ReasonCommit[];
  readonly truncated: boolean;
}>;

/** Reasons of every row that is not reused, by row key. `spec` tells where parameters are read from. */
export async function explainPlan(
  plan: Plan,
  base: ReadonlyMap<string, PlannedStep> | undefined,
  history: History,
  spec?: Pick<WorkflowSpecSpec, 'parameters'>,
): Promise<ReadonlyMap<string, readonly StepReason[]>> {
  const reasons = new Map<string, readonly StepReason[]>();
  for (const row of plan.steps) {
    if (row.action === 'Reuse') continue;
    const key = rowKey(row.name, row.subject);
    reasons.set(key, (await explainStep(row, base?.get(key), { history, spec })).slice(0, REASONS));
  }
  return reasons;
}

interface Told {
  readonly history: History;
  readonly spec: Pick<WorkflowSpecSpec, 'parameters'> | undefined;
}

async function explainStep(
  row: PlannedStep,
  before: PlannedStep | undefined,
  told: Told,
): Promise<readonly StepReason[]> {
  if (row.missing === 'Forced') return [plain('Forced')];
  if (row.missing === 'ArtifactMissing') return [plain('ArtifactMissing')];
  if (!before) return [plain('NoResult')];
  const reasons: StepReason[] = [];
  for (const key of differing(before.facts.own, row.facts.own)) reasons.push(await ownReason(key, row, before, told));
  const upstream = differing(before.facts.upstream, row.facts.upstream);
  for (const input of upstream) reasons.push(plain('UpstreamChanged', input));
  if (reasons.length > 0) return reasons;
  // Waits for a step that runs, without consuming anything of it that is known to differ.
  return row.action === 'Pending' ? [plain('UpstreamChanged')] : [plain('NoResult')];
}

async function ownReason(key: string, row: PlannedStep, before: PlannedStep, told: Told): Promise<StepReason> {
  const { history } = told;
  const separator = key.indexOf(':');
  const kind = separator < 0 ? key : key.slice(0, separator);
  const name = separator < 0 ? undefined : key.slice(separator + 1);
  switch (kind) {
    case 'input':
      return inputReason(name, row, before, history);
    case 'environment': {
      const lock = row.resolved.environment?.lock ?? before.resolved.environment?.lock;
      return lock
        ? changed('EnvironmentChanged', name, await history(lock.source, lock.paths))
        : plain('EnvironmentChanged', name);
    }
    case 'parameter':
      return parameterReason(name ?? '', [before.facts.own[key], row.facts.own[key]], told);
    case 'image':
      return plain('ImageChanged');
    default:
      return plain('CommandChanged');
  }
}

async function inputReason(
  name: string | undefined,
  row: PlannedStep,
  before: PlannedStep,
  history: History,
): Promise<StepReason> {
  const inputs = [...row.resolved.inputs, ...before.resolved.inputs];
  const from = inputs.find((input) => input.name === name)?.from;
  if (from?.kind !== 'Source') return plain('PathsChanged', name);
  return changed('PathsChanged', name, await history(from.source, from.paths, from.keys));
}

/** The parameter's name, old and new value, and of one that is read from a file the commits that touched it. */
async function parameterReason(
  name: string,
  [old, now]: readonly [string | undefined, string | undefined],
  { history, spec }: Told,
): Promise<StepReason> {
  const from = spec?.parameters?.find((parameter) => parameter.name === name)?.from;
  const text = `${valueText(old)} → ${valueText(now)}`;
  if (!from) return { ...plain('ParameterChanged', name), paths: [text] };
  const { commits, truncated } = await history(from.source, [from.file]);
  const reason = changed('ParameterChanged', name, { changes: [], commits, truncated });
  return { ...reason, paths: [`${from.file} ${from.key}: ${text}`.slice(0, PATH)] };
}

function plain(kind: ReasonKind, input?: string): StepReason {
  return {
    ...(input === undefined ? {} : { input: input.slice(0, NAME) }),
    kind,
    paths: [],
    commits: [],
    truncated: false,
  };
}

function changed(kind: ReasonKind, input: string | undefined, history: Awaited<ReturnType<History>>): StepReason {
  return {
    ...plain(kind, input),
    paths: history.changes.slice(0, PATHS).map(({ path, text }) => (text ?? displayPath(path)).slice(0, PATH)),
    commits: history.commits.slice(0, COMMITS).map((commit) => ({ ...commit })),
    truncated: history.truncated || history.changes.length > PATHS || history.commits.length > COMMITS,
  };
}

function differing(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => before[key] !== now[key]);
}
