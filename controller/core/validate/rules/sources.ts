import { isRefName } from '../../ref-name.ts';
import { placed } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';

const remote = /^https?:\/\/[^@/?#]+(\/[^ ?#]*)?$/;
const ssh = /^ssh:\/\/([A-Za-z0-9._-]+@)?[^@/?#:]+(:[0-9]+)?\/[^ ?#]+$/;
/** `git@host:path`, in which a password has no place. */
const scpForm = /^([A-Za-z0-9._-]+@[A-Za-z0-9.-]+):\/?([^/@\s][^@\s]*)$/;
const notAPath = /^(-|[A-Za-z0-9+.@_-]+:)/;

/**
 * A repository's url is http(s) without user and password, ssh, or a path (design section 6: schemes are an allow-list). What
 * is refused is not repeated when it may hold a password.
 */
export const sourceUrls: Rule = (spec) =>
  placed(spec.sources, ['spec', 'sources']).flatMap(([{ git }, path]) => {
    if (remote.test(git.url) || ssh.test(git.url) || !notAPath.test(git.url)) return [];
    const field = [...path, 'git', 'url'];
    const [, login, file] = scpForm.exec(git.url) ?? [];
    if (login !== undefined && file !== undefined)
      return [problem('source-url', field, 'a url in scp form (host:path)', `ssh://${login}/${file}`)];
    const allowed = 'an http(s) URL without user, password and query, ssh://user@host/path, or a path';
    const found = secretive(git.url) ?? quoteText(git.url);
    return [problem('source-url', field, found, allowed)];
  });

/** What is said of a url instead of its text, which may hold a password or a token. */
function secretive(url: string): string | undefined {
  if (url.includes('@')) return 'a url with a user or password';
  return /[?#]/.test(url) ? 'a url with a query or fragment' : undefined;
}

/** The signature of a tag needs a tag that leads to the revision. */
export const tagVerification: Rule = (spec) =>
  placed(spec.sources, ['spec', 'sources']).flatMap(([{ git }, path]) => {
    const { ref, verify } = git;
    if (verify?.mode !== 'Tag') return [];
    if (ref?.commit === undefined && (ref?.tag !== undefined || ref?.semver !== undefined)) return [];
    const allowed = 'Tag together with ref.tag or ref.semver, and no ref.commit';
    return [problem('verify-tag', [...path, 'git', 'verify', 'mode'], 'Tag', allowed)];
  });

const refKinds = ['commit', 'semver', 'tag', 'branch'] as const;

/** Of several kinds of ref one counts, and the others say nothing. */
export const refsBeside: Rule = (spec) =>
  placed(spec.sources, ['spec', 'sources']).flatMap(([{ git }, path]) => {
    const [counts, ...others] = refKinds.filter((kind) => git.ref?.[kind] !== undefined);
    return others.map((kind) =>
      problem(
        'ref-beside',
        [...path, 'git', 'ref', kind],
        `a ${kind} beside a ${counts}, which alone counts`,
        'one of them',
      ),
    );
  });

/** Names that git takes; what else they may be is known where the repository is read. */
export const refNames: Rule = (spec) =>
  placed(spec.sources, ['spec', 'sources']).flatMap(([{ git }, path]) =>
    (['branch', 'tag'] as const).flatMap((kind) => {
      const name = git.ref?.[kind];
      if (name === undefined || isRefName(name)) return [];
      return [
        problem('ref-name', [...path, 'git', 'ref', kind], quoteText(name), `a name that git takes for a ${kind}`),
      ];
    }),
  );
