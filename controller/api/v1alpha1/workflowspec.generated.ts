/** The types of WorkflowSpec, as objects are after defaults are applied. Generated from crds/ by `npm run generate`. */
/**
 * What a WorkflowSpec has beside its metadata.
 */
export interface WorkflowSpecFields {
  spec: WorkflowSpecSpec;
  status?: WorkflowSpecStatus;
}
/**
 * What is wanted.
 */
export interface WorkflowSpecSpec {
  /**
   * The git repositories of code and data that are watched. A workflow is judged at one revision of each.
   *
   * @minItems 1
   * @maxItems 16
   */
  sources: Source[];
  /**
   * What steps run in, in one place.
   *
   * @maxItems 16
   */
  environments?: Environment[];
  /**
   * Whether nothing new is decided. What runs goes on to its end, and what serves serves.
   */
  suspend?: boolean;
  /**
   * The ServiceAccount that the workflow's pods run as; left out, the namespace's `default`. Its token reaches no
   * pod. No effect on one's own machine.
   */
  serviceAccountName?: string;
  artifacts?: ArtifactSettings;
  /**
   * Values that expressions put into commands, arguments and environment variables.
   *
   * @maxItems 100
   */
  parameters?: Parameter[];
  stepDefaults: StepDefaults;
  /**
   * The nodes of the pipeline. What a step waits for follows from its inputs, expressions and needs; the order of this
   * list means nothing.
   *
   * @minItems 1
   * @maxItems 50
   */
  steps: Step[];
  concurrency: Concurrency;
  history: History;
  /**
   * What happens to the servers when the workflow is deleted: Orphan leaves them serving, Delete ends them.
   */
  deletionPolicy: 'Orphan' | 'Delete';
}
/**
 * A git repository and what of it is followed.
 */
export interface Source {
  /**
   * The name inputs and locks refer to it by.
   */
  name: string;
  /**
   * Whether it stays at the revision that was judged last, whatever is pushed.
   */
  suspend?: boolean;
  git: GitSource;
}
/**
 * Where the repository is.
 */
export interface GitSource {
  /**
   * An http(s) URL without user, password and query, or `ssh://user@host/path`; for a controller on one's own machine
   * also a path, absolute or relative to the workflow's file, of a bare repository or a working copy.
   */
  url: string;
  ref?: GitReference;
  /**
   * A Secret beside the workflow with what the repository asks for: `username` and `password`, `bearerToken`, `identity`
   * and `known_hosts` (SSH), or `githubAppID`, `githubAppInstallationID` and `githubAppPrivateKey`; beside them `ca.crt`,
   * `tls.crt` and `tls.key`, and `proxy`. Steps never see it: it is used where inputs are fetched.
   */
  secretRef?: {
    /**
     * The secret's name.
     */
    name: string;
  };
  /**
   * Which signatures a revision must have. One that lacks them makes no run, and what serves stays.
   */
  verify?: {
    /**
     * Head is the commit itself; Range is every commit after the last trusted one; Tag is the annotated tag that leads to
     * it.
     */
    mode: 'Head' | 'Range' | 'Tag';
    /**
     * A Secret beside the workflow with the public keys that are trusted: OpenPGP in keys named `*.asc`, SSH in keys named
     * `*.pub` or `allowed_signers`.
     */
    secretRef: {
      /**
       * The secret's name.
       */
      name: string;
    };
  };
  /**
   * Where files of git-lfs are fetched from; left out, the repository's own address with its credentials. What
   * `.lfsconfig` says does not count.
   */
  lfs?: {
    /**
     * The http(s) URL of the LFS server, without user or password.
     */
    url: string;
    /**
     * A Secret beside the workflow with what the LFS server asks for; left out, it is asked without credentials.
     */
    secretRef?: {
      /**
       * The secret's name.
       */
      name: string;
    };
  };
  /**
   * Where data that DVC files name is fetched from, in this order. Remotes in the repository's own configuration do not
   * count: what is pushed may not choose where credentials go.
   *
   * @maxItems 8
   *
   * Items: A DVC remote.
   */
  dataRemotes?: {
    /**
     * Its name; outs that name a remote are fetched from that one.
     */
    name: string;
    /**
     * `s3://bucket/prefix`, an http(s) URL without user or password, or for a controller on one's own machine an absolute
     * path.
     */
    url: string;
    /**
     * Of an `s3://` remote, the store's http(s) URL; left out, that of AWS.
     */
    endpoint?: string;
    /**
     * Of an `s3://` remote, the bucket's region; left out, us-east-1.
     */
    region?: string;
    /**
     * A Secret beside the workflow: `accessKeyId` and `secretAccessKey` for `s3://`; `username` and `password`, or `bearerToken`,
     * for http(s).
     */
    secretRef?: {
      /**
       * The secret's name.
       */
      name: string;
    };
  }[];
  /**
   * How often a remote repository is asked. A local one is watched.
   */
  interval: string;
}
/**
 * What of the repository is followed; of several, `commit` counts before `semver`, `tag` and `branch`. Left out,
 * the branch that is its default.
 */
