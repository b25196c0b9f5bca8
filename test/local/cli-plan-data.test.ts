import { expect } from 'chai';
import type { PlanDocument } from '../../controller/cli/plan/document.ts';
import type { TestRepository } from '../support/git-repository.ts';
import { Bench, tinySources, tinyWorkflow } from './cli-command.ts';

const pointer = (digit: number, files: number, size: number): string =>
  `outs:\n- md5: ${String(digit).repeat(32)}.dir\n  size: ${size}\n  nfiles: ${files}\n  hash: md5\n  path: big\n`;

describe('refit plan with data that pointers name', function () {
  this.timeout(60_000);
  let bench: Bench;
  let data: TestRepository;
  const plan = (...args: string[]): Promise<PlanDocument> =>
    bench.json<PlanDocument>('plan', '-f', 'workflow.yaml', '--from', 'data=HEAD', ...args);

  beforeEach(async () => {
    bench = new Bench();
    bench.write('workflow.yaml', tinyWorkflow({}));
    ({ data } = await tinySources(bench));
  });
  afterEach(() => bench.remove());

  it('tells files and bytes, of commits and of a working copy; a reformatted pointer is no change', async () => {
    await data.write('rows/big.dvc', pointer(1, 41, 1.2e9)).commit('Data');
    data.write('rows/big.dvc', pointer(2, 57, 1.9e9));
    const [step] = (await plan('--to', 'data=WORKTREE')).steps;
    expect(step?.reasons.map(({ kind, paths }) => [kind, ...paths])).to.deep.equal([
      ['PathsChanged', 'rows/big: 41 → 57 files, 1.2 → 1.9 GB'],
    ]);
    const sha = await data.commit('More data');
    const planned = await bench.json<PlanDocument>('plan', '-f', 'workflow.yaml', '--from', 'data=HEAD~1');
    expect(planned.steps[0]?.reasons[0]).to.deep.equal({
      input: 'rows',
      kind: 'PathsChanged',
      paths: ['rows/big: 41 → 57 files, 1.2 → 1.9 GB'],
      commits: [{ sha, author: 'Ada Example', subject: 'More data' }],
      truncated: false,
    });
    data.write('rows/big.dvc', `# again\n${pointer(2, 57, 1.9e9)}`).write('.gitattributes', '* text=auto\n');
    expect((await plan('--to', 'data=WORKTREE')).affected).to.equal(false);
  });

  it('fails with file and line on a malformed pointer', async () => {
    await data.write('rows/big.dvc', 'outs:\n- path: big\n').commit('Data');
    const { code, stderr } = await bench.run(['plan', '-f', 'workflow.yaml']);
    expect(code).to.equal(1);
    expect(stderr).to.contain('rows/big.dvc, line 2: out "big" names no version of its data');
  });
});
