import type { SourceRevision } from '../../api/v1alpha1/kinds.ts';
import type { ValidWorkflow } from '../../core/validate/validate.ts';
import { createKubernetesSecrets } from '../../secrets/kubernetes.ts';
import { UsageError } from '../failure.ts';
import { readPast, type Pasts, type StoredPast } from '../plan/past.ts';
import type { ClusterChoice } from '../world.ts';
import { clusterArtifacts } from './artifacts.ts';
import { connectTo } from './open.ts';
import { readingStore } from './store.ts';

/** Reads what a cluster knows of workflows: objects and stored results, with the rights of whoever calls. */
export async function openClusterPast(choice: ClusterChoice): Promise<Pasts> {
  const client = await connectTo(choice);
  const ports = { store: readingStore(client), stores: { of: clusterArtifacts(client) } };
  return {
    namespace: client.namespace,
    secrets: createKubernetesSecrets(client),
    async past(workflow) {
      const { name, namespace = client.namespace } = workflow.metadata;
      if (choice.namespace !== undefined && choice.namespace !== namespace)
        throw new UsageError(
          `-n names namespace ${choice.namespace}, the file of ${name} namespace ${namespace}`,
          'Leave one of them out.',
        );
      return explainedFrom(await readPast(ports, workflow, namespace), workflow);
    },
    close: () => client.close(),
  };
}

/**
 * The revisions decided last, in the repositories that this plan reads: a local clone in place of the url that the cluster
 * uses has the same commits, and needs no credentials.
 */
function explainedFrom(past: StoredPast, { spec }: ValidWorkflow): StoredPast {
  if (past.base === undefined) return past;
  const revisions = past.base.revisions.map((revision): SourceRevision => {
    const url = spec.sources.find(({ name }) => name === revision.source)?.git.url;
    return url === undefined ? revision : { ...revision, url };
  });
  return { ...past, base: { ...past.base, revisions } };
}
