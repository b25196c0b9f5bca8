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

/** Where DVC data is, as `sources[].git.dataRemotes` says it. */
export interface DataRemote {
  readonly name: string;
  /** `s3://bucket/prefix`, http(s), or an absolute path where local ones are allowed. */
  readonly url: string;
  /** Of `s3://`; left out, that of AWS. */
  readonly endpoint?: string;
  readonly region?: string;
  /** A Secret of the workflow's namespace. */
  readonly secret?: string;
}

/** How a repository, and data that its pointers name, are reached. Names of Secrets in the workflow's namespace, never values. */
export interface SourceAccess {
  /** The git Secret; also for LFS at the repository's own address, and for submodules of the same origin. */
  readonly secret?: string;
  /** Where LFS files are instead of at the repository's own address. */
  readonly lfs?: { readonly url: string; readonly secret?: string };
  /** In the order in which they are asked. */
  readonly dataRemotes?: readonly DataRemote[];
}

export interface ExecutionInput {
  readonly name: string;
  /**
   * Relative to the working directory; '.' for the working directory itself; '' of a Reference. Decided by
   * core/workspace.ts.
   */
  readonly path: string;
  /** Of a Reference nothing is fetched: the step is told in variables where it is. */
  readonly mode: 'Copy' | 'Mount' | 'Reference';
  /** What the workspace must contain: the content digest of a selection, or an artifact's digest. */
  readonly digest: string;
  readonly from:
    | ({
        readonly kind: 'Git';
        readonly url: string;
        readonly commit: string;
        readonly paths: readonly string[];
        /** The one selected file is reduced to these keys. */
        readonly keys?: readonly string[];
      } & SourceAccess)
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
    /** The git Secret's name. */
    readonly secret?: string;
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
  /** The image that it ran in, as its node found it: what a tag pointed to. Absent where there are no images. */
  readonly imageID?: string;
  /** Digest of the bounded log, once finished; absent if nothing was started or it could not be stored. */
  readonly log?: string;
  /** The request's. */
  readonly artifacts?: ArtifactPlace;
}

export interface Engine {
  /** Whether what it knows of executions is near the truth; false until it knows them. Left out: it keeps nothing in memory. */
  readonly healthy?: boolean;
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
  /** What an execution is of, without a look at anything that may be slow. Left out: `observe` is never slow. */
  keyOf?(name: string): Promise<ExecutionKey | undefined>;
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
