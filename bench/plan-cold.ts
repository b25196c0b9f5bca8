import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { alternate, rowOf, type Bench } from './bench.ts';
import { run } from './command.ts';
import { createLargeRepository, largeChange, largeSpec } from './large-repository.ts';
import { gitEnvironment } from './repository.ts';
import { documentOf } from './workflow.ts';

const refit = fileURLToPath(new URL('../controller/cli/refit.sh', import.meta.url));

/** The command a person types, as a process of its own; compiled code and the checked file are cached from a call before. */
export const planCold: Bench = {
  name: 'plan-cold',
  about: '`refit plan --from HEAD~1` on 20,000 files, 10 steps, against a bare `node -e 0` and `git ls-tree -r`',
  async run({ folder }) {
    const repository = await createLargeRepository(`${folder}/repository`);
    await repository.commit(largeChange(1));
    writeFileSync(`${folder}/workflow.yaml`, JSON.stringify(documentOf('large', largeSpec(repository.path))));
    const env = { XDG_CACHE_HOME: `${folder}/cache` };
    const args = ['plan', '-f', 'workflow.yaml', '--from', 'code=HEAD~1'];
    const told = await run(refit, [...args, '-o', 'json'], { cwd: folder, env });
    requireAffected(told.stdout);
    const pairs = await alternate(
      15,
      async () => (await run(refit, args, { cwd: folder, env })).ms,
      async () => {
        const node = await run(process.execPath, ['-e', '0']);
        const git = await run('git', [`--git-dir=${repository.path}`, 'ls-tree', '-r', 'HEAD'], {
          env: gitEnvironment,
        });
        return node.ms + git.ms;
      },
      3,
    );
    return [
      rowOf({ name: 'plan-cold', unit: 'ms', ...pairs, limitKind: 'ratio', limit: 3 }),
      rowOf({ name: 'plan-cold-wall', unit: 'ms', ...pairs, limitKind: 'value', limit: 1_000 }),
    ];
  },
};

function requireAffected(json: string): void {
  const plan: unknown = JSON.parse(json);
  const affected = typeof plan === 'object' && plan !== null && 'affected' in plan && plan.affected;
  if (affected !== true) throw new Error(`the plan says affected: ${String(affected)}, expected true`);
}
