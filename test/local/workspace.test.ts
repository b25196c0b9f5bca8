import { expect } from 'chai';
import { join } from 'node:path';
import type { ExecutionInput } from '../../controller/engines/engine.ts';
import { listEntries } from '../../controller/git/export.ts';
import { contentDigestOfSorted } from '../../controller/core/content-digest.ts';
import { TestRepository } from '../support/git-repository.ts';
import { TestEngine } from '../support/process-engine.ts';

describe('process engine, workspace', function () {
  this.timeout(120_000);
  let test: TestEngine;
  beforeEach(() => {
    test = new TestEngine();
  });
  afterEach(() => test.close());

  /** What a step sees: every path below the workspace, with the type `find` gives it. */
  async function seen(inputs: readonly ExecutionInput[], script = ''): Promise<string[]> {
    const request = test.request(`${script}\n cd ..; find . -mindepth 1 -printf '%y %P\\n' | LC_ALL=C sort`, {
      inputs,
    });
    const state = await test.run(request);
    expect(state, state.message).to.include({ phase: 'Succeeded' });
    return (await test.log(request)).trim().split('\n');
  }

  it('holds the declared inputs and nothing else', async () => {
    const code = await test.repository('code', { 'train.py': '', 'lib/a.py': '', 'secret.txt': '', 'docs/x.md': '' });
    const input = await test.gitInput(code, { name: 'code', paths: ['train.py', 'lib'] });
    expect(await seen([input])).to.deep.equal([
      'd work_dir',
      'd work_dir/lib',
      'f work_dir/lib/a.py',
      'f work_dir/train.py',
    ]);
  });

  it('nests inputs: copies in a copy, mounts in a mount, links to the rest of what is mounted', async () => {
    const code = await test.repository('code', { 'train.py': '' });
    const data = await test.repository('data', { 'a/1.csv': 'one', 'a/b/2.csv': 'two', 'c/3.csv': 'three' });
    const extra = await test.repository('extra', { 'x.csv': 'extra' });
    const inputs = [
      await test.gitInput(extra, { name: 'extra', path: 'data/a/b/extra' }),
      await test.gitInput(data, { name: 'data', path: 'data' }),
      await test.gitInput(code, { name: 'code' }),
      await test.gitInput(extra, { name: 'own', path: 'data/a/own', mode: 'Copy' }),
    ];
    expect(
      await seen(
        inputs,
        'cat data/a/1.csv data/a/b/2.csv data/c/3.csv data/a/b/extra/x.csv; echo; echo mine > data/a/own/x.csv',
      ),
    ).to.deep.equal([
      'onetwothreeextra',
      'd work_dir',
      'd work_dir/data',
      'd work_dir/data/a',
      'd work_dir/data/a/b',
      'd work_dir/data/a/own',
      'f work_dir/data/a/own/x.csv',
      'f work_dir/train.py',
      'l work_dir/data/a/1.csv',
      'l work_dir/data/a/b/2.csv',
      'l work_dir/data/a/b/extra',
      'l work_dir/data/c',
    ]);
    const again = test.request('cat data/a/own/x.csv data/a/b/2.csv', { inputs });
    await test.run(again);
    expect(await test.log(again)).to.equal('extratwo');
  });

  it('puts an artifact exactly at its path: the file or directory itself, copied or mounted', async () => {
    const made = await test.run(
      test.request('mkdir d; echo f > d/f; chmod +x d/f; ln -s f d/l; echo m > m', {
        outputs: [
          { name: 'd', kind: 'data', path: 'd' },
          { name: 'm', kind: 'model', path: 'm' },
        ],
      }),
    );
    const [directory = '', file = ''] = made.outputs.map(({ digest }) => digest);
    const from = { kind: 'Artifact' } as const;
    const inputs: ExecutionInput[] = [
      { name: 'a', path: 'models/model.pkl', mode: 'Mount', digest: file, from },
      { name: 'b', path: 'own.pkl', mode: 'Copy', digest: file, from },
      { name: 'c', path: '../table', mode: 'Mount', digest: directory, from },
      { name: 'd', path: 'tables/t', mode: 'Copy', digest: directory, from },
    ];
    const script =
      'cat models/model.pkl own.pkl ../table/f ../table/l; test -x ../table/f; echo 2 >> own.pkl; echo 2 >> tables/t/f';
    const lines = await seen(inputs, script);
    expect(lines).to.deep.equal([
      'm',
      'm',
      'f',
      'f',
      'd work_dir',
      'd work_dir/models',
      'd work_dir/tables',
      'd work_dir/tables/t',
      'f work_dir/own.pkl',
      'f work_dir/tables/t/f',
      'l table',
      'l work_dir/models/model.pkl',
      'l work_dir/tables/t/l',
    ]);
    expect(await test.artifacts.verify(directory)).to.equal(true);
    expect(await test.artifacts.verify(file)).to.equal(true);
  });

  it('refuses two inputs at one place, and a way through a link that came with another', async () => {
    const code = await TestRepository.create(join(test.folder, 'code'));
    code.write('data/x', '1').write('inner', 'data', { mode: 'link' });
    const source = { url: code.path, commit: await code.commit('files') };
    const inputs = [await test.gitInput(source, { name: 'code' })];
    const other = await test.repository('other', { y: '2' });
    const there = await test.run(
      test.request('true', { inputs: [...inputs, await test.gitInput(other, { name: 'o', path: 'data' })] }),
    );
    expect(there).to.include({ phase: 'Failed', reason: 'WorkspaceInvalid' });
    expect(there.message).to.contain('input o').and.to.contain('work_dir/data');
    const through = await test.run(
      test.request('true', { inputs: [...inputs, await test.gitInput(other, { name: 'o', path: 'inner/o' })] }),
    );
    expect(through).to.include({ phase: 'Failed', reason: 'WorkspaceInvalid' });
    const outside = await test.run(
      test.request('true', { inputs: [{ ...(await test.gitInput(other, { name: 'o' })), path: '../../../o' }] }),
    );
    expect(outside).to.include({ phase: 'Failed', reason: 'WorkspaceInvalid' });
  });

  it('keeps links of a source that stay inside, and refuses those that do not', async () => {
    const code = await TestRepository.create(join(test.folder, 'code'));
    code.write('a/x', '1').write('a/l', 'x', { mode: 'link' });
    const good = { url: code.path, commit: await code.commit('good') };
    expect(await seen([await test.gitInput(good, { name: 'code' })])).to.include('l work_dir/a/l');
    code.write('out', '../../../../etc/passwd', { mode: 'link' });
    const bad = { url: code.path, commit: await code.commit('bad') };
    const state = await test.run(test.request('cat out', { inputs: [await test.gitInput(bad, { name: 'code' })] }));
    expect(state).to.include({ phase: 'Failed', reason: 'InputInvalid' });
  });

  it('carries names with spaces, line breaks and bytes that are no text from git to artifact', async () => {
    const names = [Buffer.from('with space'), Buffer.from('line\nbreak'), Buffer.from([0x66, 0xff, 0xfe])];
    const repository = await TestRepository.create(join(test.folder, 'bare'), { bare: true });
    for (const name of names) repository.write(name, name.toString('hex'));
    const source = { url: repository.path, commit: await repository.commit('names') };
    const inputs = [await test.gitInput(source, { name: 'code' }), await test.gitInput(source, { name: 'again' })];
    const outputs = [
      { name: 'o', kind: 'data' as const, path: 'o' },
      { name: 'p', kind: 'data' as const, path: 'p' },
    ];
    const state = await test.run(test.request('mkdir o p; cp [wlf]* o/; cp ../again/* p/', { inputs, outputs }));
    expect(state, state.message).to.include({ phase: 'Succeeded' });
    const entries = await test.artifacts.list(state.outputs[0]?.digest ?? '');
    expect(entries.map(({ path }) => path).sort()).to.deep.equal(names.map((name) => name.toString('latin1')).sort());
    expect(state.outputs[1]?.digest).to.equal(state.outputs[0]?.digest);
  });

  it('refuses content that is not what was decided on, and a commit that is gone', async () => {
    const code = await test.repository('code', { a: '1' });
    const input = await test.gitInput(code, { name: 'code' });
    const other = await test.run(test.request('true', { inputs: [{ ...input, digest: contentDigestOfSorted([]) }] }));
    expect(other).to.include({ phase: 'Infrastructure', reason: 'InputMismatch' });
    const gone = {
      ...input,
      digest: `sha256:${'1'.repeat(64)}`,
      from: { ...code, kind: 'Git' as const, commit: '1'.repeat(40), paths: [] },
    };
    expect(await test.run(test.request('true', { inputs: [gone] }))).to.include({
      phase: 'Infrastructure',
      reason: 'RevisionGone',
    });
    const nothing = { ...input, from: { ...code, kind: 'Git' as const, paths: ['nothing'] } };
    expect(await test.run(test.request('true', { inputs: [nothing] }))).to.include({
      phase: 'Failed',
      reason: 'InputNotFound',
    });
    expect(await test.run(test.request('true', { inputs: [input], workingDir: 'nowhere' }))).to.include({
      phase: 'Failed',
      reason: 'InputNotFound',
    });
  });

  it('needs neither git nor a copy for a selection that was mounted before', async () => {
    const code = await test.repository('data', { 'a/1': 'x', 'a/2': 'y' });
    const input = await test.gitInput(code, { name: 'data' });
    const before = await listEntries({
      mirrors: join(test.state, 'mirrors'),
      repository: { url: code.url },
      commit: code.commit,
    });
    expect(before).to.have.length(2);
    await test.run(test.request('true', { inputs: [input] }));
    const moved = { ...input, from: { ...code, kind: 'Git' as const, url: join(test.folder, 'not-there'), paths: [] } };
    const request = test.request('cat ../data/a/*; stat -c %i ../data/a/1', { inputs: [moved] });
    expect(await test.run(request)).to.include({ phase: 'Succeeded' });
    const again = test.request('cat ../data/a/*; stat -c %i ../data/a/1', { inputs: [input] });
    await test.run(again);
    expect(await test.log(again)).to.equal(await test.log(request));
  });

  it('an artifact that is damaged or missing is infrastructure, and is never used', async () => {
    const digest = `sha256:${'2'.repeat(64)}`;
    const input: ExecutionInput = { name: 'm', path: 'm', mode: 'Mount', digest, from: { kind: 'Artifact' } };
    for (const mode of ['Mount', 'Copy'] as const) {
      expect(await test.run(test.request('true', { inputs: [{ ...input, mode }] }))).to.include({
        phase: 'Infrastructure',
        reason: 'ArtifactMissing',
      });
    }
  });
});
