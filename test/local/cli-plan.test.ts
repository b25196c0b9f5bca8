import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { localEngine } from '../../controller/cli/plan/judge.ts';
import type { PlanDocument } from '../../controller/cli/plan/document.ts';
import { createProcessEngine } from '../../controller/engines/process/engine.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { Bench, tinySources, tinyWorkflow } from './cli-command.ts';

/** What a plan says, short: `train Run, evaluate Pending`. */
function actions({ steps }: PlanDocument): string {
  return steps.map(({ name, action }) => `${name} ${action}`).join(', ');
}

/** Names, bytes and times of everything below a folder. Of git's objects no times: git touches those that it would write again. */
function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const stat = statSync(join(folder, name));
      const bytes = stat.isFile() ? readFileSync(join(folder, name), 'base64') : '';
      return `${name} ${name.includes('.git/objects/') ? '' : stat.mtimeMs} ${bytes}`;
    });
}

describe('refit plan', () => {
  let bench: Bench;
  let code: TestRepository;
  let data: TestRepository;
  const plan = (...args: string[]): Promise<PlanDocument> =>
    bench.json<PlanDocument>('plan', '-f', 'workflow.yaml', ...args);

  beforeEach(async () => {
    bench = new Bench();
    bench.write('workflow.yaml', tinyWorkflow({ deploy: true }));
    ({ code, data } = await tinySources(bench));
  });
  afterEach(() => bench.remove());

  it('without state says that nothing has been done, and leaves no trace', async () => {
    const before = contents(bench.path);
    const planned = await plan();
    expect(actions(planned)).to.equal('train Run, evaluate Pending, quality Pending, serve Pending');
    expect(planned.revisions).to.deep.equal({
      code: { from: null, to: `main@sha1:${await code.head()}` },
      data: { from: null, to: `main@sha1:${await data.head()}` },
    });
    rmSync(bench.file('.cache'), { recursive: true });
    expect(contents(bench.path)).to.deep.equal(before);
  });

  it('with --from shows exactly what the way there would run, in the documented shape', async () => {
    const from = await data.head();
    const sha = await data
      .write('rows/2.txt', 'two\n')
      .write('rows/README.md', 'not selected\n')
      .commit('Add rows\u001b[31m', { author: { name: 'Grace', email: 'g@example.com' } });
    const planned = await plan('--from', 'data=HEAD~1');
    const head = `main@sha1:${await code.head()}`;
    expect(planned).to.deep.equal({
      workflow: 'tiny',
      affected: true,
      revisions: { code: { from: head, to: head }, data: { from: `main@sha1:${from}`, to: `main@sha1:${sha}` } },
      steps: [
        {
          name: 'train',
          type: 'run',
          needs: [],
          action: 'Run',
          fingerprint: planned.steps[0]?.fingerprint,
          reuses: null,
          lastSeconds: null,
          reasons: [
            {
              input: 'rows',
              kind: 'PathsChanged',
              paths: ['rows/2.txt'],
              commits: [{ sha, author: 'Grace', subject: 'Add rows[31m' }],
              truncated: false,
            },
          ],
        },
        ...[
          { name: 'evaluate', type: 'run', needs: ['train'] },
          { name: 'quality', type: 'gate', needs: ['evaluate'] },
          { name: 'serve', type: 'deploy', needs: ['quality', 'train'] },
        ].map(({ name, type, needs }, index) => ({
          name,
          type,
          needs,
          action: 'Pending',
          fingerprint: null,
          reuses: null,
          lastSeconds: null,
          reasons: planned.steps[index + 1]?.reasons,
        })),
      ],
    });
    expect(planned.steps[0]?.fingerprint).to.match(/^sha256:[0-9a-f]{64}$/);
    for (const { reasons } of planned.steps.slice(1))
      expect([...new Set(reasons.map(({ kind }) => kind))]).to.deep.equal(['UpstreamChanged']);
  });

  it('judges content, not commits: a change that is taken back, or not selected, affects nothing', async () => {
    await data.write('rows/2.txt', 'two\n').commit('Add');
    await data.write('rows/2.txt', null).write('README.md', 'hello\n').commit('Take back');
    const planned = await plan('--from', 'data=HEAD~2');
    expect(planned.affected).to.equal(false);
    expect(actions(planned)).to.equal('train Reuse, evaluate Reuse, quality Reuse, serve Reuse');
  });

  it('exits 2 with --exit-code when affected, else 0; 1 on an error', async () => {
    await code.write('evaluate.sh', 'printf \'{"rows": 5}\' > metrics.json\n').commit('Change evaluate');
    const exit = async (...args: string[]): Promise<number | null> =>
      (await bench.run(['plan', '-f', 'workflow.yaml', ...args])).code;
    expect(await exit('--from', 'code=HEAD~1', '--exit-code')).to.equal(2);
    expect(await exit('--from', 'code=HEAD~1')).to.equal(0);
    expect(await exit('--from', 'code=HEAD', '--exit-code')).to.equal(0);
    expect(await exit('--from', 'code=nowhere', '--exit-code')).to.equal(1);
  });

  it('understands tags, short ids, branches and --to', async () => {
    const first = await code.head();
    await code.git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'tag', '-a', '-m', 'v1', 'v1');
    await code.write('serve.mjs', '// other\n').commit('Other server');
    await code.branch('next');
    await code.write('train.sh', '# other\n').commit('Other training');
    await code.checkout('main');
    for (const from of ['v1', first.slice(0, 8), 'main~1', ':/First'])
      expect(actions(await plan('--from', `code=${from}`)), from).to.equal(
        'train Reuse, evaluate Reuse, quality Reuse, serve Run',
      );
    expect(actions(await plan('--from', 'code=main', '--to', 'code=next'))).to.match(/^train Run/);
    expect((await plan('--to', 'code=next')).revisions['code']?.to).to.equal(
      `main@sha1:${await code.git('rev-parse', 'next')}`,
    );
  });

  describe('--to SOURCE=WORKTREE', () => {
    it('judges edits, new files and removed ones as git add would stage them, and changes nothing', async () => {
      await code.write('.gitignore', '*.tmp\n').commit('Ignore');
      code.write('evaluate.sh', 'printf \'{"rows": 5}\' > metrics.json\n');
      data.write('rows/1.txt', null).write('rows/new row\n.txt', 'new\n');
      await code.git('add', 'evaluate.sh');
      code.write('scratch.tmp', 'ignored\n');
      const before = [contents(code.path), contents(data.path)];
      const planned = await plan(
        '--from',
        'code=HEAD',
        '--from',
        'data=HEAD',
        '--to',
        'code=WORKTREE',
        '--to',
        'data=WORKTREE',
      );
      expect(planned.revisions['code']).to.deep.equal({ from: `main@sha1:${await code.head()}`, to: 'WORKTREE' });
      expect(actions(planned)).to.equal('train Run, evaluate Run, quality Pending, serve Pending');
      expect(planned.steps[0]?.reasons).to.deep.equal([
        {
          input: 'rows',
          kind: 'PathsChanged',
          paths: ['rows/1.txt', 'rows/new row\\n.txt'],
          commits: [],
          truncated: false,
        },
      ]);
      expect([contents(code.path), contents(data.path)]).to.deep.equal(before);
    });

    it('finds nothing to do in a clean working copy, and tells commits before the edits', async () => {
      const clean = await plan('--from', 'code=HEAD', '--to', 'code=WORKTREE');
      expect(clean.affected).to.equal(false);
      const sha = await code.write('train.sh', '# one\n').commit('Committed');
      code.write('train.sh', '# two\n');
      const planned = await plan('--from', 'code=HEAD~1', '--to', 'code=WORKTREE');
      expect(planned.steps[0]?.reasons[0]?.commits.map((commit) => commit.sha)).to.deep.equal([sha]);
    });

    it('runs no hook, and is refused for a bare repository', async () => {
      await code.git('config', 'core.hooksPath', bench.file('hooks'));
      bench.write('hooks/post-index-change', `#!/bin/sh\ntouch '${bench.file('hooked')}'\n`);
      await code.cloneBare(bench.file('bare'));
      await plan('--to', 'code=WORKTREE');
      expect(readdirSync(bench.path)).not.to.include('hooked');
      const { code: exit, stderr } = await bench.run([
        'plan',
        '-f',
        'workflow.yaml',
        '--source',
        'code=bare',
        '--to',
        'code=WORKTREE',
      ]);
      expect(exit).to.equal(1);
      expect(stderr).to.include('is bare: it has no working copy');
    });
  });

  it('puts a local clone in place of a url, relative to where the person stands, from a sub-folder too', async () => {
    bench.write(
      'deep/workflow.yaml',
      tinyWorkflow().replace('./code', 'https://git.example.com/team/code.git').replace('./data', '../data'),
    );
    await code.write('evaluate.sh', '# other\n').commit('Change');
    const { code: exit, stdout } = await bench.run(
      ['plan', '-f', 'workflow.yaml', '--source', 'code=../code', '--from', 'code=HEAD~1', '-o', 'json'],
      { cwd: 'deep' },
    );
    expect(exit).to.equal(0);
    expect(actions(JSON.parse(stdout) as PlanDocument)).to.equal('train Reuse, evaluate Run');
  });

  it('prints a list for several workflows', async () => {
    bench.write('two.yaml', `${tinyWorkflow({ name: 'one' })}---\n${tinyWorkflow({ name: 'two' })}`);
    const planned = await bench.json<PlanDocument[]>('plan', '-f', 'two.yaml');
    expect(planned.map(({ workflow }) => workflow)).to.deep.equal(['one', 'two']);
  });

  it('fails on an input that selects nothing now, not on one that selected nothing at the base', async () => {
    await data.write('rows/1.txt', null).write('elsewhere/1.txt', 'x').commit('Move');
    const gone = await bench.run(['plan', '-f', 'workflow.yaml', '--from', 'data=HEAD~1']);
    expect(gone.code).to.equal(1);
    expect(gone.stderr).to.match(
      /^refit: step train, input rows: rows\/\*\*, !\*\*\/\*\.md selects nothing in source data/,
    );
    await data.write('rows/1.txt', 'back').commit('Back');
    expect(actions(await plan('--from', 'data=HEAD~1'))).to.match(/^train Run, evaluate Pending/);
  });

  it('explains for people, without letting names write to the terminal', async () => {
    await data.write('rows/\u001b[2J.txt', 'x').commit('Add a \u202ename');
    const { stdout } = await bench.run(['plan', '-f', 'workflow.yaml', '--from', 'data=HEAD~1']);
    expect(stdout).to.match(
      /^tiny\n {2}code {2}main@[0-9a-f]{7} \(not moved\)\n {2}data {2}main@[0-9a-f]{7} -> main@[0-9a-f]{7}\n/,
    );
    expect(stdout).to.match(
      /^train +Run +rows: rows\/\\u\{1b\}\[2J\.txt \([0-9a-f]{7} "Add a name" by Ada Example\)$/m,
    );
    expect(stdout).to.include('Affected: 1 step would run, 3 may');
    expect(stdout).not.to.match(/[\u001b\u202e]/);
  });

  it('refuses names of no source, files with errors and missing values, all in a line', async () => {
    const said = async (...args: string[]): Promise<string> => {
      const { code: exit, stderr } = await bench.run(['plan', ...args]);
      expect(exit).to.equal(1);
      return stderr;
    };
    expect(await said('-f', 'workflow.yaml', '--from', 'dta=HEAD')).to.include(
      'found source "dta", allowed is code, data; did you mean data?',
    );
    expect(await said('-f', 'workflow.yaml', '--from', 'HEAD~1')).to.include(
      '--from: found "HEAD~1", allowed is NAME=VALUE',
    );
    expect(await said('-f', 'workflow.yaml', '--from')).to.include('--from needs a value: SOURCE=REV');
    expect(await said('-f', 'workflow.yaml', '-o', 'jsn')).to.include('did you mean json?');
    expect(await said()).to.include('plan needs a workflow file: -f FILE');
    expect(await said('-f', 'workflow.yaml', '--state', 'nowhere')).to.include(
      'refit: nowhere is no state folder\nName the folder',
    );
    expect(await said('-f', 'workflow.yaml', '--source', 'code=nowhere')).to.include('There is no git repository at');
    bench.write('bad.yaml', 'kind: Workflow\n');
    expect(await said('-f', 'bad.yaml')).to.match(/^bad\.yaml:1:\d+ /);
  });

  it('reads a file that it has read before as it would read it anew', async () => {
    const [first, second] = [await plan(), await plan()];
    expect(second).to.deep.equal(first);
    const [name = ''] = readdirSync(bench.file('.cache/refit/workflows'));
    expect(JSON.parse(readFileSync(bench.file('.cache/refit/workflows', name), 'utf8'))).to.have.keys(
      'documents',
      'problems',
      'warnings',
    );
    bench.write(join('.cache/refit/workflows', name), '{"documents": [');
    expect(await plan()).to.deep.equal(first);
    bench.write('workflow.yaml', tinyWorkflow({ name: 'other' }));
    expect((await plan()).workflow).to.equal('other');
  });

  it('asks a remote repository for full ids and branches', async () => {
    const first = await code.head();
    const second = await code.write('evaluate.sh', '# other\n').commit('Change');
    await code.cloneBare(bench.file('served', 'code.git'));
    const server = await GitHttpServer.start(bench.file('served'));
    try {
      bench.write('workflow.yaml', tinyWorkflow().replace('./code', server.url('code.git')));
      const planned = await plan('--from', `code=${first}`);
      expect(actions(planned)).to.equal('train Reuse, evaluate Run');
      expect(planned.revisions['code']).to.deep.equal({ from: `main@sha1:${first}`, to: `main@sha1:${second}` });
      expect(planned.steps[1]?.reasons[0]?.commits.map(({ sha }) => sha)).to.deep.equal([second]);
    } finally {
      await server.stop();
    }
  });

  it('judges a local clone at the tag, range or commit that the source names', async () => {
    const first = await code.head();
    await code.git('tag', 'v1.0.0');
    await code.write('evaluate.sh', '# other\n').commit('Change');
    for (const ref of ['tag: v1.0.0', 'semver: 1.x', `commit: "${first}"`]) {
      bench.write('workflow.yaml', tinyWorkflow().replace('url: ./code', `url: ./code, ref: {${ref}}`));
      expect((await plan()).revisions['code']?.to, ref).to.match(new RegExp(`@sha1:${first}$`));
    }
  });

  it('names the engine in fingerprints as the process engine does', () => {
    const folder = bench.path;
    const engine = createProcessEngine({
      state: folder,
      artifacts: folder,
      mirrors: folder,
      secrets: folder,
      path: '',
      clock: systemClock,
    });
    expect(localEngine()).to.equal(engine.identity(undefined));
  });
});
