import { expect } from 'chai';
import fc from 'fast-check';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { combineAttributes, parseAttributes } from '../../../controller/core/pointers/attributes.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { feedGit, runGit } from '../../support/git-repository.ts';

const folders = ['', 'a', 'a/b', 'c'];
const names = [
  'x.bin',
  'y.csv',
  '.hidden',
  'a',
  'b',
  'x[1].bin',
  'A.BIN',
  'two words.bin',
  'back\\slash',
  'é.bin',
  'xx.bin',
];
const paths = folders.flatMap((folder) => names.map((name) => (folder === '' ? name : `${folder}/${name}`)));

const segment = fc.constantFrom(
  '*',
  '*.bin',
  '*.csv',
  'x*',
  '?.bin',
  '[xy].*',
  '[!x].csv',
  '[^a-m]*',
  '[[:upper:]]*',
  'a',
  'b',
  'x.bin',
  '**',
  'x\\[1].bin',
  '*[]1]*',
  '.*',
  'back\\\\slash',
  '\\a',
  'é.bin',
  '[a',
);
const pattern = fc.oneof(
  segment,
  fc.array(segment, { minLength: 2, maxLength: 3 }).map((parts) => parts.join('/')),
  fc.array(segment, { minLength: 1, maxLength: 2 }).map((parts) => `/${parts.join('/')}`),
  segment.map((part) => `${part}/`),
  segment.map((part) => `!${part}`),
  fc.constantFrom('"two words.bin"', '"\\303\\251.bin"', '"x\\u"', '"unclosed', '*.bi\\n'),
);
const assignment = fc.constantFrom(
  'filter=lfs',
  '-filter',
  '!filter',
  'filter',
  'filter=other',
  'big',
  '-big',
  '!big',
  'text',
  '-text',
  'diff=lfs',
  'binary',
  'outer',
  '-',
  '=x',
  'a b',
);
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(pattern, fc.array(assignment, { maxLength: 3 }))
      .map(([left, right]) => [left, ...right].join(' ')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '# a comment',
      '',
      '   ',
      '\t*.bin\tfilter=lfs',
      '*.bin filter=lfs\r',
      `${'x'.repeat(2100)} filter=lfs`,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '[attr]big filter=lfs diff=lfs -text',
      '[attr]big -filter',
      '[attr]outer big',
      '[attr]outer -big filter=other',
      '[attr]binary filter=lfs',
    ),
  },
);
const file = fc.array(line, { maxLength: 6 }).map((lines) => `${lines.join('\n')}\n`);
const tree = fc.record({
  '': file,
  a: fc.option(file, { nil: undefined }),
  'a/b': fc.option(file, { nil: undefined }),
});

describe('attributes of git-lfs', function () {
  this.timeout(120_000);
  let folder: ReturnType<typeof temporaryFolder>;
  before(async () => {
    folder = temporaryFolder();
    await runGit(folder.path, ['init', '-q', '.']);
  });
  after(() => folder.remove());

  it('are what git says, whatever is written', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        for (const [at, text] of Object.entries(files)) {
          const path = join(folder.path, at, '.gitattributes');
          mkdirSync(dirname(path), { recursive: true });
          rmSync(path, { force: true });
          if (text !== undefined) writeFileSync(path, text);
        }
        const said = await feedGit(folder.path, ['check-attr', '--stdin', '-z', 'filter'], `${paths.join('\0')}\0`);
        const told = said.split('\0');
        const expected = paths.map((path, index) => `${path} ${told[index * 3 + 2] === 'lfs'}`);
        const parsed = Object.entries(files).flatMap(([at, text]) =>
          text === undefined ? [] : [[at, parseAttributes(Buffer.from(text))] as const],
        );
        const attributes = combineAttributes(new Map(parsed));
        const found = paths.map((path) => `${path} ${attributes.isLfs(Buffer.from(path).toString('latin1'))}`);
        expect(found).to.deep.equal(expected);
      }),
      { numRuns: 150 },
    );
  });
});