export interface GitReference {
  /**
   * The branch to follow; left out, the repository's default branch.
   */
  branch?: string;
  /**
   * The tag to follow. One that is moved is followed.
   */
  tag?: string;
  /**
   * The highest of the tags that are versions in this range, such as `>=1.2.0 <2.0.0` or `1.x`. Pre-releases count only
   * where the range names one.
   */
  semver?: string;
  /**
   * The commit to stay at, 40 or 64 lower-case hex digits.
   */
  commit?: string;
}
/**
 * What a step runs in. On one's own machine the packages of `lock` in a cached virtual environment, else what PATH
 * has; in a cluster the image.
 */
export interface Environment {
  /**
   * The name steps refer to it by.
   */
  name: string;
  /**
   * The container image, as it would be written in a pod.
   */
  image?: string;
  lock?: EnvironmentLock;
}
/**
 * The files that list the packages. When their content changes, the steps of this environment run again.
 */
export interface EnvironmentLock {
  /**
   * The source that has the files.
   */
  source: string;
  /**
   * Path patterns that select the files, as in an input.
   *
   * @minItems 1
   * @maxItems 16
   */
  paths: string[];
}
/**
 * Where outputs and results are kept; left out, where the installation keeps them, apart for every namespace. Bucket and
 * prefix cannot be changed: what is stored there could no longer be found. No effect on one's own machine.
 */
export interface ArtifactSettings {
  /**
   * A bucket of an S3-compatible store.
   */
  s3: {
    /**
     * The store's http(s) URL, without user, password, query or fragment.
     */
    endpoint: string;
    /**
     * The bucket's name.
     */
    bucket: string;
    /**
     * What every key begins with, before the namespace's name; without slashes at its ends.
     */
    prefix?: string;
    /**
     * The bucket's region; left out, us-east-1.
     */
    region?: string;
    /**
     * A Secret beside the workflow with the keys accessKeyId and secretAccessKey. Steps never see it: it is mounted
     * where inputs are fetched and outputs are stored.
     */
    secretRef: {
      /**
       * The secret's name.
       */
      name: string;
    };
  };
}
/**
 * A named value.
 */
export interface Parameter {
  /**
   * The X of `{{ parameters.X }}`.
   */
  name: string;
  /**
   * The value; always a string.
   */
  value?: string;
  /**
   * A key of a YAML, JSON or TOML file of a source, at the revision that is judged. Other keys, comments and formatting of
   * the file affect nothing.
   */
  from?: {
    /**
     * The source that has the file.
     */
    source: string;
    /**
     * The file, from the root of the repository.
     */
    file: string;
    /**
     * The key; names of nested ones are joined by dots, as in `train.lr`.
     */
    key: string;
  };
}
/**
 * What steps have that do not say otherwise.
 */
export interface StepDefaults {
  run: RunDefaults;
}
/**
 * For run steps; environment and image for deploy steps too.
 */
