import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { RefitError } from '../../../../controller/core/errors.ts';
import {
  fileNameProblem,
  keysIdentity,
  parameterValue,
  reduceToKeys,
} from '../../../../controller/core/parameter-files/parameter-file.ts';

const valueOf = (file: string, text: string, key: string): string => parameterValue(file, Buffer.from(text), key);
const identity = (file: string, text: string, ...keys: string[]): string => keysIdentity(file, Buffer.from(text), keys);
const reduced = (file: string, text: string, ...keys: string[]): string =>
  reduceToKeys(file, Buffer.from(text), keys).toString();

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error: unknown) {
    if (error instanceof RefitError) return `${error.reason}: ${error.message}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

const yaml = `# how it is trained
defaults: &defaults {seed: 7}
train:
  <<: *defaults
  lr: 0.010   # slow
  epochs: 1_0
  steps: 0x10
  name: "r:e"
  wide: true
  layers: [64, 32.0, {drop: .5}]
  flag: yes
  tiny: 1e-3
  whole: 1.0
  big: 123456789012345678901234567890
  none: ~
`;

describe('parameter files', () => {
  it('give values as texts, in one spelling', () => {
    const cases = {
      'train.lr': '0.01',
      'train.steps': '16',
      'train.name': 'r:e',
      'train.wide': 'true',
      'train.layers': '[64,32.0,{"drop":0.5}]',
      'train.whole': '1.0',
      'train.big': '123456789012345678901234567890',
      'train.seed': '7',
      // What YAML 1.1 and 1.2 read differently is what is written.
      'train.epochs': '1_0',
      'train.flag': 'yes',
      'train.tiny': '1e-3',
      defaults: '{"seed":7}',
    };
    for (const [key, expected] of Object.entries(cases))
      expect(valueOf('params.yaml', yaml, key), key).to.equal(expected);
    const json = '{"a": {"b": 1.50, "c": 12345678901234567890, "d": "\\u00e9\\ud83d\\ude00", "e": 1e3}, "a.b": 2}';
    expect(['a.b', 'a.c', 'a.d', 'a.e'].map((key) => valueOf('p.json', json, key))).to.deep.equal([
      '1.5',
      '12345678901234567890',
      'é😀',
      '1000.0',
    ]);
    const toml = 'seed = 1_000\n[train]\nlr = 1e-2\nday = 2024-01-31\non = false\nlist = [1, 2]\n';
    expect(
      ['seed', 'train.lr', 'train.day', 'train.on', 'train.list'].map((key) => valueOf('c.toml', toml, key)),
    ).to.deep.equal(['1000', '0.01', '2024-01-31', 'false', '[1,2]']);
  });

  it('name the nearest key, the line, and the files that can be read', () => {
    expect(refusal(() => valueOf('params.yaml', yaml, 'train.lrr'))).to.match(
      /^InputNotFound: key train\.lrr is not in params\.yaml: train has .*lr.*; the nearest key is train\.lr$/,
    );
    expect(refusal(() => valueOf('params.yaml', yaml, 'train.lr.x'))).to.equal(
      'InputNotFound: key train.lr.x is not in params.yaml: train.lr is a float',
    );
    expect(refusal(() => valueOf('params.yaml', yaml, 'constructor'))).to.match(/^InputNotFound: /);
    expect(refusal(() => valueOf('params.yaml', yaml, 'train.none'))).to.match(
      /^InputInvalid: params\.yaml, line 15: /,
    );
    expect(refusal(() => valueOf('a/p.yaml', 'a: 1\nb: [1\nc: 2\n', 'a'))).to.match(
      /^InputInvalid: a\/p\.yaml, line [234]: /,
    );
    expect(refusal(() => valueOf('p.json', '{\n "a": 1,\n}', 'a'))).to.equal(
      'InputInvalid: p.json, line 3: found "}", expected a text in quotes',
    );
    expect(refusal(() => valueOf('p.json', '{"a": 1, "a": 2}', 'a'))).to.match(/line 1: the key "a" a second time/);
    expect(refusal(() => valueOf('p.toml', 'a = 1\nb = \n', 'a'))).to.match(/^InputInvalid: p\.toml, line 2: /);
    expect(refusal(() => valueOf('p.yaml', '\u0000', 'a'))).to.match(/^Input/);
    expect(refusal(() => parameterValue('p.yaml', Buffer.from([0xff, 0xfe]), 'a'))).to.equal(
      'InputInvalid: p.yaml is not UTF-8 text',
    );
    expect(fileNameProblem('params.py')?.allowed).to.contain('Python files are not read');
    expect(fileNameProblem('conf/Params.YML')).to.equal(undefined);
  });

  it('count by the keys that are asked for, and by nothing else of the file', () => {
    const text = 'other: 1\ntrain:\n  lr: 0.1\n  seed: 3\n';
    const same = [
      'train: {seed: 3, lr: 0.10} # x\nother: 2\n',
      '{"train": {"lr": 1.0e-1, "seed": 3}}',
      'a: &t {lr: 0.1, seed: 3}\ntrain: *t\n',
    ];
    for (const other of same) {
      expect(identity('p.yaml', other, 'train'), other).to.equal(identity('p.yaml', text, 'train'));
      expect(reduced('p.yaml', other, 'train')).to.equal(reduced('p.yaml', text, 'train'));
    }
    for (const other of [
      'train: {lr: 0.1, seed: 4}',
      'train: {lr: 0.1, seed: "3"}',
      'train: {lr: 0.1, seed: 3.0}',
      'train: {lr: 0.1}',
    ])
      expect(identity('p.yaml', other, 'train'), other).to.not.equal(identity('p.yaml', text, 'train'));
    expect(identity('p.yaml', text, 'train.lr', 'other')).to.equal(identity('p.yaml', text, 'other', 'train.lr'));
    expect(identity('p.yaml', 'a: yes', 'a'), 'what readers see differently').to.not.equal(
      identity('p.yaml', 'a: "yes"', 'a'),
    );
    expect(identity('p.yaml', text, 'train')).to.match(/^keys:[0-9a-f]{64}$/);
    expect(refusal(() => identity('p.yaml', text, 'train', 'mod'))).to.match(
      /^InputNotFound: key mod is not in p\.yaml/,
    );
  });

  it('are reduced to files that every reader takes for the same', () => {
    expect(reduced('p.yaml', yaml, 'train.lr', 'train.layers', 'train.flag', 'train.tiny', 'defaults')).to.equal(
      'defaults:\n  seed: 7\ntrain:\n  flag: yes\n  layers: [64, 32.0, {"drop": 0.5}]\n  lr: 0.01\n  tiny: 1e-3\n',
    );
    expect(reduced('p.json', '{"b": {"y": [1, {}], "x": null}, "c": 1}', 'b')).to.equal(
      '{\n  "b": {\n    "x": null,\n    "y": [\n      1,\n      {}\n    ]\n  }\n}\n',
    );
    expect(reduced('p.toml', 'z = 1\n[a.b]\nx = 1\ny = [{ k = "v" }]\n[a.c]\nx = 2\n', 'a.b', 'z')).to.equal(
      'z = 1\n[a.b]\nx = 1\ny = [{ k = "v" }]\n',
    );
    for (const [file, text, keys] of [
      ['p.yaml', yaml, ['train', 'defaults']],
      ['p.toml', 'a = "x\\u0000\\u007f"\n[t]\nf = 1e300\ni = -0.0\nn = nan\n', ['a', 't']],
      ['p.json', '{"no": "~", "x y": {"é": "a\\nb"}}', ['no']],
    ] as const)
      expect(identity(file, reduced(file, text, ...keys), ...keys), file).to.equal(identity(file, text, ...keys));
  });

  it('keep names that are no texts as they are', () => {
    const text = 'model:\n  names: {0: cat, "1": dog, yes: {1.5: x}}\n  base: &b {2: a}\n  more:\n    <<: *b\nx: 1\n';
    expect(reduced('p.yaml', text, 'model')).to.equal(
      'model:\n  base:\n    2: "a"\n  more:\n    2: "a"\n  names:\n    0: "cat"\n    "1": "dog"\n    yes:\n      1.5: "x"\n',
    );
    expect(reduced('p.yaml', text, 'model.names.0', 'model.names.1')).to.equal(
      'model:\n  names:\n    0: "cat"\n    "1": "dog"\n',
    );
    expect(reduced('p.yaml', 'a: [{0: b, "c": {on: 1}}]', 'a')).to.equal('a: [{0: "b", "c": {on: 1}}]\n');
    for (const key of ['model', 'model.names.0']) {
      const quoted = text.replace('{0:', '{"0":');
      expect(identity('p.yaml', quoted, key), key).to.not.equal(identity('p.yaml', text, key));
    }
    expect(valueOf('p.yaml', text, 'model.names'), 'a parameter is JSON').to.equal(
      '{"0":"cat","1":"dog","yes":{"1.5":"x"}}',
    );
  });

  it('keep numbers that not all readers take for such, and infinite ones', () => {
    expect(reduced('p.yaml', 'a: [-.5, 1e400, -.inf, .5]', 'a')).to.equal('a: [-.5, 1e400, -.inf, 0.5]\n');
    expect(JSON.parse(reduced('p.json', '{"a": [1e400, -1e400]}', 'a'))).to.deep.equal({ a: [Infinity, -Infinity] });
    const dated = 'a:\n- 2024-01-31 10:00, then\n- 2024-01-31 10:00:00\n';
    expect(reduced('p.yaml', dated, 'a')).to.equal('a: ["2024-01-31 10:00, then", 2024-01-31 10:00:00]\n');
  });

  it('are read by Python as what they were', () => {
    const text = JSON.stringify({
      a: 1,
      b: [1.5, 1e-7, 1e22, -0.0],
      no: 'yes',
      e: '\u0085é\u2028',
      on: { off: '1:30' },
    });
    const load = 'import json, sys\nprint(json.dumps(json.loads(sys.stdin.read()), sort_keys=True))';
    const through = (content: string): string =>
      execFileSync('python3', ['-c', load], { input: content, encoding: 'utf8' });
    expect(through(reduced('p.json', text, 'a', 'b', 'no', 'e', 'on'))).to.equal(through(text));
  });
});
