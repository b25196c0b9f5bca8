import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/folder.ts';
import { TestRepository } from '../support/git-repository.ts';

const command = fileURLToPath(new URL('../../controller/cli/refit.sh', import.meta.url));

/** How a call of `refit` ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call of `refit` that is under way. */
export interface Call {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it printed so far. */
  output(): string;
  readonly ended: Promise<Ended>;
}

/** A folder with a workflow and the repositories it names, and the real `refit` command run in it. */
export class Bench {
  readonly path: string;
  readonly #remove: () => void;
  readonly #calls = new Set<Call>();

  constructor() {
    const folder = temporaryFolder();
    this.path = folder.path;
    this.#remove = () => folder.remove();
  }

  file(...names: string[]): string {
    return join(this.path, ...names);
  }

  write(name: string, content: string): this {
    mkdirSync(dirname(this.file(name)), { recursive: true });
    writeFileSync(this.file(name), content);
    return this;
  }

  repository(name: string, options: { readonly bare?: boolean } = {}): Promise<TestRepository> {
    return TestRepository.create(this.file(name), options);
  }

  /** Starts `refit` as a person would, `cwd` relative to the bench. */
  start(args: readonly string[], options: { readonly cwd?: string; readonly input?: string } = {}): Call {
    const cwd = this.file(options.cwd ?? '.');
    const { PATH = '/usr/bin:/bin' } = process.env;
    // A cache of its own: what one test leaves there is nothing another may lean on.
    const cache = {
      XDG_CACHE_HOME: this.file('.cache'),
      ...(process.env['NODE_COMPILE_CACHE'] === undefined
        ? {}
        : { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] }),
    };
    const child = spawn(command, [...args], { cwd, env: { PATH, HOME: this.path, LC_ALL: 'C.UTF-8', ...cache } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, stdout, stderr }));
    });
    const call: Call = { child, output: () => `${stdout}${stderr}`, ended };
    this.#calls.add(call);
    return call;
  }

  run(args: readonly string[], options: { readonly cwd?: string; readonly input?: string } = {}): Promise<Ended> {
    return this.start(args, options).ended;
  }

  /** The JSON a command prints. Fails with what it said if it did not succeed. */
  async json<T>(...args: string[]): Promise<T> {
    const { code, stdout, stderr } = await this.run([...args, '-o', 'json']);
    if (code !== 0) throw new Error(`refit ${args.join(' ')}: ${code}: ${stderr}`);
    return JSON.parse(stdout) as T;
  }

  /** Ends what is under way, servers included, and removes the folder. */
  async remove(): Promise<void> {
    for (const { child, ended } of this.#calls) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    }
    await this.run(['down']);
    this.#remove();
  }
}

/** A workflow on two sources, in shell: train, evaluate; `deploy` adds a gate and a served model. */
export function tinyWorkflow(options: { readonly name?: string; readonly deploy?: boolean } = {}): string {
  const serve = `
    - name: quality
      needs: [evaluate]
      gate: [{metric: "{{ steps.evaluate.outputs.report.rows }}", min: "1"}]
    - name: serve
      needs: [quality]
      inputs: [{name: code, source: code, paths: [serve.mjs]}]
      deploy: {model: train.model, deployment: {command: [node, serve.mjs], port: 8080}}`;
  return `apiVersion: refit.dev/v1alpha1
kind: WorkflowSpec
metadata: {name: ${options.name ?? 'tiny'}}
spec:
  sources:
    - {name: code, git: {url: ./code}}
    - {name: data, git: {url: ./data}}
  steps:
    - name: train
      run: {command: [sh, train.sh]}
      inputs:
        - {name: code, source: code, paths: [train.sh]}
        - {name: rows, source: data, paths: ["rows/**", "!**/*.md"], path: data}
      outputs: [{name: model, kind: model, path: model.txt}]
    - name: evaluate
      run: {command: [sh, evaluate.sh]}
      inputs:
        - {name: code, source: code, paths: [evaluate.sh]}
        - {name: model, from: train.model, path: model.txt}
      outputs: [{name: report, kind: metrics, path: metrics.json}]${options.deploy === true ? serve : ''}
`;
}

/** The repositories of `tinyWorkflow`, each with one commit. `HOLD` in the folder of the bench makes train wait for its removal. */
export async function tinySources(
  bench: Bench,
): Promise<{ readonly code: TestRepository; readonly data: TestRepository }> {
  const [code, data] = [await bench.repository('code'), await bench.repository('data')];
  const hold = `while [ -e '${bench.file('HOLD')}' ]; do echo waiting; sleep 0.1; done`;
  code.write('train.sh', `echo "training"; ${hold}; cat data/rows/* > model.txt; echo "trained"\n`);
  code.write('evaluate.sh', 'printf \'{"rows": %d}\' "$(wc -l < model.txt)" > metrics.json\n');
  code.write(
    'serve.mjs',
    `import http from 'node:http';
http.createServer((request, response) => response.end(process.env.REFIT_MODEL_DIGEST)).listen(Number(process.env.PORT), '127.0.0.1');
`,
  );
  await code.commit('First code');
  data.write('rows/1.txt', 'one\n');
  await data.commit('First rows');
  return { code, data };
}
