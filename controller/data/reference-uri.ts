import { isAbsolute } from 'node:path';

/** Where an input is that is not fetched: `git+<url>@<commit>`, as pip and others write it. */
export function referenceURI(url: string, commit: string): string {
  return `git+${isAbsolute(url) ? `file://${url}` : url}@${commit}`;
}
