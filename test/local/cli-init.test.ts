import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { WorkflowSpecSpec } from '../../controller/api/v1alpha1/kinds.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { Bench } from './cli-command.ts';

const pipeline = `stages:
  prepare:
    cmd: python src/prepare.py data/data.xml
    deps: [data/data.xml, src/prepare.py]
    params: [prepare.seed, prepare.split]
    outs: [data/prepared]
  featurize:
    cmd:
      - python src/featurization.py data/prepared data/features
      - echo done > log.txt
    deps: [data/prepared/train.tsv, src/featurization.py]
    params:
      - featurize.max_features
      - other.json:
    outs:
      - data/features
      - log.txt: {cache: false}
  train_Model:
    cmd: python src/train.py data/features model.pkl
    deps: [data/features]
    outs: [model.pkl: {persist: true}]
    always_changed: true
  evaluate:
    cmd: python ../src/evaluate.py
    wdir: eval
    deps: [../model.pkl, ../data/features, ../src/evaluate.py]
    metrics: [metrics.json: {cache: false}]
    plots: [plots]
`;

describe('refit init', () => {
  let bench: Bench;
  let repository: TestRepository;
  before(async () => {
    bench = new Bench();
    repository = await bench.repository('project');
    for (const script of ['prepare', 'featurization', 'train', 'evaluate']) repository.write(`src/${script}.py`, '');
    repository
      .write('dvc.yaml', pipeline)
      .write('params.yaml', 'prepare: {seed: 1, split: 0.2}\nfeaturize: {max_features: 10}\n')
      .write('other.json', '{}')
      .write('requirements.txt', '')
      .write('data/data.xml.dvc', 'outs: [{md5: 22a1a2931c8370d3aeedd7183606fd7f, size: 3, path: data.xml}]\n')
      .write(
        '.dvc/config',
        '[core]\n    remote = store\n[\'remote "other"\']\n    url = gs://bucket\n[\'remote "store"\']\n    url = s3://bucket/data\n    endpointurl = https://s3.example.com\n',
      )
      .write('eval/.gitkeep', '');
    await repository.commit('a pipeline');
    await repository.git('remote', 'add', 'origin', 'git@git.example.com:team/project.git');
  });
  after(() => bench.remove());

  it('writes a workflow of a DVC pipeline that is accepted as it is', async () => {
    const { code, stdout, stderr } = await bench.run(['init', '--image', 'registry.example.com/ml:1'], {
      cwd: 'project',
    });
    expect({ code, stderr: stderr.split('\n').toSorted() }).to.deep.equal({
      code: 0,
      stderr: [
        '',
        'note: stage train_Model is step train-model: names are lower-case, at most 30 long',
        'note: step train-model: model.pkl persists in DVC; here an output begins empty, use run.scratch for checkpoints',
        'note: step train-model: src/train.py is in its command, but not among its deps; it is an input now',
      ],
    });
    expect(stdout).to.contain('wrote workflow.yaml, 3 notes');
    expect((await bench.run(['validate', 'workflow.yaml'], { cwd: 'project' })).stdout).to.contain(
      'valid: 1 workflow, 0 errors',
    );
    const { metadata, spec } = parse(readFileSync(bench.file('project/workflow.yaml'), 'utf8')) as {
      metadata: { name: string };
      spec: WorkflowSpecSpec;
    };
    expect(metadata.name).to.equal('project');
    expect(spec.sources).to.deep.equal([
      {
        name: 'code',
        git: {
          url: 'ssh://git@git.example.com/team/project.git',
          ref: { branch: 'main' },
          dataRemotes: [{ name: 'store', url: 's3://bucket/data', endpoint: 'https://s3.example.com' }],
        },
      },
    ]);
    expect(spec.steps).to.deep.equal([
      {
        name: 'prepare',
        run: { command: ['python', 'src/prepare.py', 'data/data.xml'] },
        inputs: [
          { name: 'code', source: 'code', paths: ['data/data.xml', 'src/prepare.py'] },
          {
            name: 'params',
            source: 'code',
            paths: ['params.yaml'],
            keys: ['prepare.seed', 'prepare.split'],
            path: 'params.yaml',
          },
        ],
        outputs: [{ name: 'prepared', path: 'data/prepared' }],
      },
      {
        name: 'featurize',
        run: {
          command: ['sh', '-ec', 'python src/featurization.py data/prepared data/features && echo done > log.txt'],
        },
        inputs: [
          { name: 'code', source: 'code', paths: ['src/featurization.py', 'other.json'] },
          {
            name: 'params',
            source: 'code',
            paths: ['params.yaml'],
            keys: ['featurize.max_features'],
            path: 'params.yaml',
          },
          { name: 'prepared', from: 'prepare.prepared', path: 'data/prepared' },
        ],
        outputs: [
          { name: 'features', path: 'data/features' },
          { name: 'log', path: 'log.txt' },
        ],
      },
      {
        name: 'train-model',
        run: { command: ['python', 'src/train.py', 'data/features', 'model.pkl'], reuse: { policy: 'Never' } },
        inputs: [
          { name: 'code', source: 'code', paths: ['src/train.py'] },
          { name: 'features', from: 'featurize.features', path: 'data/features' },
        ],
        outputs: [{ name: 'model', kind: 'model', path: 'model.pkl' }],
      },
      {
        name: 'evaluate',
        // None of its inputs is in the folder that it works in, so the command makes it.
        run: { command: ['sh', '-ec', "mkdir -p 'eval' && cd 'eval'\npython ../src/evaluate.py"] },
        inputs: [
          { name: 'code', source: 'code', paths: ['src/evaluate.py'] },
          { name: 'model', from: 'train-model.model', path: 'model.pkl' },
          { name: 'features', from: 'featurize.features', path: 'data/features' },
        ],
        outputs: [
          { name: 'metrics', kind: 'metrics', path: 'eval/metrics.json' },
          { name: 'plots', path: 'eval/plots' },
        ],
      },
    ]);
  });

  it('writes over nothing that is there, unless it is told to', async () => {
    const { code, stderr } = await bench.run(['init'], { cwd: 'project' });
    expect(code).to.equal(1);
    expect(stderr).to.contain('workflow.yaml is there already');
    expect((await bench.run(['init', '--force'], { cwd: 'project' })).code).to.equal(0);
  });

  it('names everything of a pipeline that cannot be carried over', async () => {
    bench.write(
      'project/bad.yaml',
      `stages:
  a: {foreach: [1, 2], do: {cmd: "echo \${item}"}}
  b: {cmd: "python t.py \${lr}"}
  c: {deps: [x]}
  d: {cmd: echo, outs: [../../x]}
  e: {cmd: echo, deps: ['s3://bucket/raw', 'remote://store/raw']}
  f: {cmd: echo, live: {logs: {summary: true}}}
  g: {cmd: echo, deps: data.csv}
  h: {cmd: [echo, 1]}
`,
    );
    const { code, stderr } = await bench.run(['init', '--from', 'bad.yaml', '-o', '-'], { cwd: 'project' });
    expect(code).to.equal(1);
    for (const part of [
      'stage a is made by foreach',
      'stage b has ${…}',
      'stage c has no cmd',
      'stage d has outs outside',
      'stage e has deps outside of the repository: s3://bucket/raw',
      'stage e has deps outside of the repository: remote://store/raw',
      'stage f has live, which is not known',
      'stage g has deps that are no list of paths',
      'stage h has no cmd',
    ])
      expect(stderr).to.contain(part);
  });

  it('tells what it leaves out, and keeps what merge keys and lists of commands mean', async () => {
    bench.write(
      'project/other.yaml',
      `vars: [params.yaml]
x: &shared {deps: [src/prepare.py], desc: shared}
stages:
  fit:
    <<: *shared
    cmd:
      - "cd src && python prepare.py  # from there"
      - cat params.yaml > out.txt
    meta: {owner: ada}
    frozen: true
    deps: [src/prepare.py, data/raw/a.csv]
    outs: [out.txt: {push: false, remote: store, desc: the result}]
plots: [{curve: {x: step}}]
datasets: [{name: d, url: 's3://b/d', type: url}]
`,
    );
    repository.write('data/raw.dvc', 'outs: [{md5: 22a1a2931c8370d3aeedd7183606fd7f.dir, path: raw}]\n');
    await repository.commit('raw data');
    const args = ['init', '--from', 'other.yaml', '-o', '-'];
    const { code, stdout, stderr } = await bench.run(args, { cwd: 'project' });
    expect({ code, stderr: stderr.split('\n').filter(Boolean).toSorted() }).to.deep.equal({
      code: 0,
      stderr: [
        'note: datasets of the pipeline is not carried over: a WorkflowSpec has no such thing',
        'note: plots of the pipeline is not carried over: a WorkflowSpec has no such thing',
        'note: step fit: data/raw/a.csv is in data/raw, which DVC keeps as one; all of it is an input',
        'note: step fit: desc and meta of the stage left out',
        'note: step fit: params.yaml is in its command, but not among its deps; it is an input now',
        'note: step fit: remote, push, desc of out.txt left out; outputs are kept where the workflow keeps artifacts',
        'note: step fit: the stage is frozen in DVC; here it runs when what it reads changes',
        'note: x of the pipeline is not carried over: a WorkflowSpec has no such thing',
      ],
    });
    const [step] = (parse(stdout) as { spec: WorkflowSpecSpec }).spec.steps;
    expect(step?.inputs).to.deep.equal([
      { name: 'code', source: 'code', paths: ['src/prepare.py', 'data/raw', 'params.yaml'] },
    ]);
    expect(step?.run?.command).to.deep.equal([
      'sh',
      '-ec',
      '(\ncd src && python prepare.py  # from there\n)\n(\ncat params.yaml > out.txt\n)',
    ]);
  });

  it('says what is missing', async () => {
    expect((await bench.run(['init'], { cwd: 'project/src' })).stderr).to.contain('there is no dvc.yaml');
    bench.write('elsewhere/dvc.yaml', pipeline);
    expect((await bench.run(['init'], { cwd: 'elsewhere' })).stderr).to.contain('is in no git repository');
    bench.write('project/none.yaml', 'stages: {}');
    expect((await bench.run(['init', '--from', 'none.yaml', '-o', '-'], { cwd: 'project' })).stderr).to.contain(
      'has no stages',
    );
    bench.write('project/broken.yaml', 'stages: [');
    expect((await bench.run(['init', '--from', 'broken.yaml', '-o', '-'], { cwd: 'project' })).stderr).to.contain(
      'is no YAML',
    );
  });
});
