import { mkdtemp, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { SourceRevision } from '../../api/v1alpha1/kinds.ts';
import { parseRevision } from '../../api/v1alpha1/revision.ts';
import type { Git, Repository } from '../../git/git.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { Clones } from './clones.ts';

/** What a plan asks of git. */
export interface PlanGit extends Git {
  readonly clones: Clones;
  /** Has a local clone listed, and compared, before anybody asks. */
  prefetch(from: SourceRevision, to: SourceRevision): Promise<void>;
}

/** Whether a source's url is a path. */
export function isLocal({ url }: Repository): boolean {
  return isAbsolute(url);
}

/**
 * Git for one plan. Local clones are read in place. Remote repositories get a mirror: those of the state folder where
 * there are any, so that nothing is fetched twice, else in a temporary folder that goes with `close`.
 * @param secrets where the credentials of remote repositories are read; without it, those that need some are refused
 */
export function createPlanGit(mirrors: string | undefined, secrets?: Pick<Secrets, 'entries'>): PlanGit {
  const clones = new Clones();
  let remote: Promise<Git> | undefined;
  let temporary: string | undefined;

  async function openMirrors(): Promise<Git> {
    const { createGit } = await import('../../git/native.ts');
    const { systemClock } = await import('../../runtime/clock.ts');
    temporary = mirrors === undefined ? await mkdtemp(join(process.env['TMPDIR'] ?? '/tmp', 'refit-plan-')) : undefined;
    const { createGitAccess } = await import('../../git/access.ts');
    const means = { folder: mirrors ?? temporary ?? '', allowLocal: true, clock: systemClock, random: Math.random };
    return createGit(secrets === undefined ? means : { ...means, credentials: createGitAccess(secrets) });
  }
  function mirrored(): Promise<Git> {
    return (remote ??= openMirrors());
  }

  return {
    clones,
    async resolve(ref) {
      return isLocal(ref) ? clones.resolve(ref) : (await mirrored()).resolve(ref);
    },
    async prefetch(from, to) {
      if (isLocal(to))
        await clones.prefetch(to, parseRevision(from.revision)?.commit ?? '', parseRevision(to.revision)?.commit ?? '');
    },
    async ensure(repository, commit) {
      if (!isLocal(repository)) return (await mirrored()).ensure(repository, commit);
      await clones.revision(repository, commit);
    },
    async entries(repository, commit) {
      return isLocal(repository) ? clones.entries(repository, commit) : (await mirrored()).entries(repository, commit);
    },
    async changes(repository, from, to) {
      return isLocal(repository)
        ? clones.changes(repository, from, to)
        : (await mirrored()).changes(repository, from, to);
    },
    async commits(repository, from, to, limit) {
      return isLocal(repository)
        ? clones.commits(repository, from, to, limit)
        : (await mirrored()).commits(repository, from, to, limit);
    },
    async commit(repository, commit) {
      return (await mirrored()).commit(repository, commit);
    },
    async blobs(repository, oids, maxBytes, oversize) {
      return isLocal(repository) && oversize === 'Skip'
        ? clones.blobs(repository, oids, maxBytes)
        : (await mirrored()).blobs(repository, oids, maxBytes, oversize);
    },
    async verify(repository, request) {
      return (await mirrored()).verify(repository, request);
    },
    // A plan looks once.
    watch: () => () => undefined,
    async close() {
      await clones.close();
      await (await remote?.catch(() => undefined))?.close();
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    },
  };
}
