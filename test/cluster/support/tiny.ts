/** A workflow whose steps take as long as a commit says: for tests of what happens to pods, Jobs and servers meanwhile. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import type { KubernetesObject } from '../../../controller/kubernetes/client.ts';
import { workflowRuns, workflowSpecs } from '../../../controller/kubernetes/resources.ts';
import { eventually } from '../../support/eventually.ts';
import { GitHttpServer } from '../../support/git-http-server.ts';
import { runGit } from '../../support/git-repository.ts';
import { freshName, giveKeys, type Installation } from './installation.ts';

/** Prints, waits, and makes a model of its rows; the whole of what a training is to a cluster. */
const makeProgram = `import os, time
print("started", flush=True)
time.sleep(float(open("seconds.txt").read()))
code = int(open("exit.txt").read())
if code:
    raise SystemExit(code)
open("model.txt", "w").write(open("rows.txt").read())
`;

export interface TinyOptions {
  /** Also serves the model. */
  readonly serve?: boolean;
}

/** One namespace with one repository and one workflow, `tiny`. */
export class TinyTeam {
  readonly namespace: string;
  readonly git: GitHttpServer;
  /** The path of the bare repository that is pushed to. */
  readonly repository: string;
  readonly #installation: Installation;
  readonly #work: string;
  readonly #options: TinyOptions;

  private constructor(installation: Installation, namespace: string, work: string, git: GitHttpServer, o: TinyOptions) {
    this.namespace = namespace;
    this.git = git;
    this.#installation = installation;
    this.#work = work;
    this.repository = join(work, 'code.git');
    this.#options = o;
  }

  /** Makes namespace (Pod Security `restricted`), keys and repository, with nothing pushed. */
  static async open(installation: Installation, prefix: string, options: TinyOptions = {}): Promise<TinyTeam> {
    const namespace = freshName(prefix);
    const work = mkdtempSync(join(tmpdir(), `refit-${namespace}-`));
    mkdirSync(join(work, 'clone'));
    await runGit(work, ['init', '-q', '--bare', '-b', 'main', 'code.git']);
    await runGit(join(work, 'clone'), ['init', '-q', '-b', 'main']);
    await runGit(join(work, 'clone'), ['remote', 'add', 'origin', join(work, 'code.git')]);
    const git = await GitHttpServer.start(work, installation.cluster.hostAddress);
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } };
    await installation.kubectl(['apply', '-f', '-'], stringify(object));
    if (installation.overlay === 'production') await giveKeys(installation.kubectl, installation.cluster, namespace);
    return new TinyTeam(installation, namespace, work, git, options);
  }

  /** Writes files, commits and pushes. Every file of the first push that is not given has a default. @returns the commit */
  async push(files: Readonly<Record<string, string>>, options: { readonly force?: boolean } = {}): Promise<string> {
    const clone = join(this.#work, 'clone');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(clone, name), text);
    await runGit(clone, ['add', '-A']);
    await this.#commit();
    await runGit(clone, ['push', '-q', ...(options.force === true ? ['--force'] : []), 'origin', 'main']);
    return this.head();
  }

  /** The first push: a model of `rows`, made in `seconds`. */
  first(rows = 'one\n', seconds = '0'): Promise<string> {
    return this.push({ 'make.py': makeProgram, 'rows.txt': rows, 'seconds.txt': seconds, 'exit.txt': '0' });
  }

  /** Takes the last commits back, for a push with `force`. */
  async reset(commits: number): Promise<void> {
    await runGit(join(this.#work, 'clone'), ['reset', '-q', '--hard', `HEAD~${commits}`]);
  }

  async head(): Promise<string> {
    return (await runGit(join(this.#work, 'clone'), ['rev-parse', 'HEAD'])).trim();
  }

  /** The WorkflowSpec as a file has it. */
  manifest(change: (spec: Record<string, unknown>) => void = () => undefined): string {
    const image = this.#installation.digitsImage;
    const inputs = [{ name: 'code', source: 'code', paths: ['make.py', 'rows.txt', 'seconds.txt', 'exit.txt'] }];
    const outputs = [{ name: 'model', kind: 'model', path: 'model.txt' }];
    const deployment = {
      image,
      command: ['python3', '-m', 'http.server', '8080', '--directory', '/refit/model'],
      port: 8080,
      readiness: { path: '/', timeout: '1m' },
    };
    const spec: Record<string, unknown> = {
      sources: [{ name: 'code', git: { url: this.git.url('code.git'), ref: { branch: 'main' }, interval: '1s' } }],
      stepDefaults: { run: { image } },
      steps: [
        { name: 'make', run: { command: ['python3', 'make.py'] }, inputs, outputs },
        ...(this.#options.serve === true ? [{ name: 'serve', deploy: { model: 'make.model', deployment } }] : []),
      ],
    };
    change(spec);
    const metadata = { name: 'tiny', namespace: this.namespace };
    return stringify({ apiVersion: 'refit.dev/v1alpha1', kind: 'WorkflowSpec', metadata, spec });
  }

  /** `kubectl apply` of the manifest. */
  async apply(change?: (spec: Record<string, unknown>) => void): Promise<void> {
    await this.#installation.kubectl(['apply', '-f', '-'], this.manifest(change));
  }

  workflow(): Promise<WorkflowSpec | undefined> {
    const name = { namespace: this.namespace, name: 'tiny' };
    return this.#installation.client.get<WorkflowSpec & KubernetesObject>(workflowSpecs, name);
  }

  /** Oldest first. */
  async runs(): Promise<WorkflowRun[]> {
    const { client } = this.#installation;
    const { items } = await client.list<WorkflowRun & KubernetesObject>(workflowRuns, { namespace: this.namespace });
    return items.toSorted((a, b) => a.spec.sequence - b.spec.sequence);
  }

  /** Waits for the run of a commit (the head, if none is given) to reach a phase; the run. */
  reached(phase: string, commit?: string, ms = 120_000): Promise<WorkflowRun> {
    return eventually(async () => {
      const wanted = commit ?? (await this.head());
      const runs = await this.runs();
      const run = runs.findLast(({ spec }) => spec.revisions[0]?.revision.endsWith(wanted));
      if (run?.status?.phase === phase) return run;
      const told = runs.map(
        ({ metadata, status }) => `${metadata.name} ${status?.phase}: ${JSON.stringify(status?.steps)}`,
      );
      throw new Error(`no run of ${wanted} is ${phase}; found ${told.join('; ') || 'no run'}`);
    }, ms);
  }

  /** Deletes the namespace and everything in it. */
  async remove(): Promise<void> {
    const args = ['delete', 'namespace', this.namespace, '--timeout=120s', '--ignore-not-found'];
    await this.#installation.kubectl(args);
    await this.git.stop();
    rmSync(this.#work, { recursive: true, force: true });
  }

  async #commit(): Promise<void> {
    const who = ['-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.com'];
    await runGit(join(this.#work, 'clone'), [...who, 'commit', '-q', '--allow-empty', '-m', 'Change']);
  }
}
