/** What a workflow's sources are at, as its reconciler asks and as its status tells. */
import type { Condition, Source, SourceRevision, SourceStatus, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { conditionReasons, removeCondition, setCondition } from '../api/v1alpha1/conditions.ts';
import { parseDuration } from '../api/v1alpha1/duration.ts';
import { formatRevision, parseRevision } from '../api/v1alpha1/revision.ts';
import { RefitError, toError } from '../core/errors.ts';
import type { RepositoryRef } from '../git/git.ts';
import { accessOf } from './access.ts';
import type { Ports } from './ports.ts';
import type { Following, TrustedCommit } from './source-state.ts';

/** The longest message of a source that its status holds. */
const MESSAGE_LENGTH = 4_096;

/** A source as it was looked at. One of `revision` and `error` is there. */
export interface SourceLook {
  readonly source: Source;
  readonly revision?: string;
  readonly trusted?: TrustedCommit | undefined;
  readonly error?: RefitError;
}

/** What a source follows, as the git port has it. */
export function refOf(namespace: string, source: Pick<Source, 'git'>): RepositoryRef {
  const { url, ref = {} } = source.git;
  const access = accessOf(namespace, source);
  return { url, ...ref, ...(access === undefined ? {} : { access }) };
}

/** What the sources of a workflow follow; nothing while it is suspended, and not those that are. */
export function followingOf(workflow: WorkflowSpec): Following[] {
  if (workflow.spec.suspend === true) return [];
  return workflow.spec.sources
    .filter(({ suspend }) => suspend !== true)
    .map((source) => followingSource(workflow, source));
}

function followingSource({ metadata: { namespace }, status }: WorkflowSpec, source: Source): Following {
  const known = status?.sources?.find(({ name }) => name === source.name);
  const decided = known?.revision === undefined ? undefined : parseRevision(known.revision)?.commit;
  const { interval, verify } = source.git;
  return {
    ref: refOf(namespace, source),
    intervalMs: parseDuration(interval),
    decided,
    trusted: trustedOf(known),
    ...(verify === undefined ? {} : { verify: { mode: verify.mode, namespace, secret: verify.secretRef.name } }),
  };
}

/** What was trusted last, as its status tells it: of a tag the name too, where that is what was judged. */
function trustedOf(known: SourceStatus | undefined): TrustedCommit | undefined {
  if (known?.verified === undefined) return undefined;
  const judged = known.revision === undefined ? undefined : parseRevision(known.revision);
  return { ...known.verified, ...(judged?.commit === known.verified.commit ? { tag: judged.branch } : {}) };
}

/** Every source's revision as last looked at; of a suspended one, as last judged. Throws nothing of the table. */
export function lookAtSources(ports: Pick<Ports, 'sources'>, workflow: WorkflowSpec): Promise<SourceLook[]> {
  return Promise.all(workflow.spec.sources.map((source) => lookAt(ports, workflow, source)));
}

async function lookAt(ports: Pick<Ports, 'sources'>, workflow: WorkflowSpec, source: Source): Promise<SourceLook> {
  if (source.suspend === true) {
    const known = workflow.status?.sources?.find(({ name }) => name === source.name);
    if (known?.revision !== undefined) return { source, revision: known.revision, trusted: known.verified };
    return { source, error: new RefitError('SourceSuspended', 'it is suspended and was never judged') };
  }
  try {
    const { trusted, ...resolved } = await ports.sources.current(followingSource(workflow, source));
    return { source, revision: formatRevision(resolved), trusted };
  } catch (error) {
    if (error instanceof RefitError) return { source, error };
    return { source, error: new RefitError('SourceUnavailable', toError(error).message, error) };
  }
}

/** The revisions of all sources. @throws one RefitError that names every source that cannot be read */
export function revisionsOf(looks: readonly SourceLook[]): SourceRevision[] {
  const failures = looks.flatMap(({ source, error }) => (error ? [{ source: source.name, error }] : []));
  const first = failures[0];
  if (first) {
    const message = failures.map(({ source, error }) => `source ${source}: ${error.message}`).join('; ');
    throw new RefitError(first.error.reason, message, first.error);
  }
  return looks.flatMap(({ source, revision }) =>
    revision === undefined ? [] : [{ source: source.name, url: source.git.url, revision }],
  );
}

/** The workflow with its sources' state in its status. Pure. */
export function withSources(workflow: WorkflowSpec, looks: readonly SourceLook[], now: string): WorkflowSpec {
  const status = workflow.status ?? { observedGeneration: -1 };
  const known = status.sources ?? [];
  const sources = looks.flatMap((look) => {
    const told = statusOf(
      look,
      known.find(({ name }) => name === look.source.name),
    );
    return Object.keys(told).length > 1 ? [told] : [];
  });
  const conditions = withVerified(status.conditions ?? [], looks, workflow.metadata.generation, now);
  return { ...workflow, status: { ...status, sources, conditions } };
}

function statusOf({ source, error, trusted }: SourceLook, known: SourceStatus | undefined): SourceStatus {
  const verified = source.git.verify === undefined ? undefined : (trusted ?? known?.verified);
  return {
    name: source.name,
    ...(known?.revision === undefined ? {} : { revision: known.revision }),
    ...(error === undefined ? {} : { reason: error.reason, message: error.message.slice(0, MESSAGE_LENGTH) }),
    ...(verified === undefined ? {} : { verified: { commit: verified.commit, by: verified.by } }),
  };
}

function withVerified(
  conditions: readonly Condition[],
  looks: readonly SourceLook[],
  observedGeneration: number,
  now: string,
): Condition[] {
  const checked = looks.filter(({ source }) => source.git.verify !== undefined);
  if (checked.length === 0) return removeCondition(conditions, 'SourceVerified');
  const refused = checked.filter(({ error }) => error?.reason === 'SourceUntrusted');
  // A source that cannot be read, or was suspended before anybody judged it, says nothing about who signed it.
  if (refused.length === 0 && checked.some(({ trusted }) => trusted === undefined)) return [...conditions];
  const base = { type: 'SourceVerified', observedGeneration };
  const message =
    refused.length > 0
      ? refused.map(({ source, error }) => `source ${source.name}: ${error?.message ?? ''}`).join('; ')
      : checked.map(({ source, trusted }) => `${source.name}: ${trusted?.by ?? ''}`).join('; ');
  const told =
    refused.length > 0
      ? ({ ...base, status: 'False', reason: conditionReasons.SourceUntrusted } as const)
      : ({ ...base, status: 'True', reason: conditionReasons.SourceTrusted } as const);
  return setCondition(conditions, { ...told, message: message.slice(0, MESSAGE_LENGTH) }, now);
}
