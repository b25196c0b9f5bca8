import type { GitHttpRequest, GitHttpResponse } from 'isomorphic-git';
import type { ListedRef } from './refs.ts';
import type { Ask } from './transport.ts';

/** Lists refs by isomorphic-git: the capabilities, then the refs, by protocol v2. @throws what it throws */
export async function listServerRefs(url: string, prefix: string, ask: Ask): Promise<readonly ListedRef[]> {
  const { listServerRefs: list } = await import('isomorphic-git');
  const http = { request: (request: GitHttpRequest) => answer(request, ask) };
  // A new object each time: it writes credentials into the headers it is given (research/git.md, 2.2).
  return list({ http, url, prefix, symrefs: true, peelTags: true, headers: {} });
}

async function answer({ url, method, headers, body }: GitHttpRequest, ask: Ask): Promise<GitHttpResponse> {
  const question = { method: method === 'POST' ? 'POST' : 'GET', url, headers: { ...headers } } as const;
  const pieces: Uint8Array[] = [];
  if (body !== undefined) for await (const piece of body) pieces.push(piece);
  const answered = await ask({ ...question, body: Buffer.concat(pieces) });
  const plain = Object.entries(answered.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    url,
    method: question.method,
    headers: Object.fromEntries(plain),
    statusCode: answered.status,
    statusMessage: '',
    body: iterate(answered.body),
  };
}

async function* iterate(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield bytes;
}
