/**
 * Which repository an address means, however it is written: hosts name one repository by several addresses, and people
 * follow it by any of them.
 */

const longest = 2_048;
const control = /\p{Cc}/u;
/** Schemes by which repositories are reached. */
const schemed = /^(?:https?|ssh|git|git\+ssh|git\+https?):\/\//i;
/** `user@host:path`, ssh's short form; a colon before any slash. */
const scpForm = /^(?:[^\s@:/]+@)?(\[[0-9a-f:]+\]|[^\s@:/]+):(?![:]|\/\/)(.+)$/i;

/**
 * `host/path` of a repository's address, equal for all addresses of the same repository: scheme, user, port, letter case,
 * `.git`, Bitbucket's `scm/` and slashes at the ends make no difference. Two repositories that differ in nothing else have
 * one key too: a key may hurry a look at a repository, and must decide nothing more.
 * @returns undefined for what is no address of a repository on a host
 */
export function hostedRepository(url: string): string | undefined {
  const text = url.trim();
  if (text.length > longest || control.test(text)) return undefined;
  const plain = schemed.test(text) ? text.replace(schemed, 'http://') : scpAddress(text);
  // A port that means nothing in http, such as ssh's own, parses as well.
  if (plain === undefined || !URL.canParse(plain)) return undefined;
  const { hostname, pathname } = new URL(plain);
  const path = decoded(pathname)
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '')
    .join('/')
    .replace(/^scm\//, '')
    .replace(/\.git$/, '');
  return hostname === '' || path === '' || control.test(path)
    ? undefined
    : `${hostname.toLowerCase().replace(/\.$/, '')}/${path}`;
}

/** The keys of several addresses, each once. */
export function hostedRepositories(urls: readonly string[]): readonly string[] {
  return [...new Set(urls.map(hostedRepository).filter((key) => key !== undefined))];
}

function scpAddress(text: string): string | undefined {
  const [, host, path] = scpForm.exec(text) ?? [];
  return host === undefined || path === undefined ? undefined : `http://${host}/${path}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error: unknown) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
