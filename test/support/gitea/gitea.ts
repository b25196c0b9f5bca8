import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getuid } from 'node:process';
import { cacheFolder } from '../cluster/build/cache.ts';
import { withLock } from '../cluster/build/lock.ts';
import { partKey } from '../cluster/build/parts.ts';
import { say, secondsSince } from '../cluster/build/progress.ts';
import { run } from '../cluster/build/run.ts';
import { findToolchain } from '../cluster/build/toolchain.ts';
import { freePorts } from '../cluster/processes/ports.ts';
import { type Child, startChild } from '../cluster/processes/child.ts';
import { eventually } from '../eventually.ts';

const goPackage = 'code.gitea.io/gitea';
const version = '1.26.0';

interface Built {
  readonly program: string;
  /** Its templates and texts: the Go module itself. */
  readonly assets: string;
}

/** Builds it once, from the module that `go.mod` beside this file pins; SQLite takes a C compiler. */
async function ensureGitea(): Promise<Built> {
  const { go, version: goVersion } = await findToolchain();
  const tools = join(dirname(cacheFolder()), 'tools');
  mkdirSync(tools, { recursive: true });
  const program = join(tools, `gitea-${version}`);
  const files = ['go.mod', 'go.sum'].map((file) => readFileSync(join(import.meta.dirname, file)));
  const key = partKey(files, version, goVersion);
  const stamp = `${program}.stamp`;
  const env = { ...process.env, CGO_ENABLED: '1', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly', GOWORK: 'off' };
  const isBuilt = (): boolean => existsSync(program) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
  const place = { cwd: import.meta.dirname, env };
  if (!isBuilt())
    await withLock(join(tools, 'gitea.lock'), async () => {
      if (isBuilt()) return;
      const start = Date.now();
      say(`building gitea (the first time takes minutes) ...`);
      const flags = ['-tags', 'sqlite sqlite_unlock_notify', '-ldflags', `-s -w -X main.Version=${version}`];
      await run(go, ['build', ...flags, '-o', `${program}.new`, goPackage], place);
      renameSync(`${program}.new`, program);
      writeFileSync(stamp, key);
      say(`built gitea in ${secondsSince(start)}`);
    });
  const assets = (await run(go, ['list', '-m', '-f', '{{.Dir}}', goPackage], place)).trim();
  return { program, assets };
}

/** A real Gitea on loopback, with one user and no web pages. */
export class Gitea {
  readonly url: string;
  readonly user = 'ada';
  readonly #password = 'a password of a test';
  readonly #child: Child;

  private constructor(url: string, child: Child) {
    this.url = url;
    this.#child = child;
  }

  /** @param folder where it keeps everything */
  static async start(folder: string): Promise<Gitea> {
    const { program, assets } = await ensureGitea();
    const [port = 0] = await freePorts(1);
    const config = join(folder, 'app.ini');
    writeFileSync(config, configuration(folder, port, assets));
    const log = join(folder, 'gitea.log');
    const environment = [
      `HOME=${folder}`,
      `GITEA_WORK_DIR=${folder}`,
      `PATH=${process.env['PATH'] ?? '/usr/bin:/bin'}`,
    ];
    const command = ['env', '-i', ...environment, program];
    const child = startChild('gitea', [...command, 'web', '-c', config], log);
    const gitea = new Gitea(`http://127.0.0.1:${port}`, child);
    await eventually(async () => {
      if (!child.running) throw new Error(`gitea ended: ${child.logEnd()}`);
      return (await fetch(`${gitea.url}/api/healthz`)).ok;
    }, 60_000);
    const names = ['--username', gitea.user, '--password', gitea.#password, '--email', 'ada@example.com'];
    const [program_ = '', ...args] = [...command, 'admin', 'user', 'create', '-c', config, '--admin', ...names];
    await run(program_, [...args, '--must-change-password=false']);
    return gitea;
  }

  /** A repository with one commit on `main`. @returns its clone url */
  async repository(name: string): Promise<string> {
    await this.#post('user/repos', { name, auto_init: true, default_branch: 'main' });
    return `${this.url}/${this.user}/${name}.git`;
  }

  /** Commits a new file to `main`, as a push does. */
  async commit(repository: string, path: string, content: string): Promise<void> {
    const body = { content: Buffer.from(content).toString('base64'), message: `Add ${path}`, branch: 'main' };
    await this.#post(`repos/${this.user}/${repository}/contents/${path}`, body);
  }

  /** Makes it send pushes to a url. @param kind of the receiver, and of the body */
  async hook(
    repository: string,
    kind: 'gitea' | 'gogs',
    config: { url: string; secret: string; content_type: 'json' | 'form' },
  ): Promise<void> {
    await this.#post(`repos/${this.user}/${repository}/hooks`, { type: kind, active: true, events: ['push'], config });
  }

  /** Makes it send no pushes any more. */
  async unhook(repository: string): Promise<void> {
    const path = `repos/${this.user}/${repository}/hooks`;
    const hooks: unknown = JSON.parse(await this.#ask('GET', path));
    for (const { id } of hooks as readonly { id: number }[]) await this.#ask('DELETE', `${path}/${id}`);
  }

  stop(): Promise<void> {
    return this.#child.stop();
  }

  async #post(path: string, body: object): Promise<void> {
    await this.#ask('POST', path, body);
  }

  async #ask(method: string, path: string, body?: object): Promise<string> {
    const authorization = `Basic ${Buffer.from(`${this.user}:${this.#password}`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${this.url}/api/v1/${path}`, { method, headers, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`gitea: ${path}: ${response.status} ${text}`);
    return text;
  }
}

function configuration(folder: string, port: number, assets: string): string {
  const sections: Readonly<Record<string, readonly string[]>> = {
    server: [
      'HTTP_ADDR = 127.0.0.1',
      `HTTP_PORT = ${port}`,
      `ROOT_URL = http://127.0.0.1:${port}/`,
      `STATIC_ROOT_PATH = ${assets}`,
      'OFFLINE_MODE = true',
      'DISABLE_SSH = true',
    ],
    database: ['DB_TYPE = sqlite3', `PATH = ${join(folder, 'gitea.db')}`],
    security: ['INSTALL_LOCK = true', 'SECRET_KEY = of a test'],
    oauth2: ['ENABLED = false'],
    webhook: ['ALLOWED_HOST_LIST = loopback'],
    log: ['MODE = console', 'LEVEL = Warn'],
    cron: ['ENABLED = false'],
    actions: ['ENABLED = false'],
    packages: ['ENABLED = false'],
    indexer: ['ISSUE_INDEXER_TYPE = db'],
  };
  // Containers of tests have one user.
  const root = getuid?.() === 0 ? ['RUN_USER = root', 'I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true'] : [];
  const rest = Object.entries(sections).map(([name, lines]) => [`[${name}]`, ...lines].join('\n'));
  return `${[...root, `WORK_PATH = ${folder}`, 'RUN_MODE = prod', ...rest].join('\n')}\n`;
}
