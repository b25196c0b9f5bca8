/**
 * The engine port: carries out executions. Level-triggered, as a Kubernetes Job is: `ensure` may be called any number
 * of times, no promise spans a step, and every change arrives as a name to look at.
 */
import type { PodSettings, Resources, ScratchVolume, WorkspaceVolume } from '../api/v1alpha1/kinds.ts';
import type { ArtifactPlace, OutputRecord } from '../artifacts/artifacts.ts';

/** Identity of one attempt. `executionName` in core/naming.ts makes the object name of it. */
export interface ExecutionKey {
  readonly namespace: string;
  readonly workflow: string;
  readonly workflowUID: string;
  readonly step: string;
  readonly subject: 'candidate' | 'champion';
  /** `sha256:<hex>` */
  readonly fingerprint: string;
  /** From 1. */
  readonly attempt: number;
}

export interface ExecutionInput {
  readonly name: string;
  /** Relative to the working directory; '.' for the working directory itself. Decided by core/workspace.ts. */
  readonly path: string;
  readonly mode: 'Copy' | 'Mount';
  /** What the workspace must contain: the content digest of a selection, or an artifact's digest. */
  readonly digest: string;
  readonly from:
    | { readonly kind: 'Git'; readonly url: string; readonly commit: string; readonly paths: readonly string[] }
    | { readonly kind: 'Artifact' };
}

export interface ExecutionEnvironment {
  readonly name: string;
  readonly image?: string;
  readonly lock?: {
    readonly digest: string;
    readonly url: string;
    readonly commit: string;
    readonly paths: readonly string[];
  };
}

export type EnvironmentVariable =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly secret: { readonly name: string; readonly key: string } };

/**
 * Everything an execution needs, nothing else. No secret values. `command` absent = capture: inputs are published as
 * outputs of the same names (used before a rollout), no process runs. Of a capture, the environment's lock files are
 * published as output `environment` too.
 */
export interface ExecutionRequest {
  readonly key: ExecutionKey;
  readonly command?: readonly string[];
  readonly args: readonly string[];
  readonly workingDir?: string;
  readonly env: readonly EnvironmentVariable[];
  readonly environment?: ExecutionEnvironment;
  readonly inputs: readonly ExecutionInput[];
  readonly outputs: readonly {
    readonly name: string;
    readonly kind: 'data' | 'model' | 'metrics';
    readonly path?: string;
  }[];
  /** Milliseconds of the user's process alone. */
  readonly timeoutMs: number;
  /** Undefined: where the installation keeps artifacts. */
  readonly artifacts?: ArtifactPlace;
  readonly placement?: ExecutionPlacement;
  /** Sources' selections a failed step's message may point at: paths that exist there but were not selected. */
  readonly context: Readonly<Record<string, string>>;
}

/** Where and how a pod runs. Never part of a fingerprint; an engine without pods leaves it aside. */
export interface ExecutionPlacement {
  readonly serviceAccountName?: string;
  readonly resources?: Resources;
  readonly workspace?: WorkspaceVolume;
  readonly scratch?: ScratchVolume;
  readonly pod?: PodSettings;
}

export type ExecutionPhase =
  'Pending' | 'Fetching' | 'Running' | 'Publishing' | 'Succeeded' | 'Failed' | 'Infrastructure' | 'Cancelled';

export interface ExecutionState {
  readonly key: ExecutionKey;
  readonly phase: ExecutionPhase;
  readonly finished: boolean;
  readonly reason: string;
  readonly message: string;
  readonly exitCode?: number;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly seconds: number;
  readonly outputs: readonly OutputRecord[];
  readonly metrics: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Digest of the bounded log, once finished; absent if nothing was started or it could not be stored. */
  readonly log?: string;
  /** The request's. */
  readonly artifacts?: ArtifactPlace;
}

export interface Engine {
  /**
   * Goes into fingerprints: `process:<os>/<arch>`, or `image:<as written>`.
   * @throws RefitError ImageMissing when steps run in images and none is named
   */
  identity(environment: ExecutionEnvironment | undefined): string;
  /**
   * Starts it if it does not exist; never starts a second one under the same key.
   * @throws RefitError SecretNotFound | ImageMissing before anything is started
   */
  ensure(request: ExecutionRequest): Promise<ExecutionState>;
  /** @returns undefined if there is no such execution */
  observe(name: string): Promise<ExecutionState | undefined>;
  /** All executions not yet removed, of one workflow or of all. */
  list(workflowUID?: string): Promise<readonly ExecutionState[]>;
  /** Ends the whole process group. Idempotent; the state becomes Cancelled. */
  cancel(name: string, reason: string): Promise<void>;
  /** Removes a finished execution and its workspace, after its outcome is recorded. Idempotent. */
  remove(name: string): Promise<void>;
  /** The bounded log so far; with follow, until the execution ends. */
  logs(name: string, options: { follow: boolean; signal?: AbortSignal }): AsyncIterable<Buffer>;
  /** Calls with the execution's name whenever it may have changed. A hint; @returns the end of it */
  watch(changed: (name: string) => void): () => void;
  close(): Promise<void>;
}
