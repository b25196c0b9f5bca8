import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openFolderArtifacts } from '../../controller/artifacts/folder.ts';
import type { FolderArtifacts } from '../../controller/artifacts/folder.ts';
import { executionName } from '../../controller/core/naming.ts';
import { compilePatterns } from '../../controller/core/select.ts';
import { selectEntries } from '../../controller/core/selection.ts';
import type { Engine, ExecutionInput, ExecutionRequest, ExecutionState } from '../../controller/engines/engine.ts';
import { createProcessEngine } from '../../controller/engines/process/engine.ts';
import { identify, isAlive } from '../../controller/engines/process/process-identity.ts';
import { listEntries } from '../../controller/git/export.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './folder.ts';
import { TestRepository } from './git-repository.ts';

let uid = 0;

/** A process engine on a folder of its own, with real supervisors, one code repository, and short ways to run steps. */
export class TestEngine {
  readonly folder: string;
  readonly state: string;
  readonly engine: Engine;
  readonly artifacts: FolderArtifacts;
  readonly #remove: () => void;
  readonly #workflowUID = `uid-${process.pid}-${uid++}`;
  #attempts = 0;

  constructor(parent?: string) {
    const folder = temporaryFolder();
    this.folder = folder.path;
    this.#remove = () => folder.remove();
    this.state = parent ?? join(folder.path, 'state');
    mkdirSync(this.state, { recursive: true });
    this.engine = this.open();
    this.artifacts = openFolderArtifacts({ folder: join(this.state, 'artifacts'), views: join(this.state, 'views') });
  }

  /** Another engine on the same state, as after a restart of the controller. */
  open(): Engine {
    return createProcessEngine({
      state: this.state,
      artifacts: join(this.state, 'artifacts'),
      mirrors: join(this.state, 'mirrors'),
      secrets: join(this.state, 'secrets'),
      path: process.env['PATH'] ?? '/usr/bin:/bin',
      clock: systemClock,
    });
  }

  /** A repository with these files in one commit. */
  async repository(name: string, files: Readonly<Record<string, string>>): Promise<{ url: string; commit: string }> {
    const repository = await TestRepository.create(join(this.folder, name));
    for (const [path, content] of Object.entries(files)) repository.write(path, content);
    return { url: repository.path, commit: await repository.commit('files') };
  }

  /** An input of selected paths, its digest worked out as the planner does. */
  async gitInput(
    source: { readonly url: string; readonly commit: string },
    input: { name: string; paths?: readonly string[]; path?: string; mode?: 'Copy' | 'Mount' },
  ): Promise<ExecutionInput> {
    const mirrors = join(this.state, 'mirrors');
    const entries = await listEntries({ mirrors, repository: { url: source.url }, commit: source.commit });
    const paths = input.paths ?? [];
    const { digest } = selectEntries(entries, compilePatterns(paths));
    const path = input.path ?? (input.name === 'code' ? '.' : `../${input.name}`);
    const mode = input.mode ?? (path === '.' ? 'Copy' : 'Mount');
    return { name: input.name, path, mode, digest, from: { kind: 'Git', ...source, paths } };
  }

  /** A request that runs a shell script with no inputs; `over` replaces fields. */
  request(script: string, over: Partial<ExecutionRequest> = {}): ExecutionRequest {
    return {
      key: {
        namespace: 'ml',
        workflow: 'w',
        workflowUID: this.#workflowUID,
        step: 'step',
        subject: 'candidate',
        fingerprint: `sha256:${'ab'.repeat(32)}`,
        attempt: ++this.#attempts,
      },
      command: ['sh', '-c', script],
      args: [],
      env: [],
      inputs: [],
      outputs: [],
      timeoutMs: 60_000,
      context: {},
      ...over,
    };
  }

  /** Runs it to its end. */
  async run(request: ExecutionRequest): Promise<ExecutionState> {
    await this.engine.ensure(request);
    return this.finished(executionName(request.key));
  }

  /** Waits until an execution is finished. */
  finished(name: string, engine = this.engine): Promise<ExecutionState> {
    return eventually(async () => {
      const state = await engine.observe(name);
      if (state?.finished === true) return state;
      throw new Error(`${name} is ${state?.phase ?? 'not there'}: ${state?.message ?? ''}`);
    }, 60_000);
  }

  /** The whole log of an execution. */
  async log(request: ExecutionRequest): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.engine.logs(executionName(request.key), { follow: false })) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  /** The bytes of a file output. */
  async read(state: ExecutionState, output: string): Promise<string> {
    const record = state.outputs.find(({ name }) => name === output);
    const chunks: Buffer[] = [];
    const stream: AsyncIterable<Buffer> = await this.artifacts.read(record?.digest ?? '');
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  /** Where an execution is on the disk. */
  execution(request: ExecutionRequest): string {
    return join(this.state, 'executions', executionName(request.key));
  }

  /** Ends what may still run, and removes everything. */
  async close(): Promise<void> {
    for (const state of await this.engine.list()) {
      if (!state.finished) await this.engine.cancel(executionName(state.key), 'the test is over');
    }
    for (const state of await this.engine.list()) await this.finished(executionName(state.key));
    await this.engine.close();
    this.#remove();
  }
}

/** Whether a process of this number runs (a zombie does not). */
export function runs(pid: number): boolean {
  const identity = identify(pid);
  return identity !== undefined && isAlive(identity);
}