export interface RunDefaults {
  /**
   * The name of the environment.
   */
  environment?: string;
  /**
   * The container image.
   */
  image?: string;
  /**
   * How long the step's own process may take.
   */
  timeout: string;
  /**
   * How many times a step that failed is tried again.
   */
  retries: number;
}
/**
 * A node of the pipeline; exactly one of run, gate and deploy.
 */
export interface Step {
  /**
   * The step's name; of a deploy step also the name of the stage.
   */
  name: string;
  /**
   * Steps that must have succeeded first, beside those its inputs and expressions name.
   *
   * @maxItems 50
   */
  needs?: string[];
  /**
   * What the step sees. It sees nothing else, so nothing else can make it run again.
   *
   * @maxItems 32
   */
  inputs?: StepInput[];
  /**
   * What a run step makes, kept by content.
   *
   * @maxItems 16
   */
  outputs?: StepOutput[];
  run?: RunAction;
  /**
   * Lets pass what keeps every rule. Fails closed when a metric is missing or is no finite number.
   *
   * @minItems 1
   * @maxItems 20
   */
  gate?: GateRule[];
  deploy?: DeployAction;
}
/**
 * Files of a source, or an output of another step.
 */
export interface StepInput {
  /**
   * The X of `{{ inputs.X.path }}`. The source input named `code`, or the only source input, is the working
   * directory.
   */
  name: string;
  /**
   * The source whose files these are.
   */
  source?: string;
  /**
   * Path patterns, from the root of the repository; `!` deselects, the last match wins. Left out, everything.
   *
   * @minItems 1
   * @maxItems 64
   */
  paths?: string[];
  /**
   * The output of another step, as `step.output`.
   */
  from?: string;
  /**
   * Where it appears, relative to the working directory; left out, `../<name>`. Files of a source keep their
   * names in the repository below it; an output is that file or directory.
   */
  path?: string;
  /**
   * Copy is private and writable (what the working directory is); Mount is read-only and shared (what all
   * else is); Reference fetches nothing: the step gets `REFIT_INPUT_<NAME>_URI` and a manifest, and the
   * version still counts.
   */
  mode?: 'Copy' | 'Mount' | 'Reference';
  /**
   * Keys of the one YAML, JSON or TOML file that `paths` names. The step sees the file reduced to them; other
   * keys, comments and formatting affect nothing.
   *
   * @minItems 1
   * @maxItems 64
   */
  keys?: string[];
}
/**
 * A file or directory that the step writes.
 */
export interface StepOutput {
  /**
   * The X of `{{ outputs.X.path }}` and of `REFIT_OUTPUT_<X>`.
   */
  name: string;
  /**
   * What it is. A model gets a ModelVersion and can be deployed; the numbers of metrics, a JSON file, can be
   * used in gates and expressions.
   */
  kind: 'data' | 'model' | 'metrics';
  /**
   * Where the step writes it, relative to the working directory; left out, where `REFIT_OUTPUT_<NAME>` says.
   */
  path?: string;
}
/**
 * Runs a command.
 */
export interface RunAction {
  /**
   * The name of the environment it runs in.
   */
  environment?: string;
  /**
   * The container image it runs in.
   */
  image?: string;
  /**
   * The program and its arguments, one each. No shell reads them. May have expressions.
   *
   * @minItems 1
   * @maxItems 64
   */
  command: string[];
  /**
   * More arguments, after those of command. May have expressions.
   *
   * @maxItems 256
   */
  args?: string[];
  /**
   * Where the command starts, relative to the working directory.
   */
  workingDir?: string;
  /**
   * Environment variables. The step gets these and what Refit sets, nothing of the machine's.
   *
   * @maxItems 100
   */
  env?: EnvVar[];
  /**
   * How long the process may take; left out, what stepDefaults says (1h).
   */
  timeout?: string;
  /**
   * How many times it is tried again when it fails; left out, what stepDefaults says (0).
   */
  retries?: number;
  resources?: Resources;
  workspace?: WorkspaceVolume;
  scratch?: ScratchVolume;
  pod?: PodSettings;
  reuse?: ReusePolicy;
}
/**
 * An environment variable; exactly one of value and valueFrom.
 */
