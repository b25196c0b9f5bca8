/**
 * The serving port: one server per (workflow, deploy step), kept as a release says. Level-triggered; the implementation
 * keeps the previous release serving until the new one is ready, and outlives the controller.
 */
import type { PodSettings, Resources } from '../api/v1alpha1/kinds.ts';
import type { ArtifactPlace } from '../artifacts/artifacts.ts';
import type { EnvironmentVariable } from '../engines/engine.ts';

export interface ServingKey {
  readonly namespace: string;
  readonly workflow: string;
  readonly workflowUID: string;
  readonly step: string;
}

/**
 * What runs. Stored whole as an artifact (canonical JSON) before a rollout; `digest` is that artifact's.
 * All artifacts it names are stored too: serving never reads git or asks the controller.
 */
export interface Release {
  readonly model: string;
  /** The base name the model was written under; loaders look at extensions. Default: `model`. */
  readonly modelName?: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly workingDir?: string;
  readonly env: readonly EnvironmentVariable[];
  /** `lock`: artifact of the environment's lock files (a directory). */
  readonly environment?: {
    readonly name: string;
    readonly image?: string;
    readonly lock?: { readonly digest: string; readonly artifact: string };
  };
  /** Paths as in ExecutionInput; every one an artifact. `digest` is the content digest, `artifact` where it is stored. */
  readonly inputs: readonly {
    readonly name: string;
    readonly path: string;
    readonly mode: 'Copy' | 'Mount';
    readonly digest: string;
    readonly artifact: string;
  }[];
  /** The port the server listens on in a pod; locally `PORT` is chosen. */
  readonly port: number;
  readonly readiness: { readonly path: string; readonly timeoutMs: number };
  /** REFIT_WORKFLOW and the like; not part of what makes a release differ. */
}

/**
 * Where and how a server's pods run, from the workflow as it is now. Not part of the release: another placement moves the pods
 * of the same release. A serving without pods leaves it aside.
 */
export interface ServingPlacement {
  readonly deletionPolicy: 'Orphan' | 'Delete';
  readonly serviceAccountName?: string;
  readonly resources?: Resources;
  readonly pod?: PodSettings;
  /** Undefined: where the installation keeps artifacts. */
  readonly artifacts?: ArtifactPlace;
}

/** What the workflow says of a stage beside what shall serve there. */
export interface StageFacts {
  /** What its status says is live: believed where serving remembers nothing of its own. */
  readonly live?: { readonly release: string; readonly model: string };
  /** Holds without a placement too. Left out: as before. */
  readonly deletionPolicy?: ServingPlacement['deletionPolicy'];
}

export interface ServingState {
  /** Digest of the release traffic goes to; undefined before the first is ready. */
  readonly live?: string;
  readonly liveModel?: string;
  /**
   * The release being started beside the live one, or that could not be. `reason` of a Failed one: NotReady, Exited,
   * NotStarted, or one of the error table.
   */
  readonly rollout?: {
    readonly release: string;
    readonly phase: 'Progressing' | 'Failed';
    readonly message: string;
    readonly reason?: string;
  };
  /** Stable address: `http://127.0.0.1:<port>`, or that of a Service. */
  readonly url?: string;
  /** Restarts of the live server since it became live. */
  readonly restarts: number;
  readonly healthy: boolean;
  /** Why it is not healthy. */
  readonly message?: string;
}

export interface Serving {
  /** Whether what it knows of servers is near the truth; false until it knows them. Left out: it keeps nothing in memory. */
  readonly healthy?: boolean;
  /**
   * Wants `release` served at `key`. Idempotent. A release that failed before is tried again only when `again` is another
   * text. Without a placement (its step is no longer in the spec) pods stay where they are. What is live is never given up.
   * @throws RefitError what is refused (core/refusals.ts) as it was refused; `observe` tells of it too, and of a release that is
   *   refused for as long as it would have had to become ready, that it failed
   */
  ensure(
    key: ServingKey,
    release: { readonly digest: string; readonly content: Release },
    again: string,
    placement?: ServingPlacement,
    facts?: StageFacts,
  ): Promise<void>;
  observe(key: ServingKey): Promise<ServingState | undefined>;
  /** Ends proxy and servers. */
  remove(key: ServingKey): Promise<void>;
  /** Nothing that serves there goes when its workflow does. Needs neither git nor artifacts. Idempotent. */
  orphan(key: ServingKey): Promise<void>;
  list(): Promise<readonly ServingKey[]>;
  watch(changed: (key: ServingKey) => void): () => void;
  close(): Promise<void>;
}
