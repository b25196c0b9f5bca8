import { expect } from 'chai';
import type { DvcFile } from '../../../../controller/core/pointers/dvc-file.ts';
import { parseDvcFile } from '../../../../controller/core/pointers/dvc.ts';

const md5 = '0cc175b9c0f1b6a831c399e269772661';
const other = '92eb5ffee6ae2fec3ad71c777531578f';

function read(path: string, text: string, pipeline?: string): DvcFile {
  const blob = (content: string): { oid: string; content: Buffer } => ({
    oid: 'a'.repeat(40),
    content: Buffer.from(content),
  });
  return parseDvcFile(path, blob(text), pipeline === undefined ? undefined : blob(pipeline));
}

/** `mode identity path` of the data it names. */
function outs(file: DvcFile): readonly string[] {
  expect(file.problem?.what).to.equal(undefined);
  return file.outs.map(({ mode, identity, path }) => `${mode} ${identity} ${path}`);
}

function problem(file: DvcFile): string {
  return `${file.problem?.line}: ${file.problem?.what}`;
}

describe('DVC files', () => {
  it('name files and directories beside them, with size, count and remote', () => {
    const file = read(
      'data/train.dvc',
      `outs:\n- md5: ${md5}.dir\n  size: 1200\n  nfiles: 41\n  hash: md5\n  path: train\n  remote: big\n`,
    );
    expect(file.outs).to.deep.equal([
      {
        path: 'data/train',
        mode: '040000',
        oid: 'a'.repeat(40),
        identity: `dvc:${md5}.dir`,
        pointer: 'data/train.dvc',
        size: 1200,
        files: 41,
        remote: 'big',
      },
    ]);
    expect(file.identity, 'stands for its data').to.equal(undefined);
  });

  it('are the same however they are written', () => {
    const texts = [
      `outs:\n- md5: ${md5}\n  path: a.csv\n`,
      `# note\nouts:\r\n- path: 'a.csv'\r\n  md5: "${md5.toUpperCase()}" # x\r\n  desc: of today\r\n  persist: true\r\n`,
      `{"frozen": true, "outs": [{"path": "./b/../a.csv", "md5": "${md5}", "push": false}], "md5": "${other}"}`,
      `wdir: .\nouts:\n- &out\n  md5: ${md5}\n  path: a.csv\nmeta: {again: *out}\n`,
    ];
    for (const text of texts) expect(outs(read('a.csv.dvc', text)), text).to.deep.equal([`100644 dvc:${md5} a.csv`]);
  });

  it('keep digits as they are written', () => {
    const digits = '00000000000000000000000000000012';
    expect(outs(read('a.dvc', `outs: [{md5: ${digits}, path: a}]`))).to.deep.equal([`100644 dvc:${digits} a`]);
    const float = '12345678901234567890123456789e12';
    expect(outs(read('a.dvc', `outs: [{md5: ${float}, path: a}]`))).to.deep.equal([`100644 dvc:${float} a`]);
  });

  it('tell the version of imports by the data, or by where it comes from', () => {
    const deps = `deps:\n- path: data.xml\n  repo: {url: 'https://git.example.com/r', rev_lock: ${'1'.repeat(40)}}\n`;
    const whole = read('d.dvc', `frozen: true\n${deps}outs:\n- md5: ${md5}\n  path: d\n`);
    expect(outs(whole)).to.deep.equal([`100644 dvc:${md5} d`]);
    const moved = read('d.dvc', `${deps.replace(/1{40}/, '2'.repeat(40))}outs:\n- md5: ${md5}\n  path: d\n`);
    expect(outs(moved), 'the same data').to.deep.equal(outs(whole));
    const partial = outs(read('d.dvc', `${deps}outs:\n- path: d\n  hash: md5\n`));
    expect(partial[0]).to.match(/^100644 dvc:import:[0-9a-f]{64} d$/);
    expect(outs(read('d.dvc', `${deps.replace(/1{40}/, '2'.repeat(40))}outs:\n- path: d\n`))).to.not.deep.equal(
      partial,
    );
    const url = outs(read('d.dvc', `deps:\n- {etag: '"x-1"', path: 'https://example.com/d'}\nouts:\n- {path: d}\n`));
    expect(url[0]).to.match(/^100644 dvc:import:/);
  });

  it('tell versions of object stores, and directories whose files are listed', () => {
    expect(outs(read('d.dvc', `outs: [{path: d, version_id: AbC.1, etag: xyz}]`))).to.deep.equal([
      '100644 dvc:version:AbC.1 d',
    ]);
    expect(outs(read('d.dvc', `outs: [{path: d, cloud: {s3: {etag: xyz}}}]`))).to.deep.equal(['100644 dvc:etag:xyz d']);
    const files = (order: readonly string[]): string =>
      `outs:\n- path: d\n  files:\n${order.map((name) => `  - {relpath: ${name}, md5: ${name === 'x' ? md5 : other}}\n`).join('')}`;
    const listed = outs(read('d.dvc', files(['x', 'y'])));
    expect(listed[0]).to.match(/^040000 dvc:files:[0-9a-f]{64} d$/);
    expect(outs(read('d.dvc', files(['y', 'x'])))).to.deep.equal(listed);
    expect(read('d.dvc', files(['x', 'y'])).outs[0]?.files).to.equal(2);
  });

  it('count by their text where they name no data of the repository', () => {
    for (const path of ['s3://bucket/x', '/data/x', '../../x', 'C:\\x', '.git/x', '~/x']) {
      const file = read('a/x.dvc', `outs: [{md5: ${md5}, path: '${path}'}]`);
      expect(outs(file), path).to.deep.equal([]);
      expect(file.identity).to.match(/^dvc-file:[0-9a-f]{64}$/);
    }
    const uncached = read('a/x.dvc', `outs: [{md5: ${md5}, path: x, cache: false}]`);
    expect(outs(uncached)).to.deep.equal([]);
    expect(uncached.identity).to.equal(
      read('a/x.dvc', `outs:\n- cache: false # git keeps it\n  path: x\n  md5: ${md5}\n`).identity,
    );
  });

  it('follow wdir, and the wdir of stages in dvc.yaml', () => {
    expect(outs(read('dvc/x.dvc', `wdir: ../data\nouts: [{md5: ${md5}, path: x}]`))).to.deep.equal([
      `100644 dvc:${md5} data/x`,
    ]);
    const lock = `schema: '2.0'\nstages:\n  fit@a:\n    cmd: x\n    outs:\n    - {path: m, md5: ${md5}, hash: md5}\n  prepare:\n    cmd: y\n    outs:\n    - {path: t, md5: ${other}.dir, hash: md5, nfiles: 3}\n`;
    const pipeline =
      'stages:\n  fit:\n    foreach: [a]\n    do: {cmd: x, wdir: models}\n  prepare: {cmd: y, wdir: ../shared}\n';
    expect(outs(read('p/dvc.lock', lock, pipeline))).to.deep.equal([
      `100644 dvc:${md5} p/models/m`,
      `040000 dvc:${other}.dir shared/t`,
    ]);
    expect(outs(read('p/dvc.lock', lock))).to.deep.equal([`100644 dvc:${md5} p/m`, `040000 dvc:${other}.dir p/t`]);
    for (const [foreach, variable] of [
      ['[a, b]', 'item'],
      ['{a: 1}', 'key'],
    ]) {
      const each = `stages:\n  fit: {foreach: ${foreach}, do: {cmd: x, wdir: "of/\${${variable}}"}}\n`;
      expect(outs(read('p/dvc.lock', lock, each))[0]).to.equal(`100644 dvc:${md5} p/of/a/m`);
      expect(problem(read('p/dvc.lock', lock, each.replace(/item|key/, 'item.x')))).to.contain('without templates');
    }
    expect(problem(read('p/dvc.lock', lock, 'stages:\n  fit: {cmd: x, wdir: "${dir}"}\n'))).to.equal(
      '4: stage fit@a has wdir "${dir}", allowed is one without templates',
    );
  });

  it('leave out what dvc.yaml says is not kept, and know the remote that it names', () => {
    const out = (path: string): string => `    - {path: ${path}, md5: ${md5}, hash: md5}\n`;
    const lock = `stages:\n  fit@a:\n    outs:\n${['m/a.pkl', 'm/a.json', 'm/a-x.json', 'report.txt', 'big'].map(out).join('')}`;
    const pipeline = (more: string): string =>
      `stages:\n  fit:\n    foreach: [a]\n    do:\n      outs:\n      - m/\${item}.pkl\n      - big: {remote: archive}\n${more}`;
    const uncached = [
      '      metrics:\n      - m/${item}.json: {cache: false}\n      - m/${item}-x.json\n',
      '      plots: [{report.txt: {x: 1, cache: false}}]\n',
    ].join('');
    const file = read('dvc.lock', lock, pipeline(uncached));
    expect(outs(file).map((text) => text.split(' ')[2])).to.deep.equal(['m/a.pkl', 'm/a-x.json', 'big']);
    expect(file.outs.map(({ remote }) => remote)).to.deep.equal([undefined, undefined, 'archive']);
    expect(outs(read('dvc.lock', lock, pipeline('')))).to.have.length(5);
    const many = Array.from({ length: 1001 }, (_, index) => `      - \${item}${index}\n`).join('');
    expect(problem(read('dvc.lock', lock, pipeline(`      metrics:\n${many}`)))).to.match(
      /outs with templates, allowed/,
    );
  });

  it('say where they are malformed, and never hang or throw', () => {
    expect(problem(read('x.dvc', `outs:\n- md5: ${md5}\n  path: [\n`))).to.match(/^[34]: /);
    expect(problem(read('x.dvc', `outs:\n- md5: xyz\n  path: x\n`))).to.equal(
      '2: md5 found "xyz", allowed 32 hex digits, with .dir of a directory',
    );
    expect(problem(read('x.dvc', `outs:\n- path: x\n`))).to.equal(
      '2: out "x" names no version of its data (dvc commit writes it)',
    );
    expect(problem(read('x.dvc', `<<<<<<< HEAD\nouts:\n- md5: ${md5}\n=======\n`))).to.match(/^\d: /);
    expect(problem(read('x.dvc', `outs:\n- md5: ${md5}\n  md5: ${other}\n  path: x\n`))).to.match(/^3: .*unique/);
    expect(problem(read('x.dvc', '[]'))).to.equal('1: found a list, allowed a map with outs');
    expect(problem(read('x.dvc', '['.repeat(500_000)))).to.match(/^1: /);
    const laughs = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}, *l${i}]\n`).join('');
    expect(problem(read('x.dvc', `l0: &l0 [x]\n${laughs}outs: *l30\n`))).to.match(/^\d+: (more than|nested)/);
    expect(problem(read('x.dvc', `a: &a [*a]\nouts: *a\n`))).to.match(/^1: /);
    expect(problem(read('x.dvc', `outs: !!python/object/apply:os.system [x]\n`))).to.match(/^1: /);
    expect(problem(parseDvcFile('x.dvc', { oid: 'a', content: undefined }))).to.equal('1: more than 1048576 bytes');
  });
});
