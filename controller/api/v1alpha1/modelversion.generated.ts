/** The types of ModelVersion, as objects are after defaults are applied. Generated from crds/ by `npm run generate`. */
import type { Condition } from './workflowspec.generated.ts';
import type { SourceRevision } from './workflowrun.generated.ts';
/**
 * What a ModelVersion has beside its metadata.
 */
export interface ModelVersionFields {
  spec: ModelVersionSpec;
  status?: ModelVersionStatus;
}
/**
 * What it is and where it came from. It never changes.
 */
export interface ModelVersionSpec {
  /**
   * The WorkflowSpec, in the same namespace.
   */
  workflow: string;
  /**
   * The step that made it.
   */
  step: string;
  /**
   * The step's output, of kind model.
   */
  output: string;
  /**
   * The model's digest in the artifact store.
   */
  digest: string;
  /**
   * Bytes.
   */
  size: number;
  /**
   * The fingerprint of the step when it made it first.
   */
  fingerprint: string;
  /**
   * The run that made it first.
   */
  run: string;
  /**
   * The revision of each source in that run.
   *
   * @maxItems 16
   *
   * Items: A source's pinned revision.
   */
  revisions: SourceRevision[];
  /**
   * The image that the step ran in, as its node found it; what a tag pointed to then.
   */
  imageID?: string;
  /**
   * The numbers of the metrics outputs known when it was recorded, by output and name, as text.
   */
  metrics?: {
    [k: string]: {
      [k: string]: string;
    };
  };
}
/**
 * Where it serves. Written by the controller.
 */
export interface ModelVersionStatus {
  /**
   * The generation that this status speaks of; -1 before the first look.
   */
  observedGeneration: number;
  /**
   * What holds and why. See docs/spec/modelversion.md.
   *
   * @maxItems 16
   *
   * Items: One aspect of the state.
   */
  conditions?: Condition[];
  /**
   * Its state at each stage it reached.
   *
   * @maxItems 50
   */
  stages?: ModelStage[];
}
/**
 * Its state at a stage.
 */
export interface ModelStage {
  /**
   * The deploy step.
   */
  name: string;
  /**
   * Candidate: not (yet) let through. Live: it serves. Retired: it served, another one does now. Blocked: its rollout
   * did not become ready.
   */
  state: 'Candidate' | 'Live' | 'Retired' | 'Blocked';
  /**
   * The run that brought it to this state.
   */
  run: string;
  /**
   * Since when it is in this state.
   */
  since: string;
  /**
   * Why, in words.
   */
  message?: string;
}
