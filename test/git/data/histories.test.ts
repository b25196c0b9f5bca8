import { expect } from 'chai';
import fc from 'fast-check';
import { createGit, type GitWithCounters } from '../../../controller/git/native.ts';
import { bytesOf } from '../../../controller/core/paths.ts';
import { entryIdentity } from '../../../controller/core/content-digest.ts';
import { Contents } from '../../../controller/reconcile/contents.ts';
import { systemClock } from '../../../controller/runtime/clock.ts';
import { referenceSelects } from '../../property/core/reference-matcher.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { feedGit, TestRepository, type FileMode } from '../../support/git-repository.ts';

interface Edit {
  readonly path: string;
  readonly content: string | null;
  readonly mode?: FileMode;
}

const hex = (digit: number, length: number): string => String(digit).repeat(length);
const version = fc.integer({ min: 1, max: 3 });

function lfs(oid: number, style: number): string {
  const lines = [`oid sha256:${hex(oid, 64)}`, `size ${oid * 1000}`];
  const extension = `ext-0-fold sha256:${hex(9, 64)}`;
  const bodies = [lines, [extension, ...lines], [...lines, extension]];
  return `version https://git-lfs.github.com/spec/v1\n${(bodies[style] ?? lines).join('\n')}\n`;
}

function dvc(name: string, md5: number, style: number): string {
  const hash = `${hex(md5, 32)}${name === 'train' ? '.dir' : ''}`;
  switch (style) {
    case 0:
      return `outs:\n- md5: '${hash}'\n  size: 10\n  hash: md5\n  path: ${name}\n`;
    case 1:
      return `# made by hand\r\nouts:\r\n- path: ${name}\r\n  hash: md5\r\n  md5: "${hash}"   # version\r\n`;
    default:
      return `{"outs": [{"hash": "md5", "path": "${name}", "md5": "${hash}", "desc": "of today"}], "frozen": true}\n`;
  }
}

function lock(model: number, table: number, style: number): string {
  const out = (path: string, md5: number): string => `    outs:\n    - path: ${path}\n      md5: ${hex(md5, 31)}a\n`;
  const stages = [
    `  fit:\n    cmd: python fit.py\n${out('models/m.pkl', model)}`,
    `  prepare:\n    cmd: python prepare.py\n${out('data/table', table)}`,
  ];
  return `schema: '2.0'\n${style === 0 ? '' : '# again\n'}stages:\n${(style === 2 ? stages.toReversed() : stages).join('')}`;
}

const style = fc.integer({ min: 0, max: 2 });
const bins = fc.constantFrom('m.bin', 'big/m.bin', 'sub/x.bin');
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    path: fc.constantFrom('a.txt', 'data/note.md', 'sub/y.txt', 'data/valid', 'ü ä.txt'),
    content: fc.constantFrom('1', '2', '3'),
  }),
  fc.record({
    path: fc.constantFrom('a.txt', 'sub/run.sh'),
    content: fc.constantFrom('1', '2'),
    mode: fc.constantFrom<FileMode>('100755', 'link'),
  }),
  fc.tuple(bins, version, style).map(([path, oid, how]) => ({ path, content: lfs(oid, how) })),
  fc.tuple(bins, fc.constantFrom('raw', 'raw 2')).map(([path, content]) => ({ path, content })),
  fc
    .tuple(fc.constantFrom('train', 'valid'), version, style)
    .map(([name, md5, how]) => ({ path: `data/${name}.dvc`, content: dvc(name, md5, how) })),
  fc
    .tuple(version, version, style)
    .map(([model, table, how]) => ({ path: 'dvc.lock', content: lock(model, table, how) })),
  fc
    .constantFrom('*.bin filter=lfs\n', 'big/** filter=lfs\n', '[attr]large filter=lfs\n*.bin large\n', '*.bin text\n')
    .map((content) => ({ path: '.gitattributes', content })),
  fc.constantFrom('*.bin -filter\n', 'x.bin filter=lfs\n').map((content) => ({ path: 'sub/.gitattributes', content })),
  fc
    .constantFrom(
      'a.txt',
      'm.bin',
      'big/m.bin',
      'sub/x.bin',
      'data/train.dvc',
      'data/valid.dvc',
      'data/valid',
      'dvc.lock',
      '.gitattributes',
      'sub/.gitattributes',
    )
    .map((path) => ({ path, content: null })),
  version.map((commit) => ({ path: 'third', content: hex(commit, 40), mode: 'submodule' as const })),
);
const history = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 8 });

const selections: readonly (readonly string[] | undefined)[] = [
  undefined,
  ['data'],
  ['data/train'],
  ['data/train.dvc'],
  ['data/**', '!data/train'],
  ['data/train/**'],
  ['**/*.bin', '!sub/x.bin'],
  ['big/m.bin', 'a.txt'],
  ['models', 'third'],
  ['dvc.lock'],
  ['!data/*.dvc'],
];