export interface EnvVar {
  /**
   * The variable's name.
   */
  name: string;
  /**
   * The variable's value. May have expressions.
   */
  value?: string;
  valueFrom?: EnvVarSource;
}
/**
 * Where the value is read when the step starts.
 */
export interface EnvVarSource {
  secretKeyRef: SecretKeyReference;
}
/**
 * A key of a secret. Its name enters the fingerprint, its value does not.
 */
export interface SecretKeyReference {
  /**
   * The secret's name.
   */
  name: string;
  /**
   * The key in the secret.
   */
  key: string;
}
/**
 * What the container asks of its node and may use, as in a pod. Never part of a fingerprint; no effect on one's own machine.
 */
export interface Resources {
  /**
   * What the node must have free, such as `cpu` or `nvidia.com/gpu`.
   */
  requests?: {
    [k: string]: string;
  };
  /**
   * What it may use at most.
   */
  limits?: {
    [k: string]: string;
  };
}
/**
 * The disk that inputs are laid out and outputs written on; left out, the node's. Never part of a fingerprint; no effect on one's
 * own machine.
 */
export interface WorkspaceVolume {
  /**
   * How large, such as `20Gi`.
   */
  size: string;
  /**
   * The storage class of a volume of its own for each pod; left out, an emptyDir on the node.
   */
  storageClass?: string;
}
/**
 * A volume kept per fingerprint across attempts, at `REFIT_SCRATCH`: checkpoints written there survive eviction and preemption.
 * Deleted when the step has a result. Never part of a fingerprint; no effect on one's own machine.
 */
export interface ScratchVolume {
  /**
   * How large, such as `20Gi`.
   */
  size: string;
  /**
   * The storage class; left out, the cluster's default.
   */
  storageClass?: string;
}
/**
 * Where and how the pod is placed, each field as in a pod. Never part of a fingerprint; no effect on one's own machine.
 */
export interface PodSettings {
  /**
   * Labels of the nodes it may run on.
   */
  nodeSelector?: {
    [k: string]: string;
  };
  /**
   * Taints of nodes it tolerates.
   *
   * @maxItems 32
   *
   * Items: A toleration.
   */
  tolerations?: {
    [k: string]: unknown;
  }[];
  /**
   * Rules of attraction to nodes and pods.
   */
  affinity?: {
    [k: string]: unknown;
  };
  /**
   * Volumes beside Refit's own. Names that start with `refit-` are Refit's.
   *
   * @maxItems 32
   *
   * Items: A volume.
   */
  volumes?: {
    /**
     * The volume's name.
     */
    name: string;
    [k: string]: unknown;
  }[];
  /**
   * Where the volumes are mounted, in the container of the command alone.
   *
   * @maxItems 32
   *
   * Items: A mount.
   */
  volumeMounts?: {
    /**
     * The volume's name.
     */
    name: string;
    /**
     * Where it appears in the container.
     */
    mountPath: string;
    [k: string]: unknown;
  }[];
  /**
   * The pod's priority class.
   */
  priorityClassName?: string;
  /**
   * Secrets for the registry of the image.
   *
   * @maxItems 16
   *
   * Items: A secret by name.
   */
  imagePullSecrets?: {
    /**
     * The secret's name.
     */
    name: string;
  }[];
  /**
   * Labels of the pod beside Refit's. Those of Kueue (`kueue.x-k8s.io/queue-name`, `kueue.x-k8s.io/priority-class`) are put on the
   * Job too.
   */
  labels?: {
    [k: string]: string;
  };
  /**
   * Annotations of the pod beside Refit's.
   */
  annotations?: {
    [k: string]: string;
  };
}
/**
 * When an earlier result of the same fingerprint is good enough. Left out, always.
 */
export interface ReusePolicy {
  /**
   * Auto takes an earlier result; Never runs the step in every run.
   */
  policy: 'Auto' | 'Never';
  /**
   * How old a result may be when a run is decided.
   */
  maxAge?: string;
  /**
   * Any text that enters the fingerprint; another text, and the step runs again.
   */
  version?: string;
  /**
   * Inputs whose content does not make the step run again.
   *
   * @maxItems 32
   */
  ignore?: string[];
}
/**
 * A rule about one metric; at least one of min, max and champion.
 */
