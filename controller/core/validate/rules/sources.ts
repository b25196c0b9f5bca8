import { placed } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { problem, quoteText } from '../problem.ts';

const remote = /^https?:\/\/[^@/?#]+(\/[^ ]*)?$/;
const notAPath = /^(-|[A-Za-z0-9+.@_-]+:)/;

/**
 * A repository's url is http(s) without user and password, or a path (design section 6: schemes are an allow-list). What
 * is refused is not repeated when it may hold a password.
 */
export const sourceUrls: Rule = (spec) =>
  placed(spec.sources, ['spec', 'sources']).flatMap(([{ git }, path]) => {
    if (remote.test(git.url) || !notAPath.test(git.url)) return [];
    const found = git.url.includes('@') ? 'a url with a user or password' : quoteText(git.url);
    return [
      problem('source-url', [...path, 'git', 'url'], found, 'an http(s) URL without user or password, or a path'),
    ];
  });
