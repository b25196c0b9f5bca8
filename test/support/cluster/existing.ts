import { existsSync } from 'node:fs';
import type { Cluster } from './cluster.ts';

/** The variables that tell tests about somebody's own cluster, and what each says. */
export const existingVariables = {
  REFIT_TEST_KUBECONFIG: 'path of the kubeconfig',
  REFIT_TEST_REGISTRY: 'host:port of a registry that nodes and this machine reach',
  REFIT_TEST_S3_ENDPOINT: 'URL of an S3-compatible server that pods and this machine reach',
  REFIT_TEST_S3_ACCESS_KEY: 'its access key',
  REFIT_TEST_S3_SECRET_KEY: 'its secret key',
  REFIT_TEST_HOST_ADDRESS: 'address at which pods reach this machine',
  REFIT_TEST_NODE_ADDRESS: 'address of a node',
} as const;

/**
 * Somebody's own cluster, only when `REFIT_TEST_KUBECONFIG` names it: `KUBECONFIG` and the default file are never read.
 * A test that asks for what no variable tells fails with the variable's name. @returns undefined when none is named
 */
export function existingCluster(env: NodeJS.ProcessEnv = process.env): Promise<Cluster> | undefined {
  const kubeconfig = env['REFIT_TEST_KUBECONFIG'];
  if (kubeconfig === undefined || kubeconfig === '') return undefined;
  if (!existsSync(kubeconfig)) {
    return Promise.reject(new Error(`REFIT_TEST_KUBECONFIG is ${kubeconfig}: there is no such file`));
  }
  const told = (name: keyof typeof existingVariables): string => tell(env, name);
  const refuse = (what: string) => (): Promise<never> =>
    Promise.reject(new Error(`${what} of a cluster that this tool did not start is not touched`));
  return Promise.resolve({
    kubeconfig,
    get registry() {
      return told('REFIT_TEST_REGISTRY');
    },
    get s3() {
      return {
        endpoint: told('REFIT_TEST_S3_ENDPOINT'),
        accessKey: told('REFIT_TEST_S3_ACCESS_KEY'),
        secretKey: told('REFIT_TEST_S3_SECRET_KEY'),
      };
    },
    get hostAddress() {
      return told('REFIT_TEST_HOST_ADDRESS');
    },
    get nodeAddress() {
      return told('REFIT_TEST_NODE_ADDRESS');
    },
    stopApiServer: refuse('the API server'),
    startApiServer: refuse('the API server'),
    stopS3: refuse('the S3 server'),
    startS3: refuse('the S3 server'),
  });
}

/** The registry of somebody's own cluster. @returns undefined when none is named */
export function existingRegistry(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const kubeconfig = env['REFIT_TEST_KUBECONFIG'];
  return kubeconfig === undefined || kubeconfig === '' ? undefined : tell(env, 'REFIT_TEST_REGISTRY');
}

function tell(env: NodeJS.ProcessEnv, name: keyof typeof existingVariables): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`set ${name}: ${existingVariables[name]}`);
  return value;
}
