/** Controllers that have nothing to do at first: every step of their workflows has a result. */
import { formatRevision } from '../controller/api/v1alpha1/revision.ts';
import type { ValidWorkflow } from '../controller/core/validate/validate.ts';
import { Controller } from './controller.ts';
import { openIdlePorts, recordResults, unstored } from './idle-ports.ts';

/** Starts a controller with a result for every step of the workflows, whose sources are all on main at `commit`. */
export async function startRecorded(
  state: string,
  workflows: readonly ValidWorkflow[],
  commit: string,
  nodeOptions: readonly string[] = [],
): Promise<Controller> {
  const { ports, close } = openIdlePorts(state);
  const revision = formatRevision({ branch: 'main', commit });
  for (const workflow of workflows) {
    const revisions = workflow.spec.sources.map(({ name, git }) => ({ source: name, url: git.url, revision }));
    await recordResults(ports, unstored(workflow), revisions);
  }
  await close();
  return Controller.start(state, workflows, nodeOptions);
}
