import { expect } from 'chai';
import { planWorkspace } from '../../../controller/core/workspace.ts';
import type { DataEntry } from '../../../controller/core/pointers/pointers.ts';
import { referenceManifest } from '../../../controller/data/reference.ts';
import { referenceURI } from '../../../controller/data/reference-uri.ts';
import type { ReferenceManifest } from '../../../controller/data/reference.ts';
import { pathVariables, workspacePaths } from '../../../controller/engines/process/paths.ts';
import { podRequest } from '../../support/pod-root.ts';

const commit = 'ab'.repeat(20);
const digest = `sha256:${'cd'.repeat(32)}`;

function data(path: string, identity: string, more: Partial<DataEntry> = {}): DataEntry {
  return { path, mode: '100644', oid: commit, identity, pointer: `${path}.dvc`, ...more };
}

describe('inputs of mode Reference', () => {
  it('have no place: nothing collides with them, they are no working directory, and a path is refused', () => {
    const corpus = { name: 'corpus', source: 'data', mode: 'Reference' } as const;
    const plan = planWorkspace(
      [corpus, { ...corpus, name: 'other' }, { name: 'code', source: 'code', mode: 'Mount' }],
      [],
    );
    expect(plan.problems).to.deep.equal([]);
    expect(plan.working).to.equal('code');
    expect(plan.inputs[0]).to.deep.equal({ name: 'corpus', path: '', mode: 'Reference' });
    expect(planWorkspace([corpus], [{ name: 'out', path: 'out' }])).to.include({ working: undefined });
    const [problem] = planWorkspace([{ ...corpus, path: 'data' }], []).problems;
    expect(problem).to.include({ field: 'inputs[0].path', found: '"data"' });
  });

  it('are told in variables, and an input of such a name keeps its own', () => {
    const from = { kind: 'Git', url: 'https://git.example.com/data.git', commit, paths: [] } as const;
    const corpus = { name: 'corpus', path: '', mode: 'Reference', digest, from } as const;
    const twin = { name: 'corpus-uri', path: 'x', mode: 'Copy', digest, from } as const;
    const paths = workspacePaths('/e', podRequest({ inputs: [corpus] }));
    expect(pathVariables(paths)).to.deep.equal({
      REFIT_INPUT_CORPUS_URI: `git+https://git.example.com/data.git@${commit}`,
      REFIT_INPUT_CORPUS_MANIFEST: '/e/references/corpus.json',
    });
    expect(pathVariables(workspacePaths('/e', podRequest({ inputs: [corpus, twin] })))).to.include({
      REFIT_INPUT_CORPUS_URI: '/e/workspace/work_dir/x',
    });
    expect(referenceURI('/data/repo', commit)).to.equal(`git+file:///data/repo@${commit}`);
  });

  it('are listed with identities, sizes and where objects are', () => {
    const access = {
      secret: 'git',
      dataRemotes: [
        { name: 'store', url: 's3://bucket/team', endpoint: 'https://s3.example.com', secret: 'bucket' },
        { name: 'web', url: 'https://data.example.com/' },
      ],
    };
    const source = { url: 'https://git.example.com/data.git', commit, access };
    const md5 = 'ab'.repeat(16);
    const text = referenceManifest(source, digest, [
      { path: 'README.md', mode: '100644', oid: commit },
      data('a.bin', `lfs:${'ef'.repeat(32)}`, { size: 7 }),
      data('b.csv', `dvc:${md5}`, { size: 9, remote: 'web' }),
      data('c', `dvc:${md5}.dir`, { mode: '040000', legacy: true }),
      data('d', 'dvc:version:x'),
    ]);
    const manifest = JSON.parse(text) as ReferenceManifest;
    expect(manifest).to.include({ lfs: 'https://git.example.com/data.git/info/lfs', digest, commit });
    expect(manifest.entries.map(({ path, size, uri }) => ({ path, size, uri }))).to.deep.equal([
      { path: 'README.md', size: undefined, uri: undefined },
      { path: 'a.bin', size: 7, uri: undefined },
      { path: 'b.csv', size: 9, uri: `https://data.example.com/files/md5/ab/${md5.slice(2)}` },
      { path: 'c', size: undefined, uri: `s3://bucket/team/ab/${md5.slice(2)}.dir` },
      { path: 'd', size: undefined, uri: undefined },
    ]);
    expect(text).to.not.contain('"secret"').and.not.contain('"git"');
  });
});
