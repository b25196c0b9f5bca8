import { expect } from 'chai';
import type { WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import type { Git, ResolvedRef } from '../../../controller/git/git.ts';
import { followingOf, lookAtSources, withSources } from '../../../controller/reconcile/source-looks.ts';
import { Sources } from '../../../controller/reconcile/sources.ts';
import { createTrust } from '../../../controller/reconcile/trust.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const commit = 'a'.repeat(40);

function workflow({ git: more, ...source }: { git: object; suspend?: boolean }, status: object = {}): WorkflowSpec {
  const git = { url: 'https://git.example.com/r', interval: '1m' };
  return {
    metadata: { namespace: 'ml', name: 'digits', uid: 'u', generation: 1 },
    spec: { sources: [{ name: 'code', ...source, git: { ...git, ...more } }] },
    status: { observedGeneration: 1, ...status },
  } as unknown as WorkflowSpec;
}

const verify = { mode: 'Tag', secretRef: { name: 'keys' } };

describe('what was found trusted', () => {
  let found: ResolvedRef;
  let asked: (string | undefined)[];
  let changed: () => void;
  let sources: Sources;

  beforeEach(() => {
    asked = [];
    const git: Pick<Git, 'resolve' | 'ensure' | 'watch' | 'commits' | 'verify'> = {
      resolve: async () => found,
      ensure: async () => undefined,
      commits: async () => [],
      watch: (_repository, _interval, told) => {
        changed = told;
        return () => undefined;
      },
      // As the git port has it: a lightweight tag has no object, and cannot be signed.
      async verify(_repository, { tag, tagObject, to }) {
        asked.push(tag);
        return tagObject === undefined
          ? { verified: false, object: to, why: 'Unsigned', message: 'No annotated tag names it.' }
          : { verified: true, by: 'Ada', commits: 1 };
      },
    };
    const trust = createTrust(git, async () => new Map());
    sources = new Sources({ git: git as Git, clock: new FakeClock(), trust, moved: () => undefined });
  });
  afterEach(() => sources.close());

  async function look(of: WorkflowSpec): Promise<string> {
    const [one] = await lookAtSources({ sources }, of);
    return one?.revision ?? one?.error?.reason ?? '';
  }

  it('is a tag by its name: the same commit under another is judged anew, also after a restart', async () => {
    const tagged = workflow({ git: { ref: { semver: '>=1' }, verify } });
    found = { branch: 'v1.0.0', commit, tagObject: 'b'.repeat(40) };
    sources.follow('ml/digits', followingOf(tagged));
    expect(await look(tagged)).to.equal(`v1.0.0@sha1:${commit}`);
    found = { branch: 'v9.0.0', commit };
    changed();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await look(tagged)).to.equal('SourceUntrusted');
    expect(asked).to.deep.equal(['v1.0.0', 'v9.0.0']);
  });

  it('is not asked for again while it stays what was judged, by its keys of then', async () => {
    const known = { name: 'code', revision: `v1.0.0@sha1:${commit}`, verified: { commit, by: 'Ada' } };
    const restarted = workflow({ git: { ref: { semver: '>=1' }, verify } }, { sources: [known] });
    found = { branch: 'v1.0.0', commit };
    expect(await look(restarted)).to.equal(`v1.0.0@sha1:${commit}`);
    expect(asked).to.deep.equal([]);
    found = { branch: 'v9.0.0', commit };
    expect(await look(restarted)).to.equal('SourceUntrusted');
  });

  it('is not said of a suspended source that nobody judged', async () => {
    const known = { name: 'code', revision: `main@sha1:${commit}` };
    const condition = async (more: object): Promise<unknown> => {
      const suspended = workflow({ suspend: true, git: { verify } }, { sources: [{ ...known, ...more }] });
      const looks = await lookAtSources({ sources }, suspended);
      const { status } = withSources(suspended, looks, '2030-01-01T00:00:00.000Z');
      return status?.conditions?.find(({ type }) => type === 'SourceVerified')?.message;
    };
    expect(await condition({})).to.equal(undefined);
    expect(await condition({ verified: { commit, by: 'Ada' } })).to.equal('code: Ada');
  });
});
