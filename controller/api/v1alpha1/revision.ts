/** A branch at a commit. */
export interface Revision {
  readonly branch: string;
  /** 40 (SHA-1) or 64 (SHA-256 repositories) lower-case hex. */
  readonly commit: string;
}

const pattern = /^(.+)@(?:sha1:([0-9a-f]{40})|sha256:([0-9a-f]{64}))$/;

/** `main@sha1:<40 hex>` or `main@sha256:<64 hex>`, as Flux writes it. */
export function formatRevision({ branch, commit }: Revision): string {
  return `${branch}@${commit.length === 64 ? 'sha256' : 'sha1'}:${commit}`;
}

/** The parts of a revision; undefined if the text is none. */
export function parseRevision(text: string): Revision | undefined {
  const [, branch, sha1, sha256] = pattern.exec(text) ?? [];
  const commit = sha1 ?? sha256;
  return branch === undefined || commit === undefined ? undefined : { branch, commit };
}

/** A revision for people: `main@1a2b3c4`; text that is no revision stays as it is. */
export function shortRevision(text: string): string {
  const revision = parseRevision(text);
  return revision === undefined ? text : `${revision.branch}@${revision.commit.slice(0, 7)}`;
}
