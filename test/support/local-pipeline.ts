/** A small pipeline with real repositories, processes and server, for tests of the whole controller in this process. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { findCondition } from '../../controller/api/v1alpha1/conditions.ts';
import type {
  Condition,
  ModelVersion,
  StageStatus,
  StepStatus,
  WorkflowRun,
  WorkflowSpec,
} from '../../controller/api/v1alpha1/kinds.ts';
import { validateWorkflow, type ValidWorkflow } from '../../controller/core/validate/validate.ts';
import { startLocal, type LocalController } from '../../controller/main.ts';
import type { Logger } from '../../controller/runtime/log.ts';
import { shutdownServing } from '../../controller/serving/process/shutdown.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './folder.ts';
import { TestRepository } from './git-repository.ts';
import { silentLogger } from './log.ts';

/** Files to write (text) or remove (null), by path. */
export type Files = Readonly<Record<string, string | null>>;

/** A `spec` as a person would write it. */
export type WrittenSpec = Readonly<Record<string, unknown>>;

/** What a test may change of the pipeline. */
export interface PipelineOptions {
  /** Default: `pipelineSpec` of the pipeline. */
  readonly spec?: (pipeline: LocalPipeline) => WrittenSpec;
  readonly code?: Files;
  readonly data?: Files;
  readonly parallel?: number;
  readonly log?: Logger;
}

/** A model is a text `accuracy=0.NN`: 0.50 and a point per row, less the penalty that stands in train.sh. */
const trainScript = (penalty: number): string => `set -eu
while [ -e "$HOLD" ]; do sleep 0.02; done
rows=$(wc -l < ../dataset)
echo "accuracy=0.$((50 + rows - ${penalty}))" > "$REFIT_OUTPUT_MODEL"
`;

/** train.sh with a penalty on the model's accuracy. */
export function trainWith(penalty: number): string {
  return trainScript(penalty);
}

/** serve.mjs that answers with `version`; `ready` false: never ready. */
export function serverWith(version: string, ready = true): string {
  return `import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const answer = JSON.stringify({
  version: ${JSON.stringify(version)},
  digest: process.env.REFIT_MODEL_DIGEST,
  model: readFileSync(process.env.REFIT_MODEL, 'utf8').trim(),
});
createServer((request, response) => {
  response.statusCode = request.url === '/healthz' && !${ready} ? 503 : 200;
  response.end(answer);
}).listen(Number(process.env.PORT), '127.0.0.1');
`;
}

const codeFiles: Files = {
  'README.md': 'read me\n',
  'prepare.sh': 'set -eu\ncat ../batches/batches/* > "$REFIT_OUTPUT_DATASET"\n',
  'train.sh': trainScript(0),
  'evaluate.sh': `set -eu
. ../model
echo "{\\"accuracy\\": $accuracy}" > metrics.json
`,
  'serve.mjs': serverWith('1'),
};

/** `count` rows of a batch. */
export function rows(count: number, from = 0): string {
  return Array.from({ length: count }, (_, index) => `row ${from + index}\n`).join('');
}

const dataFiles: Files = { 'README.md': 'data\n', 'batches/1.csv': rows(10) };

/** What a person sees of a run step: `train Run Succeeded`. */
export function told(run: WorkflowRun): string[] {
  return (run.status?.steps ?? []).map(
    ({ name, subject, state }) => `${name}${subject === 'champion' ? '*' : ''} ${state}`,
  );
}

/** The pipeline's spec: prepare, train, evaluate, a gate, a server. */
export function pipelineSpec({ code, data, traceFile, holdFile }: LocalPipeline): WrittenSpec {
  const traced = (name: string, file: string) => ({
    command: ['sh', '-c', `echo ${name}:$REFIT_RUN >> "$TRACE"; exec sh ${file}`],
    env: [
      { name: 'TRACE', value: traceFile },
      { name: 'HOLD', value: holdFile },
    ],
  });
  const script = (file: string) => ({ name: 'code', source: 'code', paths: [file] });
  return {
    sources: [
      { name: 'code', git: { url: code.path, ref: { branch: 'main' } } },
      { name: 'data', git: { url: data.path, ref: { branch: 'main' } } },
    ],
    steps: [
      {
        name: 'prepare',
        run: traced('prepare', 'prepare.sh'),
        inputs: [script('prepare.sh'), { name: 'batches', source: 'data', paths: ['batches'] }],
        outputs: [{ name: 'dataset' }],
      },
      {
        name: 'train',
        run: traced('train', 'train.sh'),
        inputs: [script('train.sh'), { name: 'dataset', from: 'prepare.dataset' }],
        outputs: [{ name: 'model', kind: 'model' }],
      },
      {
        name: 'evaluate',
        run: traced('evaluate', 'evaluate.sh'),
        inputs: [script('evaluate.sh'), { name: 'model', from: 'train.model' }],
        outputs: [{ name: 'report', kind: 'metrics', path: 'metrics.json' }],
      },
      {
        name: 'quality',
        needs: ['evaluate'],
        gate: [
          { metric: '{{ steps.evaluate.outputs.report.accuracy }}', min: '0.2' },
          {
            metric: '{{ steps.evaluate.outputs.report.accuracy }}',
            champion: { better: 'Higher', stage: 'serve' },
          },
        ],
      },
      {
        name: 'serve',
        needs: ['quality'],
        inputs: [script('serve.mjs')],
        deploy: {
          model: 'train.model',
          deployment: {
            command: ['node', 'serve.mjs'],
            port: 8080,
            readiness: { path: '/healthz', timeout: '20s' },
          },
        },
      },
    ],
  };
}

