import semver from 'semver';
import { RefitError } from '../core/errors.ts';

/**
 * The tag of the highest version within a range. A tag is a version when it is a whole one of Semantic Versioning 2.0,
 * with or without a `v` before it; a pre-release counts only when the range names one of the same version. Of equals the
 * one of the later build metadata is taken (as npm orders them), then the one without `v`.
 * @param range npm's grammar, such as `>=1.2 <2`, `~1.4`, `1.x`
 * @throws RefitError SpecInvalid when it is no range
 */
export function highestVersion(range: string, tags: Iterable<string>): string | undefined {
  const parsed = rangeOf(range);
  let best: { readonly tag: string; readonly version: semver.SemVer } | undefined;
  for (const tag of tags) {
    const version = versionOf(tag);
    if (version === undefined || !parsed.test(version)) continue;
    const order = best === undefined ? 1 : semver.compareBuild(version, best.version);
    if (best === undefined || order > 0 || (order === 0 && !tag.startsWith('v'))) best = { tag, version };
  }
  return best?.tag;
}

/** The highest three of all versions, pre-releases too, for messages. */
export function highestTags(tags: Iterable<string>): string[] {
  const versions = [...tags].flatMap((tag) => {
    const version = versionOf(tag);
    return version === undefined ? [] : [{ tag, version }];
  });
  return versions
    .sort((a, b) => semver.compareBuild(b.version, a.version))
    .slice(0, 3)
    .map(({ tag }) => tag);
}

function versionOf(tag: string): semver.SemVer | undefined {
  // Strictly: `=1.2.3` or ` 1.2.3` are names that somebody gave, not versions.
  const text = tag.replace(/^v/, '');
  return /^\d/.test(text) && tag.length <= 256 ? (semver.parse(text) ?? undefined) : undefined;
}

function rangeOf(range: string): semver.Range {
  try {
    return new semver.Range(range);
  } catch (error: unknown) {
    const found = JSON.stringify(range.slice(0, 100));
    throw new RefitError(
      'SpecInvalid',
      `The semver range ${found} is none; allowed are such as ">=1.2 <2", "~1.4", "1.x".`,
      error,
    );
  }
}
