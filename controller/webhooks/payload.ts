/**
 * The repositories that a delivery is about. Nothing else is read of it: commits, refs and paths of a payload are cut by
 * hosts, missing or wrong, and decide nothing.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { hostedRepositories } from '../core/hosted-repository.ts';
import { parseForeignJSON, isRecord } from '../core/foreign-json.ts';

/** What a delivery asks for; `undefined`: it cannot be read. */
export type Delivery =
  | { readonly kind: 'Ping' }
  /** Keys of repositories (`hostedRepository`), all the ways one repository is called by its host. */
  | { readonly kind: 'Hint'; readonly repositories: readonly string[] };

/** Brackets inside brackets. Payloads of hosts have about ten. */
const deepest = 64;
/** Addresses that one delivery may name. */
const most = 32;

/** Reads a delivery whose sender is known. @returns undefined when it is neither JSON nor a form with JSON, or too deep */
export function readDelivery(headers: IncomingHttpHeaders, body: Uint8Array): Delivery | undefined {
  if (headers['x-github-event'] === 'ping' || headers['x-event-key'] === 'diagnostics:ping') return { kind: 'Ping' };
  const text = textOf(formField(headers, body) ?? body);
  if (depthOf(text) > deepest) return undefined;
  const payload = parseForeignJSON(text);
  if (!isRecord(payload)) return undefined;
  return { kind: 'Hint', repositories: hostedRepositories(addressesOf(payload).slice(0, most)) };
}

/** GitHub and Gitea send a form with the one field `payload` if they are told so. @returns undefined for what is no form */
export function formField(headers: IncomingHttpHeaders, body: Uint8Array): Buffer | undefined {
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')) return undefined;
  // The first field alone: this is done with what strangers send too.
  const [field] = textOf(body).split('&', 1);
  return Buffer.from(new URLSearchParams(field).get('payload') ?? '');
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

/** How deep brackets are nested, counted without parsing. */
function depthOf(text: string): number {
  let [depth, greatest, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (quoted) {
      if (character === 0x5c) at += 1;
      else if (character === 0x22) quoted = false;
    } else if (character === 0x22) quoted = true;
    else if (character === 0x5b || character === 0x7b) greatest = Math.max(greatest, (depth += 1));
    else if (character === 0x5d || character === 0x7d) depth -= 1;
  }
  return greatest;
}

type Json = Readonly<Record<string, unknown>>;

function recordOf(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** Fields of a repository that hold an address: GitHub, Gitea, Forgejo; GitLab (its `repository` and its `project`). */
const addressFields = [
  'clone_url',
  'ssh_url',
  'git_url',
  'html_url',
  'git_http_url',
  'git_ssh_url',
  'http_url',
  'web_url',
  'homepage',
  'url',
] as const;

function addressesOf(payload: Json): readonly string[] {
  const { repository, repositories, project } = payload;
  const found = [repository, ...listOf(repositories), project].flatMap((one) => [
    ...(typeof one === 'string' ? [one] : []),
    ...addressFields.map((field) => recordOf(one)[field]),
    ...bitbucketAddresses(recordOf(recordOf(one)['links'])),
  ]);
  return found.filter((address): address is string => typeof address === 'string');
}

/** Bitbucket Cloud has `links.html`, Data Center `links.clone[]`, older ones only `links.self[]`, a page. */
function bitbucketAddresses(links: Json): readonly unknown[] {
  const hrefOf = (link: unknown): unknown => recordOf(link)['href'];
  const pages = listOf(links['self']).map(hrefOf);
  const derived = pages.map((page) =>
    typeof page === 'string'
      ? page.replace(/\/(?:projects|users)\/([^/]+)\/repos\/([^/]+)(?:\/.*)?$/, (_, owner: string, slug: string) =>
          /\/users\/[^/]+\/repos\//.test(page) ? `/scm/~${owner}/${slug}` : `/scm/${owner}/${slug}`,
        )
      : undefined,
  );
  return [hrefOf(links['html']), ...listOf(links['clone']).map(hrefOf), ...derived];
}
