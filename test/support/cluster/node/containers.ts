import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupName, network, nodeName, pauseImage, registryAddress, runPath } from './settings.ts';
import type { Credentials } from './control-plane.ts';

/** Where containerd listens; inside the node only. */
export const containerdSocket = '/run/containerd/containerd.sock';

/** Writes containerd's configuration and that of pods' interfaces. @returns the command; `bin` has the shim */
export function containerdCommand(program: string): string[] {
  const certificates = runPath('registries');
  const host = join(certificates, registryAddress);
  mkdirSync(host, { recursive: true });
  writeFileSync(
    join(host, 'hosts.toml'),
    `server = "http://${registryAddress}"\n[host."http://${registryAddress}"]\ncapabilities = ["pull", "resolve"]\n`,
  );
  const interfaces = runPath('cni');
  mkdirSync(interfaces, { recursive: true });
  writeFileSync(join(interfaces, '10-refit.conflist'), JSON.stringify(podInterfaces(), null, 2));
  const config = runPath('containerd.toml');
  writeFileSync(config, containerdConfig(certificates, interfaces));
  return [program, `--config=${config}`];
}

/** Writes the configuration of the kubelet. @returns its command */
export function kubeletCommand(program: string, credentials: Credentials): string[] {
  const config = runPath('kubelet.json');
  const resolvConf = runPath('resolv.conf');
  writeFileSync(resolvConf, `nameserver ${network.dnsService}\n`);
  writeFileSync(config, JSON.stringify(kubeletConfig(credentials, resolvConf), null, 2));
  return [
    program,
    `--config=${config}`,
    `--kubeconfig=${credentials.kubeconfig.kubelet}`,
    `--root-dir=${runPath('kubelet')}`,
    `--hostname-override=${nodeName}`,
    `--node-ip=${network.node}`,
  ];
}

/** Writes the configuration of kube-proxy. @returns its command */
export function proxyCommand(program: string, credentials: Credentials): string[] {
  const config = runPath('proxy.json');
  const content = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    clientConnection: { kubeconfig: credentials.kubeconfig.proxy },
    hostnameOverride: nodeName,
    clusterCIDR: network.pods,
    healthzBindAddress: '127.0.0.1:10256',
    metricsBindAddress: '127.0.0.1:10249',
    // Limits of the kernel's table belong to the machine, not to a namespace.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
    iptables: { minSyncPeriod: '0s', syncPeriod: '30s' },
  };
  writeFileSync(config, JSON.stringify(content, null, 2));
  return [program, `--config=${config}`];
}

function containerdConfig(certificates: string, interfaces: string): string {
  return `version = 3
root = '${runPath('containerd')}'
state = '/run/containerd'
[grpc]
address = '${containerdSocket}'
[plugins.'io.containerd.cri.v1.images'.pinned_images]
sandbox = '${pauseImage}'
[plugins.'io.containerd.cri.v1.images'.registry]
config_path = '${certificates}'
[plugins.'io.containerd.cri.v1.runtime']
# A process without CAP_SYS_RESOURCE cannot give a container a lower score than its own.
restrict_oom_score_adj = true
[plugins.'io.containerd.cri.v1.runtime'.cni]
bin_dirs = ['/usr/lib/cni']
conf_dir = '${interfaces}'
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
runtime_type = 'io.containerd.runc.v2'
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
BinaryName = '/usr/sbin/runc'
SystemdCgroup = false
`;
}

/**
 * A pair of interfaces per pod and a route to it. With a bridge, an answer between two pods would pass beside iptables
 * and come from an address the asker never asked.
 */
function podInterfaces(): unknown {
  const ipam = { type: 'host-local', ranges: [[{ subnet: network.pods }]], routes: [{ dst: '0.0.0.0/0' }] };
  return { cniVersion: '1.0.0', name: 'refit', plugins: [{ type: 'ptp', ipMasq: false, ipam }] };
}

function kubeletConfig(credentials: Credentials, resolvConf: string): unknown {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: network.node,
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: credentials.authority.ca.certificateFile },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: credentials.kubelet.certificateFile,
    tlsPrivateKeyFile: credentials.kubelet.keyFile,
    clusterDomain: 'cluster.local',
    clusterDNS: [network.dnsService],
    resolvConf,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${cgroupName}`,
    cgroupsPerQOS: false,
    enforceNodeAllocatable: [],
    failCgroupV1: false,
    failSwapOn: false,
    localStorageCapacityIsolation: false,
    // A shared machine's disk is often nearly full; tests evict pods themselves.
    evictionHard: { 'memory.available': '50Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    // A pod that was asked for is to start at once.
    registryPullQPS: 0,
    eventRecordQPS: 0,
    kubeAPIQPS: 100,
    kubeAPIBurst: 200,
    serializeImagePulls: false,
    maxPods: 250,
  };
}
