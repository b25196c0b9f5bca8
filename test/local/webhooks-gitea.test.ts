import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { WorkflowRun } from '../../controller/api/v1alpha1/kinds.ts';
import { eventually } from '../support/eventually.ts';
import { Gitea } from '../support/gitea/gitea.ts';
import { temporaryFolder } from '../support/folder.ts';
import { Bench, type Call } from './cli-command.ts';

const token = randomBytes(32).toString('hex');

describe('webhooks of a real Gitea', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let gitea: Gitea;
  let bench: Bench;
  let up: Call;
  let hooks: string;

  before(async function () {
    this.timeout(1_800_000);
    gitea = await Gitea.start(folder.path);
    bench = new Bench();
    const urls = { code: await gitea.repository('code'), other: await gitea.repository('other') };
    bench.write('hook/token', `${token}\n`).write('workflow.yaml', workflow(urls.code));
    up = bench.start(['up', '-f', 'workflow.yaml', '--secret', 'hook=hook', '--webhooks', '127.0.0.1:0', '--debug']);
    const port = await eventually(() => {
      if (up.child.exitCode !== null) throw new Error(`up ended: ${up.output()}`);
      return /webhooks at 127\.0\.0\.1 port (\d+): \/webhooks\/default\/SECRET/.exec(up.output())?.[1] ?? false;
    }, 60_000);
    hooks = `http://127.0.0.1:${port}/webhooks/default/hook`;
    await eventually(async () => expect(await phases()).to.deep.equal(['Succeeded']), 60_000);
  });

  after(async () => {
    await bench?.remove();
    await gitea?.stop();
    folder.remove();
  });

  async function phases(): Promise<readonly (string | undefined)[]> {
    const { items } = await bench.json<{ items: readonly WorkflowRun[] }>('get', 'runs');
    return items.toSorted((a, b) => a.spec.sequence - b.spec.sequence).map(({ status }) => status?.phase);
  }

  const logged = (text: string): boolean => readFileSync(bench.file('.refit', 'controller.log'), 'utf8').includes(text);

  const isDone = (count: number): Promise<void> =>
    eventually(async () => {
      const found = await phases();
      expect(found).to.deep.equal(Array.from({ length: count }, () => 'Succeeded'));
    }, 60_000);

  it('with another secret, or of another repository, do nothing', async () => {
    await gitea.hook('code', 'gitea', { url: hooks, secret: `${token}0`, content_type: 'json' });
    await gitea.hook('other', 'gitea', { url: hooks, secret: token, content_type: 'json' });
    await gitea.commit('code', 'rows/0.txt', 'zero');
    await gitea.commit('other', 'rows/0.txt', 'zero');
    await eventually(() => logged('webhook refused') && logged('sender=Gitea'));
    expect(logged(token)).to.equal(false);
    expect(await phases()).to.have.length(1);
  });

  it('make a push a run at once, though the repository is polled once an hour', async () => {
    await gitea.hook('code', 'gitea', { url: hooks, secret: token, content_type: 'json' });
    await gitea.commit('code', 'rows/1.txt', 'one');
    await isDone(2);
  });

  it('are understood as a form too', async () => {
    // The only one: the hook before it would do all by itself.
    await gitea.unhook('code');
    await gitea.hook('code', 'gitea', { url: hooks, secret: token, content_type: 'form' });
    await gitea.commit('code', 'rows/3.txt', 'three');
    await isDone(3);
  });

  function workflow(url: string): string {
    return `
apiVersion: refit.dev/v1alpha1
kind: WorkflowSpec
metadata: { name: count }
spec:
  sources:
    - name: code
      git: { url: '${url}', ref: { branch: main }, interval: 1h }
  steps:
    - name: count
      run:
        command: [sh, -c, 'ls rows 2>/dev/null | wc -l > count.txt']
      inputs:
        - { name: code, source: code }
      outputs:
        - { name: count, kind: data, path: count.txt }
`;
  }
});