/** One workflow named `toy` on a state folder of its own, with a code and a data repository. */
export class LocalPipeline {
  readonly folder: string;
  readonly state: string;
  readonly code: TestRepository;
  readonly data: TestRepository;
  /** Each process of a step writes a line `<step>:<run>` here. */
  readonly traceFile: string;
  /** While this file exists, train waits. */
  readonly holdFile: string;
  readonly #options: PipelineOptions;
  readonly #remove: () => void;
  #controller: LocalController | undefined;
  #seen = 0;

  private constructor(
    folder: ReturnType<typeof temporaryFolder>,
    code: TestRepository,
    data: TestRepository,
    options: PipelineOptions,
  ) {
    this.folder = folder.path;
    this.#remove = () => folder.remove();
    this.state = join(folder.path, 'state');
    this.traceFile = join(folder.path, 'trace');
    this.holdFile = join(folder.path, 'hold');
    this.code = code;
    this.data = data;
    this.#options = options;
  }

  /** Makes the repositories; `start` and `apply` do the rest. */
  static async create(options: PipelineOptions = {}): Promise<LocalPipeline> {
    const folder = temporaryFolder();
    const code = await TestRepository.create(join(folder.path, 'code'));
    const data = await TestRepository.create(join(folder.path, 'data'));
    const pipeline = new LocalPipeline(folder, code, data, options);
    await pipeline.push(code, 'code', { ...codeFiles, ...options.code });
    await pipeline.push(data, 'data', { ...dataFiles, ...options.data });
    return pipeline;
  }

  /** Created, started, applied and settled. */
  static async running(options: PipelineOptions = {}): Promise<LocalPipeline> {
    const pipeline = await LocalPipeline.create(options);
    await pipeline.start();
    await pipeline.apply();
    await pipeline.settled();
    return pipeline;
  }

