import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** Settings of every git Refit starts: nothing of the user's, the machine's or a repository's configuration counts. */
const settings: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.symlinks': 'false',
  'core.attributesFile': '/dev/null',
  'core.alternateRefsCommand': 'true',
  'core.quotePath': 'false',
  'credential.helper': '',
  'diff.renames': 'false',
  'fetch.recurseSubmodules': 'false',
  'fetch.writeCommitGraph': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'http.followRedirects': 'false',
  'http.lowSpeedLimit': '1',
  'http.lowSpeedTime': '60',
  'i18n.logOutputEncoding': 'UTF-8',
  'log.showSignature': 'false',
  'log.showRoot': 'true',
  'protocol.allow': 'never',
  'protocol.http.allow': 'always',
  'protocol.https.allow': 'always',
  'safe.bareRepository': 'explicit',
  'transfer.fsckObjects': 'true',
  // Harmless defects of old histories that public hosts serve: refusing them would refuse the whole repository.
  'fetch.fsck.badTimezone': 'ignore',
  'fetch.fsck.badDateOverflow': 'ignore',
  'fetch.fsck.missingEmail': 'ignore',
  'fetch.fsck.missingNameBeforeEmail': 'ignore',
  'fetch.fsck.missingSpaceBeforeDate': 'ignore',
  'fetch.fsck.missingSpaceBeforeEmail': 'ignore',
  'fetch.fsck.zeroPaddedFilemode': 'ignore',
};

/**
 * Becomes git, within bounds of memory (KiB) and of each file that it writes (blocks of 512 bytes). Ten trees that hold each
 * other ten times over are a kilobyte to fetch, and a billion files to compare. A bound that is lower already stays.
 */
const bounded = 'ulimit -d "$1" 2>/dev/null; ulimit -f "$2" 2>/dev/null; shift 2; exec git "$@"';
/** Bytes of memory. To compare 100,000 files takes 33 MB; to index a large pack, more than the pack has objects times 100. */
const readingMemory = 512 * 1024 * 1024;
const fetchingMemory = 2 * 1024 * 1024 * 1024;

/**
 * A git process that did not succeed: it said so (`exit`), took too long, said or needed too much (`output`), or could not be
 * started or was killed (`missing`). Internal: adapters of this folder turn it into a RefitError.
 */
export class GitFailure extends Error {
  readonly kind: 'exit' | 'timeout' | 'output' | 'missing';
  readonly stderr: string;
  constructor(kind: GitFailure['kind'], stderr: string, message: string) {
    super(message);
    this.name = 'GitFailure';
    this.kind = kind;
    this.stderr = stderr;
  }
}

/** What lets one git process reach one host: settings and variables of its environment, never arguments. */
export interface ProcessAccess {
  readonly config: readonly (readonly [key: string, value: string])[];
  readonly environment: Readonly<Record<string, string>>;
  /** Never told: what the process says is cleaned of them. */
  readonly secrets: readonly string[];
}

/** How one git process is run. `gitDir` is the only repository it can see. */
export interface GitRun {
  readonly gitDir?: string;
  readonly args: readonly string[];
  /** For a process that asks a host; without it none can be asked. */
  readonly access?: ProcessAccess;
  readonly input?: string;
  /** Milliseconds until its process group is killed; 60 s by default. */
  readonly timeoutMs?: number;
  /** Bytes that it, and what it starts, may write to one file; no bound by default. */
  readonly maxFileBytes?: number;
  /** Bytes of standard output allowed; 256 MiB by default. */
  readonly maxBytes?: number;
  /** Takes standard output as it comes instead of collecting it. */
  readonly onData?: (chunk: Buffer) => void;
}

/** Starts git processes with a closed environment, and ends them all. */
export interface GitProcesses {
  /** @returns standard output @throws GitFailure */
  run(run: GitRun): Promise<Buffer>;
  /** A long-lived process; the caller talks to it. It is killed by `kill` and by `close`. */
  start(gitDir: string, args: readonly string[]): ChildProcessWithoutNullStreams;
  close(): void;
}

/**
 * The environment of every git process: no variable of ours but PATH, no prompts, no lazy fetches, http(s) only unless
 * `access` says otherwise.
 */