/** What a selection contains at a commit, by plain git and a few patterns of text: nothing of what is tested. */
async function contentAt(
  repository: TestRepository,
  commit: string,
  patterns: readonly string[] | undefined,
): Promise<string> {
  const listed = (await repository.git('ls-tree', '-r', '-z', commit)).split('\0').filter((line) => line !== '');
  const entries = listed.map((line) => {
    const [mode = '', , oid = ''] = line.slice(0, line.indexOf('\t')).split(' ');
    return { mode, oid, path: line.slice(line.indexOf('\t') + 1) };
  });
  const text = async (oid: string): Promise<string> => repository.git('cat-file', 'blob', oid);
  const filtered = await filters(
    repository,
    entries.map(({ path }) => path),
    commit,
  );
  const content = new Map<string, string>();
  for (const { mode, oid, path } of entries) {
    const isDvc = path.endsWith('.dvc') || path === 'dvc.lock';
    const outs = isDvc ? outsOf(await text(oid), path.includes('/') ? 'data/' : '') : [];
    for (const [data, version] of dataOf(outs, path, patterns))
      if (!entries.some((entry) => entry.path === data)) content.set(data, version);
    if (path.endsWith('.dvc') || !isSelected(patterns, [path])) continue;
    // Of a lock file every stage counts, however they are written.
    const lockText = outs.map((out) => `${out.path} ${out.md5}`).toSorted();
    const pointer =
      mode.startsWith('100') && filtered.has(path) ? /\noid sha256:([0-9]{64})\n/.exec(await text(oid)) : null;
    content.set(path, isDvc ? lockText.join() : `${mode} ${pointer?.[1] ?? oid}`);
  }
  return JSON.stringify([...content].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function dataOf(
  outs: ReturnType<typeof outsOf>,
  pointer: string,
  patterns: readonly string[] | undefined,
): [string, string][] {
  return outs.flatMap(({ path, md5 }): [string, string][] => {
    const directory = md5.endsWith('.dir');
    const names = [path, ...(directory ? [`${path}/any`] : []), ...(pointer === 'dvc.lock' ? [] : [pointer])];
    return isSelected(patterns, names) ? [[path, `${directory ? 'folder' : 'file'} ${md5}`]] : [];
  });
}

function outsOf(text: string, folder: string): { path: string; md5: string }[] {
  const paths = [...text.matchAll(/"?path"?: "?([a-z/.]+)/g)].map(([, path]) => path ?? '');
  const hashes = [...text.matchAll(/"?md5"?: ["']?([0-9a]{32}(?:\.dir)?)/g)].map(([, md5]) => md5 ?? '');
  return paths.map((path, index) => ({ path: `${folder}${path}`, md5: hashes[index] ?? '' }));
}

async function filters(
  repository: TestRepository,
  paths: readonly string[],
  commit: string,
): Promise<ReadonlySet<string>> {
  await repository.git('read-tree', '--reset', commit);
  const bytes = Buffer.from(paths.map((path) => `${path}\0`).join(''), 'latin1');
  const told = (await feedGit(repository.path, ['check-attr', '--cached', '--stdin', '-z', 'filter'], bytes)).split(
    '\0',
  );
  return new Set(paths.filter((_, index) => told[index * 3 + 2] === 'lfs'));
}

function isSelected(patterns: readonly string[] | undefined, names: readonly string[]): boolean {
  for (const pattern of (patterns ?? []).toReversed()) {
    const body = bytesOf(pattern.replace(/^!/, ''));
    if (names.some((name) => referenceSelects([body], name))) return !pattern.startsWith('!');
  }
  return patterns === undefined || patterns[0]?.startsWith('!') === true;
}

describe('selected content over random histories', function () {
  this.timeout(600_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let git: GitWithCounters;
  let number = 0;
  before(() => {
    folder = temporaryFolder();
    git = createGit({ folder: `${folder.path}/mirrors`, allowLocal: true, clock: systemClock, random: Math.random });
  });
  after(async () => {
    await git.close();
    folder.remove();
  });

  it('changes exactly where plain git and the pointers say so', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async (steps, order) => {
        const repository = await TestRepository.create(`${folder.path}/${(number += 1)}`);
        const commits: string[] = [];
        for (const edits of steps) {
          for (const { path, content, mode } of edits) repository.write(path, content, mode ? { mode } : {});
          commits.push(await repository.commit('edit'));
        }
        const at = { url: repository.path };
        const contents = new Contents(git);
        for (const paths of selections) {
          const seen = new Map<string, string>();
          // In any order, forth and back, so that each is made of some other.
          const visits = [...commits, ...commits.toSorted(() => ((order.next().value ?? 0) % 3) - 1)];
          for (const commit of visits) {
            const made = await contents.select(at, commit, paths);
            const fresh = await new Contents(git).select(at, commit, paths);
            expect(made.entries.map(text), commit).to.deep.equal(fresh.entries.map(text));
            expect(made.digest).to.equal(fresh.digest);
            const content = await contentAt(repository, commit, paths);
            const known = seen.get(content);
            if (known !== undefined) expect(made.digest, `${JSON.stringify(paths)} ${content}`).to.equal(known);
            else expect([...seen.values()], `${JSON.stringify(paths)} ${content}`).to.not.include(made.digest);
            seen.set(content, made.digest);
          }
        }
      }),
      { numRuns: 6 },
    );
  });
});

function text(entry: Parameters<typeof entryIdentity>[0]): string {
  return `${entry.mode} ${entryIdentity(entry)} ${entry.path}`;
}
