import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { readChain } from '../../controller/git/chain.ts';
import type { CommitSummary, TreeChange } from '../../controller/git/git.ts';
import { readLog } from '../../controller/git/log.ts';
import { ObjectReader } from '../../controller/git/objects.ts';
import { createGitProcesses, type GitProcesses } from '../../controller/git/process.ts';
import { temporaryFolder } from '../support/folder.ts';
import { feedGit, TestRepository } from '../support/git-repository.ts';

describe('git: short straight ranges of commits', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let repository: TestRepository;
  let processes: GitProcesses;
  let reader: ObjectReader;
  beforeEach(async () => {
    folder = temporaryFolder();
    repository = await TestRepository.create(folder.path, { bare: true });
    processes = createGitProcesses(process.env);
    reader = new ObjectReader(processes, repository.path, 1_000);
  });
  afterEach(() => {
    reader.close();
    processes.close();
    folder.remove();
  });

  async function changes(from: string, to: string): Promise<readonly TreeChange[]> {
    const [before, after] = [
      await repository.git('rev-parse', `${from}^{tree}`),
      await repository.git('rev-parse', `${to}^{tree}`),
    ];
    return before === after ? [] : ((await reader.changes(before, after)) ?? []);
  }
  function chain(from: string, to: string): Promise<CommitSummary[] | undefined> {
    return readChain(reader, changes, from, to);
  }
  /** Of a time only the moment: newer versions of git write `Z` for `+00:00`. */
  function told(summaries: readonly CommitSummary[] | undefined): unknown {
    return summaries?.map((summary) => ({ ...summary, time: Date.parse(summary.time) }));
  }
  async function expectAsLog(from: string, to: string): Promise<void> {
    const found = await chain(from, to);
    expect(found).not.to.equal(undefined);
    expect(told(found)).to.deep.equal(told(await readLog(processes, repository.path, [`^${from}`, to], 100)));
  }
  /** A commit as its bytes. */
  async function commitObject(parent: string, headers: string, message: string): Promise<string> {
    const tree = await repository.git('rev-parse', `${parent}^{tree}`);
    const content = `tree ${tree}\nparent ${parent}\n${headers}\n${message}`;
    return (await feedGit(repository.path, ['hash-object', '-t', 'commit', '-w', '--stdin'], content)).trim();
  }
  const person = 'Ada Example <ada@example.com> 1767225600';

  it('says what git log says', async () => {
    const base = await repository.write('a', '1').write('b/c', '1').commit('base');
    await repository.write('a', '2').write('b/c', null).commit('two changes');
    await repository.commit('empty');
    const to = await repository
      .write('e f', '1')
      .write(Buffer.from([0xff, 0x2f, 0x41]), '1')
      .commit('odd\nsubject of two lines\n\nbody');
    await expectAsLog(base, to);
  });

  const messages = [
    'plain\n',
    'no line break',
    '\n\n  \nafter blank lines\n',
    'two\nlines  \n \nbody\n',
    '',
    '\n',
    'tab\there\u202e\n',
    'ünï ✓\n',
    '  indented\n',
    'no-break\u00a0\n\u00a0\n',
  ];
  for (const message of messages) {
    it(`reads the subject of ${JSON.stringify(message)}`, async () => {
      const base = await repository.write('a', '1').commit('base');
      await expectAsLog(base, await commitObject(base, `author ${person} +0130\ncommitter ${person} -0800\n`, message));
    });
  }

  it('reads commits with signatures and with odd names', async () => {
    const base = await repository.write('a', '1').commit('base');
    const signature =
      'gpgsig -----BEGIN SIGNATURE-----\n \n author Eve <eve@example.com> 1 +0000\n -----END SIGNATURE-----\n';
    const signed = await commitObject(
      base,
      `author ${person} +0000\ncommitter ${person} +0000\n${signature}`,
      'signed\n',
    );
    const nameless = await commitObject(signed, `author  <> 5 +0000\ncommitter ${person} +0545\n`, 'nameless\n');
    await expectAsLog(base, nameless);
  });

  it('leaves to git log what is not straight, not short, not UTF-8, or not there', async () => {
    const base = await repository.write('a', '1').commit('base');
    const encoded = await commitObject(
      base,
      `author ${person} +0000\ncommitter ${person} +0000\nencoding ISO-8859-1\n`,
      'x\n',
    );
    expect(await chain(base, encoded)).to.equal(undefined);
    const side = await commitObject(base, `author ${person} +0000\ncommitter ${person} +0000\n`, 'side\n');
    const merge = await commitObject(
      base,
      `parent ${side}\nauthor ${person} +0000\ncommitter ${person} +0000\n`,
      'merge\n',
    );
    expect(await chain(base, merge)).to.equal(undefined);
    expect(await chain(side, base)).to.equal(undefined);
    expect(await chain(base, '1'.repeat(40))).to.equal(undefined);
    let last = base;
    for (let count = 0; count < 17; count += 1) last = await repository.commit(`commit ${count}`);
    expect(await chain(base, last)).to.equal(undefined);
    expect(await chain(base, base)).to.deep.equal([]);
  });
});