export function gitEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  access: ProcessAccess = { config: [], environment: {}, secrets: [] },
): Record<string, string> {
  const clean: Record<string, string> = {
    PATH: environment['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'http:https',
    GIT_ASKPASS: '/bin/false',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_CEILING_DIRECTORIES: '/',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    ...access.environment,
  };
  const pairs = [...Object.entries(settings), ...access.config];
  clean['GIT_CONFIG_COUNT'] = String(pairs.length);
  for (const [index, [key, value]] of pairs.entries()) {
    clean[`GIT_CONFIG_KEY_${index}`] = key;
    clean[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return clean;
}

/** Kills a process with all it started (each git is the leader of its own group). */
export function killGroup(child: { readonly pid?: number | undefined }): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error: unknown) {
    // It has ended already: nothing to kill is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** @param environment where PATH is taken from; nothing else of it reaches git */
export function createGitProcesses(environment: Readonly<Record<string, string | undefined>>): GitProcesses {
  const plain = gitEnvironment(environment);
  const live = new Set<ChildProcessWithoutNullStreams>();

  function start(gitDir: string | undefined, args: readonly string[], run?: GitRun): ChildProcessWithoutNullStreams {
    const env = run?.access === undefined ? plain : gitEnvironment(environment, run.access);
    const memory = String((run?.access === undefined ? readingMemory : fetchingMemory) / 1024);
    const file = run?.maxFileBytes === undefined ? 'unlimited' : String(Math.ceil(run.maxFileBytes / 512));
    const git = gitDir === undefined ? args : [`--git-dir=${gitDir}`, ...args];
    const options = { cwd: '/', env, detached: true, stdio: 'pipe' } as const;
    const child = spawn('/bin/sh', ['-c', bounded, 'sh', memory, file, ...git], options);
    live.add(child);
    // A process that is gone while we write to it is reported by its end, not by the pipe.
    child.stdin.on('error', () => undefined);
    child.once('close', () => live.delete(child));
    child.once('error', () => live.delete(child));
    return child;
  }

  return {
    start: (gitDir, args) => start(gitDir, args),
    run: (run) => collect(start(run.gitDir, run.args, run), run),
    close() {
      for (const child of live) killGroup(child);
    },
  };
}

function collect(child: ChildProcessWithoutNullStreams, run: GitRun): Promise<Buffer> {
  const verb = run.args.find((argument) => !argument.startsWith('-')) ?? 'git';
  const maxBytes = run.maxBytes ?? 256 * 1024 * 1024;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = '';
    let ended: GitFailure['kind'] | undefined;
    const end = (kind: GitFailure['kind']): void => {
      ended ??= kind;
      killGroup(child);
    };
    const timer = setTimeout(() => end('timeout'), run.timeoutMs ?? 60_000);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) end('output');
      else if (run.onData) run.onData(chunk);
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 8192) stderr += chunk.toString('utf8');
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new GitFailure('missing', '', `git cannot be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      // A server may say back what it was sent.
      stderr = redact(stderr, run.access?.secrets ?? []);
      if (code === 0 && ended === undefined) resolve(Buffer.concat(chunks));
      else if (ended === 'timeout') reject(new GitFailure('timeout', stderr, `git ${verb} took too long`));
      else if (ended === 'output')
        reject(new GitFailure('output', stderr, `git ${verb} said more than ${maxBytes} bytes`));
      else if (needsMemory(stderr))
        reject(new GitFailure('output', stderr, `git ${verb} needs more memory than it may have`));
      else if (code === 127) reject(new GitFailure('missing', stderr, `git cannot be started: ${lastLine(stderr)}`));
      else if (signal === 'SIGKILL') reject(new GitFailure('missing', stderr, `git ${verb} was killed`));
      else reject(new GitFailure('exit', stderr, `git ${verb} ended with ${code ?? signal}: ${lastLine(stderr)}`));
    });
    child.stdin.end(run.input ?? '');
  });
}

/** Whether what git said last is that it came to its bound of memory. */
export function needsMemory(stderr: string): boolean {
  return /^(?:fatal|error): .*(?:out of memory|malloc failed|cannot allocate memory)/im.test(stderr);
}

/** A text without any of the secrets in it. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => (secret.length < 4 ? clean : clean.replaceAll(secret, '***')), text);
}

/** The most telling line of git's standard error, printable, bounded, and the same for the same trouble. */
export function lastLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((candidate) => /^(fatal|error|remote):/.test(candidate)) ?? lines.at(-1) ?? 'no message';
  const timeless = line.replaceAll(/ after \d+ (?:ms|milliseconds)\b/g, '');
  return timeless.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ').slice(0, 300);
}
