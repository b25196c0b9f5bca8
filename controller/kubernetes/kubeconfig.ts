import type { KubeConfig } from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { type Access, type Credentials, remember } from './access.ts';
import { isRecord } from '../core/foreign-json.ts';

/** How long certificates and tokens that client-node gave are used before it is asked again; it has caches of its own. */
const credentialsMs = 5_000;

/** The files kubectl would read, in its order; empty when there is none. */
export function kubeconfigFiles(named?: string): readonly string[] {
  if (named !== undefined) return [named];
  const fromEnvironment = (process.env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  return fromEnvironment.length > 0 ? fromEnvironment : [join(homedir(), '.kube', 'config')];
}

/**
 * A context of a kubeconfig, with everything client-node knows of authentication: certificates, tokens, token files, exec
 * plugins, OIDC. client-node is loaded here and nowhere else.
 * @throws Error when a file cannot be read, or has no such context
 */
export async function kubeconfigAccess(files: readonly string[], context?: string): Promise<Access> {
  let config = await load(files, context);
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error(`${files.join(', ')}: context ${config.getCurrentContext()} names no cluster`);
  const credentials = remember(credentialsMs, () => readCredentials(config));
  return {
    server: cluster.server,
    ...(cluster.proxyUrl === undefined ? {} : { proxy: cluster.proxyUrl }),
    namespace: config.getContextObject(config.getCurrentContext())?.namespace ?? 'default',
    current: () => credentials.get(),
    async renew() {
      // A new KubeConfig has none of the tokens the old one remembers, those of exec plugins included.
      config = await load(files, context);
      credentials.forget();
    },
  };
}

async function load(files: readonly string[], context: string | undefined): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  for (const [index, file] of files.entries()) {
    const one = index === 0 ? config : new KubeConfig();
    one.loadFromFile(file);
    await readTokenFiles(one, file);
    if (one !== config) config.mergeConfig(one, true);
  }
  const known = config.getContexts().map(({ name }) => name);
  const wanted = context ?? config.getCurrentContext();
  if (!known.includes(wanted)) {
    const found = wanted === '' || wanted === undefined ? 'no current context' : `no context ${wanted}`;
    throw new Error(`${files.join(', ')}: ${found}, there are ${known.join(', ') || 'none'}`);
  }
  config.setCurrentContext(wanted);
  const cluster = config.getCurrentCluster();
  // client-node takes http only from who skips TLS; whoever writes http in a kubeconfig (kubectl proxy) does.
  if (cluster?.server.startsWith('http:')) Object.assign(cluster, { skipTLSVerify: true });
  return config;
}

/** client-node 2.0.1 looks for `token-file`, which no kubeconfig has: `tokenFile` is the field. */
async function readTokenFiles(config: KubeConfig, file: string): Promise<void> {
  const document: unknown = parse(await readFile(file, 'utf8'));
  const users = isRecord(document) && Array.isArray(document['users']) ? (document['users'] as unknown[]) : [];
  for (const entry of users) {
    const user = isRecord(entry) ? entry['user'] : undefined;
    if (!isRecord(entry) || !isRecord(user) || typeof user['tokenFile'] !== 'string') continue;
    const target = config.getUser(String(entry['name']));
    const tokenFile = resolve(dirname(file), user['tokenFile']);
    if (target !== null) Object.assign(target, { authProvider: { name: 'tokenFile', config: { tokenFile } } });
  }
}

async function readCredentials(config: KubeConfig): Promise<Credentials> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername, auth } = options;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = String(value).trim();
  if (typeof auth === 'string') headers['authorization'] = `Basic ${Buffer.from(auth).toString('base64')}`;
  const tls = { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername };
  return { headers, tls: Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined)) };
}
