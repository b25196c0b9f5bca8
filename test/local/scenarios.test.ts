import { expect } from 'chai';
import { requestedAtAnnotation } from '../../controller/api/v1alpha1/kinds.ts';
import { eventually } from '../support/eventually.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { runGit, type TestRepository } from '../support/git-repository.ts';
import { LocalPipeline, pipelineSpec, rows, trainWith, type WrittenSpec } from '../support/local-pipeline.ts';

const everything = ['prepare', 'train', 'evaluate'];

/** What a push came to. */
interface Judged {
  /** The steps that ran, in order. */
  readonly ran: readonly string[];
  /** Whether there is a new run. */
  readonly decided: boolean;
  readonly model: string;
}

describe('decisions about whatever is pushed', function () {
  this.timeout(60_000);
  let pipeline: LocalPipeline;
  let server: GitHttpServer;
  let data: TestRepository;
  let code: TestRepository;
  let token = 0;

  before(async () => {
    pipeline = await LocalPipeline.create({ spec: (made) => servedOver(server, made) });
    server = await GitHttpServer.start(pipeline.folder);
    ({ data, code } = pipeline);
    for (const repository of [data, code]) {
      await repository.git('config', 'user.name', 'Ada Example');
      await repository.git('config', 'user.email', 'ada@example.com');
    }
    await pipeline.start();
    await pipeline.apply();
    await pipeline.settled();
    pipeline.ran();
  });

  after(async () => {
    await pipeline.remove();
    await server.stop();
  });

  /** Lets the controller look at its sources, which it does at no other time. */
  async function look(): Promise<void> {
    const asked = `look-${(token += 1)}`;
    await pipeline.annotate(requestedAtAnnotation, asked);
    await eventually(async () => expect((await pipeline.workflow()).status?.lastHandledReconcileAt).to.equal(asked));
  }

  async function judged(): Promise<Judged> {
    const before = (await pipeline.lastRun()).spec.sequence;
    await look();
    await pipeline.settled();
    const { sequence } = (await pipeline.lastRun()).spec;
    return { ran: pipeline.ran(), decided: sequence > before, model: (await pipeline.served()).model };
  }

  /** The next push is judged: nothing runs, nothing is decided, the same model serves. */
  async function changesNothing(): Promise<void> {
    const { model } = await pipeline.served();
    expect(await judged()).to.deep.equal({ ran: [], decided: false, model });
  }

  function commit(message: string, repository = data): Promise<string> {
    return repository.commit(message);
  }

  it('a merge runs what its content changes, a merge that takes nothing runs nothing', async () => {
    await data.branch('side');
    await pipeline.push(data, 'more', { 'batches/2.csv': rows(2, 10) });
    await data.checkout('main');
    await pipeline.push(data, 'words', { 'README.md': 'words\n' });
    await changesNothing();
    await data.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    expect(await judged()).to.deep.equal({ ran: everything, decided: true, model: 'accuracy=0.62' });
    await data.git('checkout', '-q', 'side');
    await pipeline.push(data, 'not taken', { 'batches/3.csv': rows(20) });
    await data.checkout('main');
    await data.git('merge', '-q', '--no-ff', '-s', 'ours', '-m', 'ours', 'side');
    await changesNothing();
  });

  it('a rebase and a squash to the same content run nothing', async () => {
    await data.git('branch', '-f', 'base', 'HEAD');
    await pipeline.push(data, 'one', { 'batches/2.csv': rows(3, 10) });
    await pipeline.push(data, 'two', { 'batches/2.csv': rows(4, 10) });
    expect((await judged()).model).to.equal('accuracy=0.64');
    await data.git('reset', '-q', '--soft', 'base');
    await commit('squashed');
    await changesNothing();
    await data.git('checkout', '-q', 'base');
    await pipeline.push(data, 'new base', { 'notes.txt': 'not an input\n' });
    await data.git('rebase', '-q', 'base', 'main');
    await changesNothing();
  });

  it('a force-push to an older commit, and forward again, serves what was trained then, and trains nothing', async () => {
    await data.git('tag', '-f', 'newest');
    await data.git('reset', '-q', '--hard', 'newest~3');
    const back = await judged();
    expect(back).to.deep.include({ ran: [], decided: true });
    expect(back.model).to.not.equal('accuracy=0.64');
    await data.git('reset', '-q', '--hard', 'newest');
    expect(await judged()).to.deep.equal({ ran: [], decided: true, model: 'accuracy=0.64' });
  });

  it('an unrelated history of the same content runs nothing', async () => {
    await data.git('checkout', '-q', '--orphan', 'fresh');
    await commit('another root');
    await data.git('branch', '-q', '-M', 'fresh', 'main');
    await changesNothing();
  });

  it('a branch replaced by a tag of its name stops nothing that serves, and is taken up when it is back', async () => {
    const { model } = await pipeline.served();
    await data.git('tag', 'main');
    await data.git('checkout', '-q', '--detach');
    await data.git('update-ref', '-d', 'refs/heads/main');
    await look();
    expect((await pipeline.becomes('Ready', 'False', 'RefNotFound')).message).to.contain('source data');
    expect((await pipeline.served()).model).to.equal(model);
    await data.git('tag', '-d', 'main');
    await data.git('checkout', '-q', '-b', 'main');
    await changesNothing();
    expect(await pipeline.condition('Ready')).to.include({ status: 'True' });
  });

  it('an empty commit, and there and back between two looks, run nothing', async () => {
    await commit('empty');
    await changesNothing();
    await pipeline.push(data, 'there', { 'batches/2.csv': rows(9) });
    await data.git('revert', '--no-edit', 'HEAD');
    await changesNothing();
  });

  it('a revert of what was trained trains nothing and serves the model of before', async () => {
    await pipeline.push(data, 'more', { 'batches/5.csv': rows(5, 20) });
    expect(await judged()).to.deep.equal({ ran: everything, decided: true, model: 'accuracy=0.69' });
    await data.git('revert', '--no-edit', 'HEAD');
    expect(await judged()).to.deep.equal({ ran: [], decided: true, model: 'accuracy=0.64' });
  });

  it('a rename runs the step that sees the name, and no further where the same comes out', async () => {
    await data.git('mv', 'batches/1.csv', 'batches/0.csv');
    await commit('renamed');
    expect(await judged()).to.deep.equal({ ran: ['prepare'], decided: true, model: 'accuracy=0.64' });
    await data.git('mv', 'batches/0.csv', 'batches/0.CSV');
    await commit('renamed in case alone');
    expect(await judged()).to.deep.equal({ ran: ['prepare'], decided: true, model: 'accuracy=0.64' });
    await data.git('mv', 'notes.txt', 'words.txt');
    await commit('renamed elsewhere');
    await changesNothing();
  });

  it('a copy runs the step that sees it', async () => {
    await pipeline.push(data, 'copied', { 'batches/6.csv': rows(4, 10) });
    expect(await judged()).to.deep.equal({ ran: everything, decided: true, model: 'accuracy=0.68' });
  });

  it('a mode runs the step whose code has it, and what it makes is the same', async () => {
    code.write('train.sh', trainWith(0), { mode: '100755' });
    await commit('executable', code);
    expect(await judged()).to.deep.equal({ ran: ['train'], decided: true, model: 'accuracy=0.68' });
  });

  it('a symlink runs its step when it is added, retargeted, and replaced by what it led to', async () => {
    data.write('batches/7.csv', '2.csv', { mode: 'link' });
    await commit('added');
    expect(await judged()).to.deep.equal({ ran: everything, decided: true, model: 'accuracy=0.72' });
    data.write('batches/7.csv', './2.csv', { mode: 'link' });
    await commit('retargeted to the same');
    expect(await judged()).to.deep.equal({ ran: ['prepare'], decided: true, model: 'accuracy=0.72' });
    data.write('batches/7.csv', rows(4, 10));
    await commit('a file now');
    expect(await judged()).to.deep.equal({ ran: ['prepare'], decided: true, model: 'accuracy=0.72' });
  });

  it('a submodule beside the inputs runs nothing, however it moves', async () => {
    for (const digit of ['a', 'b']) {
      data.write('module', digit.repeat(40), { mode: 'submodule' });
      await commit(`module at ${digit}`);
      await changesNothing();
    }
    await data.git('rm', '-q', '--cached', 'module');
    data.write('module', null);
    await commit('no module');
    await changesNothing();
  });

  it('a file that becomes a folder runs the step that sees it, and nothing elsewhere', async () => {
    data.write('words.txt', null).write('words.txt/deep/er', 'a folder');
    await commit('a folder elsewhere');
    await changesNothing();
    code.write('README.md', null).write('README.md/x', 'a folder');
    await commit('a folder of code', code);
    await changesNothing();
    await pipeline.push(code, 'the script is a folder', { 'train.sh': null, 'train.sh/train.sh': trainWith(0) });
    expect(await judged()).to.deep.equal({ ran: ['train'], decided: true, model: 'accuracy=0.72' });
    code.write('train.sh', null).write('train.sh', trainWith(0), { mode: '100755' });
    await commit('a script again', code);
    expect(await judged()).to.deep.include({ ran: [], model: 'accuracy=0.72' });
  });

  it('files of every name reach the step, and each counts', async () => {
    const names = ['-rf', ' a "b"\n\t\'c\' \\', Buffer.from([0x78, 0xff, 0xfe]), 'ä é'];
    for (const [index, name] of names.entries()) {
      data.write(Buffer.concat([Buffer.from('batches/'), Buffer.from(name)]), rows(1, 100 + index));
    }
    await commit('odd names');
    expect(await judged()).to.deep.equal({ ran: everything, decided: true, model: 'accuracy=0.76' });
    data.write(Buffer.from([...Buffer.from('batches/x'), 0xff, 0xfe]), rows(2, 110));
    await commit('more in one of them');
    expect(await judged()).to.deep.equal({ ran: everything, decided: true, model: 'accuracy=0.77' });
  });

  it('a path that no file system holds fails the run by its name, what serves stays, and the next push mends it', async () => {
    const { model } = await pipeline.served();
    const blob = await data.git('rev-parse', 'HEAD:README.md');
    for (const path of [`batches/${'0123456789/'.repeat(372)}end`, `batches/${'x'.repeat(4090)}`]) {
      await data.git('update-index', '--add', '--cacheinfo', `100644,${blob},${path}`);
      await data.git('commit', '-q', '-m', 'long');
      expect(await judged()).to.deep.equal({ ran: [], decided: true, model });
      const run = await pipeline.lastRun();
      const step = run.status?.steps?.find(({ name }) => name === 'prepare');
      expect(step).to.include({ state: 'Failed' });
      expect(step?.message).to.contain('batches/').and.contain('bytes').and.not.contain(pipeline.folder);
      await data.git('reset', '-q', '--hard', 'HEAD~1');
      expect(await judged()).to.deep.include({ ran: [], model });
    }
  });

  it('what the repository says to git and its tools runs nothing and changes no byte a step sees', async () => {
    await pipeline.push(data, 'settings', {
      '.gitattributes': '* text eol=crlf filter=evil ident export-ignore\n',
      '.gitmodules': '[submodule "m"]\n\tpath = m\n\turl = https://example.com/m.git\n',
      '.lfsconfig': '[lfs]\n\turl = https://example.com/elsewhere\n',
    });
    await changesNothing();
    await pipeline.push(data, 'one row', { 'batches/8.csv': 'row $Id$\n' });
    const { decided, model } = await judged();
    expect({ decided, model }).to.deep.equal({ decided: true, model: 'accuracy=0.78' });
  });

  it('a commit of the future or of the past is one like any other', async () => {
    for (const [year, count] of [
      ['2099', 2],
      ['1971', 3],
    ] as const) {
      data.write('batches/9.csv', rows(count, 200));
      await data.git('add', '-A');
      const date = { GIT_AUTHOR_DATE: `${year}-06-01T00:00:00Z`, GIT_COMMITTER_DATE: `${year}-06-01T00:00:00Z` };
      await runGit(data.path, ['commit', '-q', '-m', `of ${year}`], date);
      expect(await judged()).to.deep.equal({ ran: everything, decided: true, model: `accuracy=0.${78 + count}` });
    }
  });
});

/** Sources on a server, looked at only when asked to. */
function servedOver(server: GitHttpServer, pipeline: LocalPipeline): WrittenSpec {
  const source = (name: string) => ({
    name,
    git: { url: server.url(name), ref: { branch: 'main' }, interval: '1h' },
  });
  return { ...pipelineSpec(pipeline), sources: [source('code'), source('data')] };
}
