import { serveVolume } from '../../../controller/artifacts/server/serve.ts';
import type { VolumeLimits } from '../../../controller/artifacts/server/serve.ts';
import { RefitError } from '../../../controller/core/errors.ts';
import type { KubernetesClient } from '../../../controller/kubernetes/client.ts';
import { systemClock } from '../../../controller/runtime/clock.ts';
import type { Clock } from '../../../controller/runtime/clock.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { collectingLogger } from '../../support/log.ts';
import type { LoggedLine } from '../../support/log.ts';

/** A volume's server on loopback whose TokenReviews are answered here: a token says its namespace, and is believed. */
export interface TestVolume {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** Lines of the log. */
  readonly log: readonly LoggedLine[];
  /** A token that the reviews accept, unless told otherwise. `claims` are put over what it says of itself. */
  token(namespace: string, claims?: Readonly<Record<string, unknown>>): string;
  /** Reviews asked for so far. */
  readonly reviews: number;
  /** Answers reviews from now on; undefined: as at first. `error`: the API server cannot be reached. */
  answer(status: object | 'error' | undefined): void;
  close(): Promise<void>;
}

const audience = 'refit-artifacts';

export function makeToken(namespace: string, claims: Readonly<Record<string, unknown>> = {}): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const user = `system:serviceaccount:${namespace}:default`;
  const body = { aud: [audience], exp: Math.floor(Date.now() / 1000) + 600, sub: user, ...claims };
  return `${part({ alg: 'none' })}.${part(body)}.x`;
}

function believe(token: string): object {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const username = typeof claims === 'object' && claims !== null && 'sub' in claims ? claims.sub : '';
  return { authenticated: true, user: { username }, audiences: [audience] };
}

export async function startTestVolume(
  limits: Partial<VolumeLimits> = {},
  { clock = systemClock, ...given }: { readonly clock?: Clock; readonly folder?: string } = {},
): Promise<TestVolume> {
  const own = temporaryFolder();
  const folder = given.folder ?? own.path;
  const log = collectingLogger();
  let reviews = 0;
  let forced: object | 'error' | undefined;
  const client = {
    create: async (_type: unknown, object: { readonly spec: { readonly token: string } }) => {
      reviews++;
      if (forced === 'error') throw new RefitError('KubernetesUnavailable', 'the API server is away');
      return { status: forced ?? believe(object.spec.token) };
    },
  } as unknown as KubernetesClient;
  const server = await serveVolume({ folder, client, port: 0, host: '127.0.0.1', log, limits, clock });
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    folder,
    log: log.lines,
    token: makeToken,
    get reviews() {
      return reviews;
    },
    answer(status) {
      forced = status;
    },
    async close() {
      await server.close();
      own.remove();
    },
  };
}
