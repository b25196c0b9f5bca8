import type { Certificate } from '../certificates/authority.ts';

/** Where etcd keeps its data and listens, on loopback. */
export interface EtcdPlace {
  readonly program: string;
  readonly data: string;
  readonly clientPort: number;
  readonly peerPort: number;
}

/** The command of an etcd for tests: it does not wait for the disk. */
export function etcdCommand(place: EtcdPlace): string[] {
  const client = `http://127.0.0.1:${place.clientPort}`;
  const peer = `http://127.0.0.1:${place.peerPort}`;
  return [
    place.program,
    '--name=refit',
    `--data-dir=${place.data}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=refit=${peer}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

/** What a kube-apiserver is started with. */
export interface ApiServerPlace {
  readonly program: string;
  readonly etcdPort: number;
  readonly bindAddress: string;
  readonly port: number;
  readonly ca: Certificate;
  readonly serving: Certificate;
  readonly serviceAccountKeys: { readonly privateFile: string; readonly publicFile: string };
  readonly serviceRange: string;
}

/** The issuer of service account tokens in every test cluster. */
export const serviceAccountIssuer = 'https://kubernetes.default.svc.cluster.local';

/** The command of kube-apiserver, but for what depends on the kind of cluster. */
export function apiServerCommand(place: ApiServerPlace): string[] {
  return [
    place.program,
    `--etcd-servers=http://127.0.0.1:${place.etcdPort}`,
    `--bind-address=${place.bindAddress}`,
    `--secure-port=${place.port}`,
    `--tls-cert-file=${place.serving.certificateFile}`,
    `--tls-private-key-file=${place.serving.keyFile}`,
    `--client-ca-file=${place.ca.certificateFile}`,
    `--service-account-issuer=${serviceAccountIssuer}`,
    `--service-account-key-file=${place.serviceAccountKeys.publicFile}`,
    `--service-account-signing-key-file=${place.serviceAccountKeys.privateFile}`,
    `--service-cluster-ip-range=${place.serviceRange}`,
    '--authorization-mode=Node,RBAC',
    '--allow-privileged=true',
    '--profiling=false',
    '--shutdown-delay-duration=0s',
  ];
}

/** The command of kube-controller-manager as the only replica; its own port stays closed. */
export function controllerManagerCommand(
  program: string,
  files: { readonly kubeconfig: string; readonly ca: Certificate; readonly serviceAccountKey: string },
): string[] {
  return [
    program,
    `--kubeconfig=${files.kubeconfig}`,
    `--authentication-kubeconfig=${files.kubeconfig}`,
    `--authorization-kubeconfig=${files.kubeconfig}`,
    `--root-ca-file=${files.ca.certificateFile}`,
    `--service-account-private-key-file=${files.serviceAccountKey}`,
    '--use-service-account-credentials=true',
    '--leader-elect=false',
    '--secure-port=0',
    '--profiling=false',
  ];
}
