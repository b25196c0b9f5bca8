import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFileObjects } from '../../controller/artifacts/objects/file.ts';
import { openObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import type { ObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import { ARTIFACT_AUDIENCE } from '../../controller/artifacts/pod-access.ts';
import { serveVolume } from '../../controller/artifacts/server/serve.ts';
import type { VolumeServer } from '../../controller/artifacts/server/serve.ts';
import { compilePatterns } from '../../controller/core/select.ts';
import { selectEntries } from '../../controller/core/selection.ts';
import type { ExecutionInput, ExecutionRequest } from '../../controller/engines/engine.ts';
import { documentText } from '../../controller/engines/job/facts.ts';
import type { FetchSettings } from '../../controller/engines/job/facts.ts';
import { listEntries } from '../../controller/git/export.ts';
import type { KubernetesClient } from '../../controller/kubernetes/client.ts';
import { temporaryFolder } from './folder.ts';
import { GitHttpServer } from './git-http-server.ts';
import { silentLogger } from './log.ts';

const programs = fileURLToPath(new URL('../../controller/pod/', import.meta.url));

/** How a program of a pod ended. */
export interface ProgramEnd {
  readonly code: number;
  /** The termination message. */
  readonly message: string;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The folders of a pod on this machine, with a real git HTTP server and the volume's real server beside them: Refit's programs run
 * in it as processes, as they do in containers.
 */
export class PodRoot {
  readonly folder: string;
  readonly root: string;
  readonly git: GitHttpServer;
  readonly artifacts: ObjectArtifacts;
  /** What the installation says of fetching. The servers of a test are on this machine, which a pod has no business with. */
  fetching: FetchSettings = { addresses: { loopback: true } };
  readonly #volume: VolumeServer;
  readonly #remove: () => void;

  private constructor(folder: string, git: GitHttpServer, volume: VolumeServer, remove: () => void) {
    this.folder = folder;
    this.root = join(folder, 'pod');
    this.git = git;
    this.#volume = volume;
    this.#remove = remove;
    this.artifacts = openObjectArtifacts(openFileObjects({ folder: join(folder, 'volume'), namespace: 'ml' }), {
      namespace: 'ml',
    });
    this.clear();
  }

  static async create(): Promise<PodRoot> {
    const folder = temporaryFolder();
    mkdirSync(join(folder.path, 'git'));
    const git = await GitHttpServer.start(join(folder.path, 'git'));
    const options = { folder: join(folder.path, 'volume'), client: reviewing, port: 0, host: '127.0.0.1' };
    const volume = await serveVolume({ ...options, log: silentLogger });
    return new PodRoot(folder.path, git, volume, () => folder.remove());
  }

  /** A new pod: nothing in its folders but credentials. */
  clear(): void {
    rmSync(this.root, { recursive: true, force: true });
    for (const name of ['execution', 'own', 'request', 'artifacts', 'secrets']) {
      mkdirSync(join(this.root, name), { recursive: true });
    }
    writeFileSync(join(this.root, 'artifacts', 'token'), token());
  }

  /** Runs a program on the request to its end. */
  async run(program: 'fetch' | 'publish', request: ExecutionRequest): Promise<ProgramEnd> {
    const url = `http://127.0.0.1:${this.#volume.port}`;
    const document = documentText(request, { kind: 'Http', url, audience: ARTIFACT_AUDIENCE }, this.fetching);
    writeFileSync(join(this.root, 'request', 'request.json'), document);
    rmSync(join(this.root, 'termination-log'), { force: true });
    const own = join(this.root, 'own');
    const env = { PATH: process.env['PATH'], HOME: own, TMPDIR: own };
    return new Promise((resolve) => {
      const args = [join(programs, `${program}.ts`), this.root];
      execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr, message: this.#message() });
      });
    });
  }

  /** A path in the pod's `/refit/execution`. */
  execution(...names: string[]): string {
    return join(this.root, 'execution', ...names);
  }

  /** An input of selected paths, its digest worked out as the planner does. */
  async gitInput(
    source: { readonly url: string; readonly commit: string },
    input: { name: string; paths?: readonly string[]; path?: string; mode?: 'Copy' | 'Mount' },
  ): Promise<ExecutionInput> {
    const mirrors = join(this.folder, 'mirrors');
    const entries = await listEntries({ mirrors, repository: { url: source.url }, commit: source.commit });
    const paths = input.paths ?? [];
    const { digest } = selectEntries(entries, compilePatterns(paths));
    const path = input.path ?? (input.name === 'code' ? '.' : `../${input.name}`);
    const mode = input.mode ?? (path === '.' ? 'Copy' : 'Mount');
    return { name: input.name, path, mode, digest, from: { kind: 'Git', ...source, paths } };
  }

  async close(): Promise<void> {
    await this.git.stop();
    await this.#volume.close();
    this.#remove();
  }

  #message(): string {
    try {
      return readFileSync(join(this.root, 'termination-log'), 'utf8');
    } catch (error: unknown) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    }
  }
}

/** A request with these inputs; `over` replaces fields. */
export function podRequest(over: Partial<ExecutionRequest>): ExecutionRequest {
  return {
    key: {
      namespace: 'ml',
      workflow: 'w',
      workflowUID: 'uid-w',
      step: 'train',
      subject: 'candidate',
      fingerprint: `sha256:${'ab'.repeat(32)}`,
      attempt: 1,
    },
    command: ['python', 'train.py'],
    args: [],
    env: [],
    environment: { name: 'py', image: 'registry.example.com/py:1' },
    inputs: [],
    outputs: [],
    timeoutMs: 60_000,
    context: {},
    ...over,
  };
}

/** As the kubelet projects it; nobody here checks the signature. */
function token(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 3600;
  return `${part({ alg: 'none' })}.${part({ aud: [ARTIFACT_AUDIENCE], exp, sub: 'system:serviceaccount:ml:default' })}.x`;
}

const status = {
  authenticated: true,
  audiences: [ARTIFACT_AUDIENCE],
  user: { username: 'system:serviceaccount:ml:default' },
};

async function answer(): Promise<never> {
  return { status } as never;
}

/** An API server that knows every token. */
const reviewing = { create: answer } as unknown as KubernetesClient;
