/**
 * The way from a person's machine to the artifacts that an installation keeps: through the API server to the controller's
 * Service. The API server checks the person's right to that Service; the artifact server checks a token of the namespace.
 */
import { absentHeader } from '../../artifacts/objects/http.ts';
import type { HttpAnswer, HttpTransport } from '../../artifacts/objects/http-transport.ts';
import { ARTIFACT_AUDIENCE } from '../../artifacts/pod-access.ts';
import { RefitError } from '../../core/errors.ts';
import type { KubernetesClient, KubernetesObject } from '../../kubernetes/client.ts';
import { fromApiStatus, readApiStatus } from '../../kubernetes/errors.ts';
import { serviceAccounts } from '../../kubernetes/resources.ts';
import { NotServed } from './failure.ts';

/** Where an installation of `manifests/` has its artifacts. */
export const artifactService = { namespace: 'refit-system', name: 'refit-controller', port: 'artifacts' } as const;
/** The ServiceAccount of the workflow's namespace whose token says which namespace is asked for. */
const account = 'default';
/** For the token: the API server takes `Authorization` for itself. */
export const tokenHeader = 'x-refit-token';
/** Seconds a token is good for (the least that is allowed), and before its end in which it is not used any more. */
const tokenSeconds = 600;
const spareSeconds = 60;
/** Bytes of a refusal that are read. */
const refusalLimit = 64 * 1024;

/**
 * For reading objects of a namespace.
 * @throws RefitError AccessDenied when the person lacks a right, KubernetesUnavailable, NotServed
 */
export function proxyTransport(client: KubernetesClient, namespace: string): HttpTransport {
  const { namespace: home, name, port } = artifactService;
  const base = `/api/v1/namespaces/${home}/services/http:${name}:${port}/proxy`;
  const token = namespaceToken(client, namespace);
  return async ({ method, path, headers }) => {
    if (method !== 'GET' && method !== 'HEAD')
      throw new RefitError('InternalError', 'A command does not write artifacts.');
    const answer = await client.request({
      method,
      path: `${base}${path}`,
      headers: { ...headers, [tokenHeader]: await token() },
    });
    const told: HttpAnswer = {
      status: answer.status,
      header: (field) => answer.headers.get(field) ?? undefined,
      body: answer.body,
    };
    const isAnswer = answer.status < 300 || told.header(absentHeader) === 'true';
    return isAnswer ? told : { ...told, body: await refusalBody(answer, method, path) };
  };
}

/** A refusal of the artifact server is its client's to read; one of the API server is thrown. */
async function refusalBody(
  { status, body }: { readonly status: number; readonly body: AsyncIterable<Buffer> },
  method: string,
  path: string,
): Promise<AsyncIterable<Buffer>> {
  const text = await readText(body);
  const refusal = readApiStatus(status, text);
  // A Status document of the API server has a reason; HEAD brings no document.
  if (refusal.reason !== '') {
    // No such Service, or no such port or pod of it.
    if (refusal.code === 404 || refusal.code === 503) throw new NotServed(refusal);
    throw fromApiStatus('artifacts of the installation', refusal);
  }
  if (method === 'HEAD' && status === 403) throw fromApiStatus(`artifacts of the installation: ${path}`, refusal);
  return (async function* () {
    yield Buffer.from(text);
  })();
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > refusalLimit) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

interface TokenRequest extends KubernetesObject {
  readonly status?: { readonly token?: string; readonly expirationTimestamp?: string };
}

/** A token for the artifact server and nothing else (TokenRequest), asked for again before it ends. */
function namespaceToken(client: KubernetesClient, namespace: string): () => Promise<string> {
  let held: Promise<{ readonly token: string; readonly until: number }> | undefined;
  async function ask(): Promise<{ token: string; until: number }> {
    const request = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      metadata: { namespace, name: account },
      spec: { audiences: [ARTIFACT_AUDIENCE], expirationSeconds: tokenSeconds },
    };
    const { status } = await client.create<TokenRequest>(serviceAccounts, request, 'token');
    if (status?.token === undefined)
      throw new RefitError(
        'KubernetesUnavailable',
        `API server: ServiceAccount ${namespace}/${account}: found no token`,
      );
    const until = Date.parse(status.expirationTimestamp ?? '') || Date.now() + tokenSeconds * 1_000;
    return { token: status.token, until };
  }
  return async () => {
    const now = await held?.catch(() => undefined);
    if (now !== undefined && now.until - Date.now() > spareSeconds * 1_000) return now.token;
    held = ask();
    return (await held).token;
  };
}
