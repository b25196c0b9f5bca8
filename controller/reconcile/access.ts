/** Whose credentials a workflow's sources are read with. */
import type { Source, WorkflowSpecSpec } from '../api/v1alpha1/kinds.ts';
import type { SourceAccess } from '../engines/engine.ts';
import type { Repository, RepositoryAccess } from '../git/git.ts';
import type { SourceAccessOf } from './target.ts';

/** Of one source; undefined = none. */
export function accessOf(namespace: string, { git }: Pick<Source, 'git'>): RepositoryAccess | undefined {
  return git.secretRef === undefined ? undefined : { namespace, secret: git.secretRef.name };
}

/**
 * Of the sources of specs, the first of which counts most. A Secret is for the url that it stands beside: a source that none of
 * them has at that url is read without, so that one that moved sends nothing of its old host to the new one.
 */
export function sourceAccess(
  namespace: string,
  ...specs: readonly Pick<WorkflowSpecSpec, 'sources'>[]
): SourceAccessOf {
  const all = specs.flatMap(({ sources }) => sources);
  return (name, url) => {
    const source = all.find((each) => each.name === name && each.git.url === url);
    return source && accessOf(namespace, source);
  };
}

/**
 * The sources of a run as they are reached now: credentials and remotes are those of the workflow today, since a run that was
 * decided with a secret that has another name by now would wait for it for ever.
 */
export function sourcesToday(
  run: Pick<WorkflowSpecSpec, 'sources'>,
  today: Pick<WorkflowSpecSpec, 'sources'>,
): Pick<WorkflowSpecSpec, 'sources'> {
  const current = (source: Source): Source =>
    today.sources.find(({ name, git }) => name === source.name && git.url === source.git.url) ?? source;
  return { sources: run.sources.map(current) };
}

/** A repository at `url`, read as a source of that name is. */
export function repositoryOf(url: string, access: RepositoryAccess | undefined): Repository {
  return access === undefined ? { url } : { url, access };
}

/** How a step reaches a source and the data that it names: names of Secrets, never values. */
export function stepAccess({ sources }: Pick<WorkflowSpecSpec, 'sources'>, name: string): SourceAccess {
  const git = sources.find((source) => source.name === name)?.git;
  if (!git) return {};
  const { secretRef, lfs, dataRemotes = [] } = git;
  return {
    ...secretOf(secretRef),
    ...(lfs === undefined ? {} : { lfs: { url: lfs.url, ...secretOf(lfs.secretRef) } }),
    ...(dataRemotes.length === 0
      ? {}
      : { dataRemotes: dataRemotes.map(({ secretRef: secret, ...remote }) => ({ ...remote, ...secretOf(secret) })) }),
  };
}

function secretOf(reference: { readonly name: string } | undefined): { readonly secret?: string } {
  return reference === undefined ? {} : { secret: reference.name };
}