  get controller(): LocalController {
    if (!this.#controller) throw new Error('the controller is not started');
    return this.#controller;
  }

  async start(): Promise<void> {
    const { parallel, log = silentLogger } = this.#options;
    this.#controller = await startLocal({
      state: this.state,
      log,
      ...(parallel === undefined ? {} : { parallel }),
    });
  }

  async stop(): Promise<void> {
    await this.#controller?.stop();
    this.#controller = undefined;
  }

  /** Ends everything that was started and removes the folder. */
  async remove(): Promise<void> {
    rmSync(this.holdFile, { force: true });
    if (this.#controller) {
      const { engine } = this.#controller.ports;
      for (const state of await engine.list()) {
        const { executionName } = await import('../../controller/core/naming.ts');
        if (!state.finished) await engine.cancel(executionName(state.key), 'the test is over');
      }
      await eventually(async () => (await engine.list()).every((state) => state.finished));
    }
    await this.stop();
    await shutdownServing(this.state);
    this.#remove();
  }

  /** The workflow as `refit up` would apply it, with `change` made to the written spec. */
  async apply(change: (spec: WrittenSpec) => WrittenSpec = (spec) => spec, name = 'toy'): Promise<WorkflowSpec> {
    const written = (this.#options.spec ?? pipelineSpec)(this);
    return this.controller.apply(validWorkflow(name, change(structuredClone(written))));
  }

  /** Commits files to a repository. @returns the commit */
  async push(repository: TestRepository, message: string, files: Files): Promise<string> {
    for (const [path, content] of Object.entries(files)) repository.write(path, content);
    return repository.commit(message);
  }

  /** Waits until the heads of both repositories and the spec are decided and nothing is under way. */
  async settled(name = 'toy'): Promise<WorkflowSpec> {
    const heads = new Map([
      ['code', await this.code.head()],
      ['data', await this.data.head()],
    ]);
    try {
      return await eventually(async () => {
        const workflow = await this.workflow(name);
        const { decided, sources = [] } = workflow.status ?? {};
        if (decided?.generation !== workflow.metadata.generation) throw new Error('the spec is not decided');
        for (const { name: source, revision } of sources)
          if (revision?.endsWith(`:${heads.get(source)}`) !== true) throw new Error(`${source} is not decided`);
        if (!(await this.controller.isSettled())) throw new Error('something is under way');
        return this.workflow(name);
      }, 40_000);
    } catch (error) {
      throw new Error(`not settled: ${await this.describe(name)}`, { cause: error });
    }
  }

  /** For messages of failed tests. */
  async describe(name = 'toy'): Promise<string> {
    const runs = await this.runs(name);
    const workflow = await this.workflow(name);
    const told = runs.map(({ metadata, status, spec }) => [metadata.name, spec.trigger, status?.phase, status?.steps]);
    return JSON.stringify([workflow.status, told, await this.controller.ports.engine.list()], undefined, 1);
  }

  async workflow(name = 'toy'): Promise<WorkflowSpec> {
    const key = { kind: 'WorkflowSpec', namespace: 'default', name };
    const found = await this.controller.ports.store.get<WorkflowSpec>(key);
    if (!found) throw new Error(`no workflow ${name}`);
    return found;
  }

  async condition(type: string, name = 'toy'): Promise<Condition | undefined> {
    return findCondition((await this.workflow(name)).status?.conditions, type);
  }

  /** Waits until a condition of the workflow has a status and reason. */
  async becomes(type: string, status: string, reason: string, name = 'toy'): Promise<Condition> {
    let last: Condition | undefined;
    try {
      return await eventually(async () => {
        last = await this.condition(type, name);
        if (last?.status !== status || last.reason !== reason) throw new Error('not yet');
        return last;
      }, 30_000);
    } catch (error) {
      throw new Error(`${type} is not ${status} ${reason}; it is ${JSON.stringify(last)}`, { cause: error });
    }
  }

  /** Runs, oldest first. */
  async runs(name = 'toy'): Promise<WorkflowRun[]> {
    const runs = await this.controller.ports.store.list<WorkflowRun>('WorkflowRun', { namespace: 'default' });
    return runs.filter((run) => run.spec.workflow === name).toSorted((a, b) => a.spec.sequence - b.spec.sequence);
  }

  async lastRun(name = 'toy'): Promise<WorkflowRun> {
    const run = (await this.runs(name)).at(-1);
    if (!run) throw new Error('no run');
    return run;
  }

  /** Waits until the newest run has this number. */
  async run(sequence: number, name = 'toy'): Promise<WorkflowRun> {
    return eventually(async () => {
      const run = (await this.runs(name)).find((candidate) => candidate.spec.sequence === sequence);
      if (!run) throw new Error(`no run ${sequence}`);
      return run;
    });
  }

  /** Waits until a step of a run is in a state. */
  async step(sequence: number, step: string, state: StepStatus['state'], name = 'toy'): Promise<StepStatus> {
    return eventually(async () => {
      const run = await this.run(sequence, name);
      const row = run.status?.steps?.find((each) => each.name === step && each.subject === 'candidate');
      if (row?.state !== state) throw new Error(`${step} of run ${sequence} is ${row?.state}, not ${state}`);
      return row;
    });
  }

  async models(): Promise<ModelVersion[]> {
    return this.controller.ports.store.list<ModelVersion>('ModelVersion', { namespace: 'default' });
  }

  async stage(step = 'serve'): Promise<StageStatus> {
    const stage = (await this.workflow()).status?.stages?.find((each) => each.name === step);
    if (!stage) throw new Error(`no stage ${step}`);
    return stage;
  }

  /** What the served model answers. */
  async served(): Promise<{ readonly version: string; readonly digest: string; readonly model: string }> {
    const { url } = await this.stage();
    if (url === undefined) throw new Error('no url');
    return ask(url);
  }

  /** The steps whose processes ever started. */
  started(): string[] {
    const lines = existsSync(this.traceFile) ? readFileSync(this.traceFile, 'utf8').split('\n') : [];
    return lines.filter((line) => line !== '').map((line) => line.slice(0, line.indexOf(':')));
  }

  /** The steps whose processes started since the last call. */
  ran(): string[] {
    const started = this.started();
    const fresh = started.slice(this.#seen);
    this.#seen = started.length;
    return fresh;
  }

  /** Makes train wait until `release`. */
  hold(): void {
    writeFileSync(this.holdFile, '');
  }

  release(): void {
    rmSync(this.holdFile, { force: true });
  }

  /** Sets an annotation on the workflow or, with `run`, on that run. */
  async annotate(annotation: string, value: string, run?: string): Promise<void> {
    const { store } = this.controller.ports;
    await eventually(async () => {
      const key = {
        kind: run === undefined ? 'WorkflowSpec' : 'WorkflowRun',
        namespace: 'default',
        name: run ?? 'toy',
      };
      const object = await store.get(key);
      if (!object) throw new Error(`no ${key.kind} ${key.name}`);
      const annotations = { ...object.metadata.annotations, [annotation]: value };
      await store.update({ ...object, metadata: { ...object.metadata, annotations } });
    });
  }
}

/** A workflow of a written spec, defaults applied. @throws Error with every problem */
export function validWorkflow(name: string, spec: WrittenSpec): ValidWorkflow {
  const { workflow, problems } = validateWorkflow({
    apiVersion: 'refit.dev/v1alpha1',
    kind: 'WorkflowSpec',
    metadata: { name },
    spec,
  });
  if (!workflow) throw new Error(problems.map((problem) => `${problem.field}: ${problem.message}`).join('\n'));
  return workflow;
}

/** One request on a connection of its own. */
async function ask(url: string): Promise<{ version: string; digest: string; model: string }> {
  const body = await new Promise<string>((resolve, reject) => {
    const sent = request(`${url}/predict`, { agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject);
    sent.end();
  });
  return JSON.parse(body) as { version: string; digest: string; model: string };
}
