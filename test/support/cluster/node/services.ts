import { mkdirSync, writeFileSync } from 'node:fs';
import { cacheRoom } from '../build/cache.ts';
import type { Credentials } from './control-plane.ts';
import { network, ports, runPath, s3Credentials } from './settings.ts';

/** Writes CoreDNS's configuration. It answers for services and pods; every other name does not exist. @returns its command */
export function dnsCommand(program: string, credentials: Credentials): string[] {
  const config = runPath('Corefile');
  writeFileSync(
    config,
    `cluster.local:${ports.dns} in-addr.arpa:${ports.dns} {
  bind ${network.node}
  errors
  kubernetes cluster.local in-addr.arpa {
    kubeconfig ${credentials.kubeconfig.dns}
    pods insecure
    ttl 5
  }
}
.:${ports.dns} {
  bind ${network.node}
  errors
  template ANY ANY {
    rcode NXDOMAIN
  }
}
`,
  );
  return [program, '-conf', config];
}

/** Writes the container registry's configuration. Images stay in the cache from one cluster to the next. @returns its command */
export function registryCommand(program: string): string[] {
  const config = runPath('registry.yaml');
  const content = {
    version: '0.1',
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: cacheRoom('registry') }, delete: { enabled: true } },
    http: { addr: `${network.node}:${ports.registry}` },
  };
  writeFileSync(config, JSON.stringify(content, null, 2));
  return [program, 'serve', config];
}

/** The environment of the registry: it would send traces to an address nobody listens on. */
export const registryEnvironment = { OTEL_TRACES_EXPORTER: 'none' };

/** The S3-compatible server over a folder; its credentials come by the environment (`s3Environment`). @returns its command */
export function s3Command(program: string): string[] {
  // Below --iam-dir it keeps users that a test may add: keys that are valid for one bucket.
  const [folder, users] = [runPath('s3'), runPath('s3-users')];
  for (const one of [folder, users]) mkdirSync(one, { recursive: true });
  const listen = ['--port', `${network.node}:${ports.s3}`, '--health', s3HealthPath];
  return [program, ...listen, '--keep-alive', '--quiet', '--iam-dir', users, 'posix', folder];
}

/** The path at which the S3-compatible server says that it is up. */
export const s3HealthPath = '/refit-health';

/** The environment of the S3-compatible server. */
export const s3Environment = { ROOT_ACCESS_KEY: s3Credentials.accessKey, ROOT_SECRET_KEY: s3Credentials.secretKey };
