import { mkdirSync, chownSync } from 'node:fs';
import { kubectl } from '../kubectl.ts';
import { adminKubeconfig } from './control-plane.ts';
import { network, nodeName, ports, runPath } from './settings.ts';

/** The name of the volume that the one-node trial's claim binds to. */
export const trialVolume = 'refit-trial';

/** Applies what a cluster has beside its programs: the DNS service, rights of CoreDNS, the trial's volume. */
export async function applyClusterObjects(): Promise<void> {
  const items = [...dnsObjects(), trialPersistentVolume()];
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const options = { kubeconfig: adminKubeconfig(), input };
  await kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], options);
}

/** CoreDNS is a process of the node, so its service has no selector: the slice below says where it is. */
function dnsObjects(): unknown[] {
  const service = { name: 'kube-dns', namespace: 'kube-system' };
  const labels = {
    'kubernetes.io/service-name': 'kube-dns',
    'endpointslice.kubernetes.io/managed-by': 'refit-cluster',
  };
  const portsOf = (port: string): unknown[] => [
    { name: 'dns', protocol: 'UDP', [port]: ports.dns },
    { name: 'dns-tcp', protocol: 'TCP', [port]: ports.dns },
  ];
  const rule = (apiGroups: string[], resources: string[]): unknown => ({
    apiGroups,
    resources,
    verbs: ['list', 'watch'],
  });
  const role = 'refit:dns';
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: service,
      spec: { clusterIP: network.dnsService, ports: portsOf('port') },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...service, labels },
      addressType: 'IPv4',
      endpoints: [{ addresses: [network.node], conditions: { ready: true } }],
      ports: portsOf('port'),
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: role },
      rules: [rule([''], ['services', 'pods', 'namespaces']), rule(['discovery.k8s.io'], ['endpointslices'])],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: role },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'refit-dns' }],
    },
  ];
}

/**
 * A cluster of one's own has a default storage class; this node has none, so that nothing has to provision volumes. The
 * claim of the trial overlay names no class and binds to this volume: a folder of the run folder, writable by uid 65532
 * (kubelet does not set the group of a hostPath volume). Retain: a claim that is made again needs `claimRef` cleared.
 */
function trialPersistentVolume(): unknown {
  const path = runPath('volumes', trialVolume);
  mkdirSync(path, { recursive: true, mode: 0o775 });
  chownSync(path, 65_532, 65_532);
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: trialVolume },
    spec: {
      capacity: { storage: '100Gi' },
      accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: '',
      hostPath: { path, type: 'DirectoryOrCreate' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [nodeName] }] },
          ],
        },
      },
    },
  };
}
