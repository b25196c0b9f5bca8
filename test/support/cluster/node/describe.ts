import { isRunning } from '../processes/record.ts';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../build/cache.ts';
import { adminKubeconfig } from './control-plane.ts';
import { network, registryAddress, runFolder, runPath, s3Credentials, s3Endpoint } from './settings.ts';
import { isWhole, readState, requireState } from './state.ts';

/** What runs, for a person. */
export function describeStatus(): { readonly text: string; readonly whole: boolean } {
  const state = readState();
  if (state === undefined) return { text: 'no cluster was started\n', whole: false };
  const records = [...(state.holder === undefined ? [] : [state.holder]), ...state.processes];
  const lines = records.map((one) => `${isRunning(one) ? 'runs' : 'ENDED'}  ${one.name} (pid ${one.pid})`);
  lines.push(`API server ${state.url}, kubeconfig ${adminKubeconfig()}`);
  if (state.mode === 'node') {
    lines.push(`registry ${registryAddress} (plain HTTP), S3 ${s3Endpoint}`);
    lines.push(`pods reach servers of this machine at ${network.host} (listen there or on 0.0.0.0)`);
    lines.push(`this machine reaches pods (${network.pods}) and services (${network.services})`);
  }
  lines.push(`logs and data: ${runFolder()}`);
  return { text: `${lines.join('\n')}\n`, whole: isWhole(state) };
}

/** Lines that a shell evaluates. @throws Error when no cluster runs */
export function describeEnvironment(): string {
  const state = requireState();
  const lines: [string, string][] = [
    ['KUBECONFIG', adminKubeconfig()],
    ['PATH', `${commandsFolder()}:${process.env['PATH'] ?? ''}`],
  ];
  if (state.mode === 'node') {
    lines.push(['REFIT_REGISTRY', registryAddress]);
    lines.push(['REFIT_S3_ENDPOINT', s3Endpoint], ['AWS_ACCESS_KEY_ID', s3Credentials.accessKey]);
    lines.push(['AWS_SECRET_ACCESS_KEY', s3Credentials.secretKey], ['AWS_REGION', 'us-east-1']);
    lines.push(['REFIT_HOST_ADDRESS', network.host], ['REFIT_NODE_ADDRESS', network.node]);
  }
  return lines.map(([name, value]) => `export ${name}='${value}'\n`).join('');
}

/** A folder for the PATH of a shell that has kubectl, and nothing else of what was built. */
function commandsFolder(): string {
  const folder = runPath('commands');
  mkdirSync(folder, { recursive: true });
  const link = join(folder, 'kubectl');
  if (!existsSync(link)) symlinkSync(join(cacheFolder(), 'bin', 'kubectl'), link);
  return folder;
}
