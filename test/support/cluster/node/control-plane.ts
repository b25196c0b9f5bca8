import { join } from 'node:path';
import type { Authority, Certificate } from '../certificates/authority.ts';
import { writeKubeconfig } from '../certificates/kubeconfig.ts';
import { apiServerCommand, controllerManagerCommand, etcdCommand } from '../control-plane/commands.ts';
import { network, nodeName, ports, runPath } from './settings.ts';

/** The certificates and kubeconfigs of one cluster, all in the run folder. */
export interface Credentials {
  readonly authority: Authority;
  readonly admin: Certificate;
  readonly apiServer: Certificate;
  readonly kubelet: Certificate;
  readonly serviceAccountKeys: { readonly privateFile: string; readonly publicFile: string };
  /** Path of the kubeconfig of each client. */
  readonly kubeconfig: Record<'admin' | 'controllerManager' | 'scheduler' | 'kubelet' | 'proxy' | 'dns', string>;
}

/** The folder of certificates. */
export const certificatesFolder = (): string => runPath('certificates');

/** The kubeconfig of the cluster's administrator. */
export const adminKubeconfig = (): string => runPath('kubeconfig');

/** Issues every certificate of a node's cluster and writes the kubeconfigs. */
export async function issueCredentials(
  authority: Authority,
  serviceAccountKeys: Credentials['serviceAccountKeys'],
  url: string,
): Promise<Credentials> {
  const serverNames = ['DNS:localhost', 'DNS:kubernetes', 'DNS:kubernetes.default', 'DNS:kubernetes.default.svc'];
  serverNames.push('DNS:kubernetes.default.svc.cluster.local', 'IP:127.0.0.1');
  serverNames.push(`IP:${network.node}`, `IP:${network.apiService}`);
  const client = (name: string, commonName: string, organization?: string): Promise<Certificate> =>
    authority.issue(name, { commonName, ...(organization === undefined ? {} : { organization }) });
  const [admin, apiServer, kubelet, manager, scheduler, proxy, dns] = await Promise.all([
    client('admin', 'refit-admin', 'system:masters'),
    authority.issue('apiserver', { commonName: 'kube-apiserver', names: serverNames }),
    authority.issue('kubelet', {
      commonName: `system:node:${nodeName}`,
      organization: 'system:nodes',
      names: [`DNS:${nodeName}`, `IP:${network.node}`],
    }),
    client('controller-manager', 'system:kube-controller-manager'),
    client('scheduler', 'system:kube-scheduler'),
    client('proxy', 'system:kube-proxy'),
    client('dns', 'refit-dns'),
  ]);
  const config = (name: string, identity: Certificate): string =>
    writeKubeconfig(join(authority.folder, `${name}.kubeconfig`), { url, ca: authority.ca.certificate, identity });
  return {
    authority,
    admin,
    apiServer,
    kubelet,
    serviceAccountKeys,
    kubeconfig: {
      admin: writeKubeconfig(adminKubeconfig(), { url, ca: authority.ca.certificate, identity: admin }),
      controllerManager: config('controller-manager', manager),
      scheduler: config('scheduler', scheduler),
      kubelet: config('kubelet', kubelet),
      proxy: config('proxy', proxy),
      dns: config('dns', dns),
    },
  };
}

/** Paths of the control plane's programs. */
export interface ControlPlanePrograms {
  readonly etcd: string;
  readonly 'kube-apiserver': string;
  readonly 'kube-controller-manager': string;
  readonly 'kube-scheduler': string;
}

/** The commands of the control plane of a node's cluster. */
export function controlPlaneCommands(
  programs: ControlPlanePrograms,
  credentials: Credentials,
): Record<'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler', string[]> {
  const { authority, apiServer, admin, kubeconfig, serviceAccountKeys } = credentials;
  return {
    etcd: etcdCommand({
      program: programs.etcd,
      data: runPath('etcd'),
      clientPort: ports.etcd,
      peerPort: ports.etcdPeer,
    }),
    'kube-apiserver': [
      ...apiServerCommand({
        program: programs['kube-apiserver'],
        etcdPort: ports.etcd,
        bindAddress: '0.0.0.0',
        port: ports.api,
        ca: authority.ca,
        serving: apiServer,
        serviceAccountKeys,
        serviceRange: network.services,
      }),
      `--advertise-address=${network.node}`,
      '--enable-admission-plugins=NodeRestriction',
      '--kubelet-preferred-address-types=InternalIP',
      `--kubelet-certificate-authority=${authority.ca.certificateFile}`,
      `--kubelet-client-certificate=${admin.certificateFile}`,
      `--kubelet-client-key=${admin.keyFile}`,
    ],
    'kube-controller-manager': [
      ...controllerManagerCommand(programs['kube-controller-manager'], {
        kubeconfig: kubeconfig.controllerManager,
        ca: authority.ca,
        serviceAccountKey: serviceAccountKeys.privateFile,
      }),
      `--cluster-cidr=${network.pods}`,
      `--service-cluster-ip-range=${network.services}`,
    ],
    'kube-scheduler': [
      programs['kube-scheduler'],
      `--kubeconfig=${kubeconfig.scheduler}`,
      `--authentication-kubeconfig=${kubeconfig.scheduler}`,
      `--authorization-kubeconfig=${kubeconfig.scheduler}`,
      '--leader-elect=false',
      '--secure-port=0',
    ],
  };
}