export interface GateRule {
  /**
   * The metric, as `{{ steps.<step>.outputs.<output>.<metric> }}`.
   */
  metric: string;
  /**
   * The least value that passes, a decimal number in quotes.
   */
  min?: string;
  /**
   * The greatest value that passes, a decimal number in quotes.
   */
  max?: string;
  champion?: ChampionRule;
}
/**
 * Compares with the same metric of the model that serves at a stage, put through the same evaluation. Passes when
 * nothing serves there yet.
 */
export interface ChampionRule {
  /**
   * Which of two numbers is the better one.
   */
  better: 'Higher' | 'Lower';
  /**
   * How much worse may still pass, relative (`0.5%`) or absolute (`0.005`); left out, nothing.
   */
  tolerance?: string;
  /**
   * The deploy step whose live model is the champion.
   */
  stage: string;
}
/**
 * Serves a model. The step's name is the stage's; what serves there is its champion.
 */
export interface DeployAction {
  /**
   * The model, as `step.output` of an output of kind model.
   */
  model: string;
  deployment: Deployment;
}
/**
 * The server. It gets the model's path as REFIT_MODEL, its digest as REFIT_MODEL_DIGEST and the port to listen on
 * as PORT.
 */
export interface Deployment {
  /**
   * The name of the environment it runs in.
   */
  environment?: string;
  /**
   * The container image it runs in.
   */
  image?: string;
  /**
   * The program and its arguments, one each. No shell reads them. May have expressions.
   *
   * @minItems 1
   * @maxItems 64
   */
  command: string[];
  /**
   * More arguments, after those of command. May have expressions.
   *
   * @maxItems 256
   */
  args?: string[];
  /**
   * Where the command starts, relative to the working directory.
   */
  workingDir?: string;
  /**
   * Environment variables. The server gets these and what Refit sets, nothing of the machine's.
   *
   * @maxItems 100
   *
   * Items: An environment variable; exactly one of value and valueFrom.
   */
  env?: EnvVar[];
  /**
   * What the container asks of its node and may use, as in a pod. Never part of a fingerprint; no effect on one's own machine.
   */
  resources?: Resources;
  /**
   * Where and how the pod is placed, each field as in a pod. Never part of a fingerprint; no effect on one's own machine.
   */
  pod?: PodSettings;
  /**
   * The port the server listens on in a pod. On one's own machine PORT is another, free one.
   */
  port: number;
  readiness: Readiness;
}
/**
 * When a new server gets the traffic. Until then the one before it keeps serving.
 */
export interface Readiness {
  /**
   * The path that answers 2xx or 3xx once the server is ready.
   */
  path: string;
  /**
   * How long it may take to become ready; then the rollout is given up.
   */
  timeout: string;
}
/**
 * What happens to a run that is under way when a newer decision is made.
 */
export interface Concurrency {
  /**
   * Adopt: what the newer run wants too keeps running and is shared, what nobody wants any more is cancelled, and a
   * deploy in flight is never cut.
   */
  policy: 'Adopt';
}
/**
 * How much is kept.
 */
export interface History {
  /**
   * How many runs that succeeded are kept.
   */
  successful: number;
  /**
   * How many runs that did not succeed are kept.
   */
  failed: number;
  /**
   * How many model versions are kept; those that serve are always kept.
   */
  models: number;
}
/**
 * What is. Written by the controller.
 */
export interface WorkflowSpecStatus {
  /**
   * The generation of the spec that this status speaks of; -1 before the first look.
   */
  observedGeneration: number;
  /**
   * What holds and why. See docs/spec/workflowspec.md.
   *
   * @maxItems 16
   */
  conditions?: Condition[];
  /**
   * The number of the last run that was decided.
   */
  sequence?: number;
  /**
   * How each source stands.
   *
   * @maxItems 16
   */
  sources?: SourceStatus[];
  decided?: LastDecision;
  lastRun?: LastRun;
  requests?: HandledRequests;
  /**
   * The token of `reconcile.refit.dev/requestedAt` that was last acted on; the SHA-256 of one that is too long.
   */
  lastHandledReconcileAt?: string;
  /**
   * The token of `reconcile.refit.dev/forceAt` that was last acted on; the SHA-256 of one that is too long.
   */
  lastHandledForceAt?: string;
  /**
   * What shall serve and what serves, per deploy step. The only statement of what shall serve.
   *
   * @maxItems 50
   */
  stages?: StageStatus[];
}
/**
 * One aspect of the state.
 */
