/** A team's namespace with its repositories on a git server that pods reach. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { WorkflowSpecSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { example, makeTeam, repositoryNames, type Team } from '../../../examples/demo/repositories.ts';
import { GitHttpServer } from '../../support/git-http-server.ts';
import { freshName, giveKeys, type Installation } from './installation.ts';

export interface TeamNamespace {
  readonly name: string;
  readonly work: string;
  readonly team: Team;
  readonly git: GitHttpServer;
  /** The example's workflow for a cluster, with this git server and image. */
  readonly workflow: Manifest;
  /** Writes the workflow to a file. @returns its path */
  file(): string;
  remove(): Promise<void>;
}

/** A WorkflowSpec as a file has it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string; annotations?: Record<string, string> };
  spec: WorkflowSpecSpec;
}

/** Makes the namespace (Pod Security `restricted`), the repositories with nothing pushed yet, and their server. */
export async function openTeamNamespace(installation: Installation, prefix: string): Promise<TeamNamespace> {
  const name = freshName(prefix);
  const work = mkdtempSync(join(tmpdir(), `refit-${name}-`));
  const team = await makeTeam(work);
  const git = await GitHttpServer.start(join(work, 'origin'), installation.cluster.hostAddress);
  await installation.kubectl(['apply', '-f', '-'], namespaceText(name));
  await giveKeys(installation.kubectl, installation.cluster, name);
  const workflow = parse(readFileSync(join(example, 'cluster', 'workflow.yaml'), 'utf8')) as Manifest;
  workflow.metadata.namespace = name;
  for (const source of workflow.spec.sources) {
    const repository = repositoryNames.find((candidate) => candidate === source.name) ?? 'code';
    source.git = { ...source.git, url: git.url(`${repository}.git`), interval: '1s' };
  }
  for (const environment of workflow.spec.environments ?? []) environment.image = installation.digitsImage;
  return {
    name,
    work,
    team,
    git,
    workflow,
    file() {
      const path = join(work, 'cluster-workflow.yaml');
      writeFileSync(path, stringify(workflow));
      return path;
    },
    async remove() {
      await installation.kubectl(['delete', 'namespace', name, '--wait=true', '--timeout=120s', '--ignore-not-found']);
      await git.stop();
      rmSync(work, { recursive: true, force: true });
    },
  };
}

function namespaceText(name: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
}
