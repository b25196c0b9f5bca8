import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../support/folder.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Lints the files, given by path and text, under the project's own rules; the messages by file. */
async function lint(files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = temporaryFolder();
  try {
    // what imports are needs no types, and the type-aware linter is found in a project only
    const rules = { ...(JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as object), options: {} };
    writeFileSync(join(folder.path, '.oxlintrc.json'), JSON.stringify(rules));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder.path, name)), { recursive: true });
      writeFileSync(join(folder.path, name), text);
    }
    const { diagnostics } = JSON.parse(await runOxlint(folder.path)) as Report;
    const byFile = new Map<string, string[]>();
    for (const { filename, code } of diagnostics) byFile.set(filename, [...(byFile.get(filename) ?? []), code]);
    return byFile;
  } finally {
    folder.remove();
  }
}

interface Report {
  readonly diagnostics: readonly { readonly filename: string; readonly code: string }[];
}

function runOxlint(cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'json'],
      { cwd },
      (error, stdout) => {
        // it exits 1 when it finds something
        if (error !== null && stdout === '') reject(new Error('oxlint did not run', { cause: error }));
        else resolve(stdout);
      },
    );
  });
}

const use = (what: string, from: string): string =>
  `import { ${what} } from '${from}';\nexport const used = ${what};\n`;
const useType = (what: string, from: string): string =>
  `import type { ${what} } from '${from}';\nexport type Used = ${what};\n`;

const refused: Record<string, string> = {
  'controller/core/clock.ts': use('setTimeout', 'node:timers'),
  'controller/core/files.ts': use('readFileSync', 'node:fs'),
  'controller/core/sub/files.ts': use('readFile', 'node:fs/promises'),
  'controller/core/hash.ts': use('readFileSync', 'node:fs'),
  'controller/core/digest.ts': use('createHash', 'node:crypto'),
  'controller/core/log.ts': use('createLogger', 'winston'),
  'controller/core/objects.ts': use('openStore', '../store/sqlite.ts'),
  'controller/core/sub/objects.ts': use('openStore', '../../store/sqlite.ts'),
  'controller/core/loop.ts': use('reconcile', '../reconcile/workflow.ts'),
  'controller/core/time.ts': use('systemClock', '../runtime/clock.ts'),
  'controller/api/v1alpha1/files.ts': use('readFileSync', 'node:fs'),
  'controller/api/v1alpha1/names.ts': use('nearest', '../../core/nearest.ts'),
  'controller/reconcile/workflow.ts': use('openStore', '../store/sqlite.ts'),
  'controller/reconcile/files.ts': use('readFileSync', 'node:fs'),
  'controller/reconcile/door.ts': use('main', '../cli/main.ts'),
  'controller/runtime/loop.ts': use('reconcile', '../reconcile/workflow.ts'),
  'controller/git/database.ts': use('DatabaseSync', 'node:sqlite'),
  'controller/git/loop.ts': use('reconcile', '../reconcile/workflow.ts'),
  'controller/store/poll.ts': use('listServerRefs', 'isomorphic-git'),
  'controller/engines/watch.ts': use('watch', 'chokidar'),
  'controller/serving/door.ts': use('main', '../cli/main.ts'),
  'controller/cli/log.ts': use('createLogger', 'winston'),
};

const accepted: Record<string, string> = {
  'controller/core/hash.ts': use('createHash', 'node:crypto'),
  'controller/core/port.ts': useType('Store', '../store/store.ts'),
  'controller/core/api.ts': use('apiVersion', '../api/v1alpha1/kinds.ts'),
  'controller/api/v1alpha1/kinds.ts': useType('StoredObject', '../../store/store.ts'),
  'controller/reconcile/workflow.ts': useType('Git', '../git/git.ts'),
  'controller/reconcile/plan.ts': use('planSteps', '../core/plan.ts'),
  'controller/store/sqlite.ts': use('DatabaseSync', 'node:sqlite'),
  'controller/git/poll.ts': use('listServerRefs', 'isomorphic-git'),
  'controller/git/watch.ts': use('watch', 'chokidar'),
  'controller/git/parts/watch.ts': use('mirror', '../mirror.ts'),
  'controller/cli/watch.ts': use('watch', 'chokidar'),
  'controller/cli/up.ts': use('openStore', '../store/sqlite.ts'),
  'controller/log.ts': use('createLogger', 'winston'),
};

describe('the import rule', () => {
  it('refuses what points the wrong way or does what another room is for', async () => {
    const found = await lint(refused);
    const missed = Object.keys(refused).filter((name) => found.get(name)?.some(isImportRule) !== true);
    expect(missed).to.deep.equal([]);
  });

  it('accepts what points the right way, and types of ports everywhere', async () => {
    const found = await lint(accepted);
    expect(Object.keys(accepted).filter((name) => found.get(name)?.some(isImportRule) === true)).to.deep.equal([]);
  });

  it('is not got round in core and api by a dynamic import', () => {
    const pure = ['core', 'api/v1alpha1'].flatMap((folder) =>
      readdirSync(join(root, 'controller', folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(root, 'controller', folder, name)),
    );
    expect(pure.length).to.be.greaterThan(20);
    // of its own folder it may, which points the right way and only says when
    const elsewhere = /\brequire\(|\bimport\((?!'\.\/[\w/-]+\.ts'\))/;
    expect(pure.filter((file) => elsewhere.test(readFileSync(file, 'utf8')))).to.deep.equal([]);
  });
});

describe('what `refit plan` loads', () => {
  it('has no parser of files: a checked workflow is kept, and few repositories have other files to parse', () => {
    const roots = ['cli/main.ts', 'cli/commands/plan.ts', 'cli/plan/run-plan.ts', 'cli/plan/judge.ts'];
    const loaded = importedFrom(roots.map((name) => join(root, 'controller', name)));
    expect([...loaded]).to.include(join(root, 'controller/core/pointers/pointers.ts'));
    expect([...loaded].filter((name) => !name.startsWith('/') && !name.startsWith('node:'))).to.deep.equal([
      'canonicalize',
    ]);
  });
});

/** Everything that is loaded at once with these files: paths of our own, names of packages. */
function importedFrom(files: readonly string[]): ReadonlySet<string> {
  const loaded = new Set(files);
  for (const file of loaded) {
    if (!file.startsWith('/')) continue;
    const statement = /^(?:import|export)(?! type\b)\b[^;]*? from '([^']+)';$/gm;
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(statement))
      loaded.add(name.startsWith('.') ? join(dirname(file), name) : name);
  }
  return loaded;
}

function isImportRule(code: string): boolean {
  return code.includes('no-restricted-imports');
}