export interface Condition {
  /**
   * Which aspect.
   */
  type: string;
  /**
   * Whether it holds.
   */
  status: 'True' | 'False' | 'Unknown';
  /**
   * The generation it was judged at.
   */
  observedGeneration?: number;
  /**
   * When its status changed last.
   */
  lastTransitionTime: string;
  /**
   * Why, one UpperCamel word.
   */
  reason: string;
  /**
   * Why, in words.
   */
  message: string;
}
/**
 * A source.
 */
export interface SourceStatus {
  /**
   * The source.
   */
  name: string;
  /**
   * The revision that was judged last, as `main@sha1:<hex>`.
   */
  revision?: string;
  /**
   * Why it cannot be read or is not trusted, one word for programs; absent when all is well.
   */
  reason?: string;
  /**
   * Why it cannot be read or is not trusted, in words.
   */
  message?: string;
  /**
   * The last revision whose signatures were found good.
   */
  verified?: {
    /**
     * The commit, lower-case hex.
     */
    commit: string;
    /**
     * Whose signature it has.
     */
    by: string;
  };
}
/**
 * The last decision, one without a run included.
 */
export interface LastDecision {
  /**
   * The generation of the spec it was made for.
   */
  generation: number;
  /**
   * The run it made, if anything was affected.
   */
  run?: string;
}
/**
 * How the last run stands.
 */
export interface LastRun {
  /**
   * The run.
   */
  name: string;
  /**
   * Its phase.
   */
  state: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Superseded' | 'Cancelled';
  /**
   * When it ended.
   */
  finishedAt?: string;
}
/**
 * The tokens of the request annotations that were last acted on.
 */
export interface HandledRequests {
  /**
   * Of `refit.dev/run`.
   */
  run?: string;
  /**
   * Of `refit.dev/force`.
   */
  force?: string;
}
/**
 * A deploy step's place.
 */
export interface StageStatus {
  /**
   * The deploy step.
   */
  name: string;
  /**
   * The run's number; a lower one never replaces a higher one.
   */
  sequence: number;
  /**
   * The digest of the model that shall serve.
   */
  model: string;
  /**
   * Digest of what shall run - model, server's inputs, command, environment. Two releases are the same when it is.
   */
  identity: string;
  /**
   * The digest of the stored release, all that serving needs.
   */
  release: string;
  /**
   * The run that decided it.
   */
  run: string;
  /**
   * How far it is.
   */
  phase: 'Progressing' | 'Live' | 'Failed';
  /**
   * Why it is not live, in words.
   */
  message?: string;
  /**
   * Where it answers.
   */
  url?: string;
  live?: LiveStage;
  /**
   * Deployments that did not become ready here and are not tried again by themselves.
   *
   * @maxItems 10
   */
  blocked?: BlockedDeployment[];
}
/**
 * What serves now.
 */
export interface LiveStage {
  /**
   * The run's number.
   */
  sequence: number;
  /**
   * The model's digest.
   */
  model: string;
  /**
   * The identity of what serves.
   */
  identity: string;
  /**
   * The release's digest.
   */
  release: string;
  /**
   * The run that deployed it.
   */
  run: string;
  /**
   * Since when it serves.
   */
  since: string;
}
/**
 * A deployment that did not become ready.
 */
export interface BlockedDeployment {
  /**
   * The identity of what did not become ready.
   */
  identity: string;
  /**
   * The model's digest.
   */
  model: string;
  /**
   * The run that tried it.
   */
  run: string;
  /**
   * Why, in words.
   */
  message: string;
}
