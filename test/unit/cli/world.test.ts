import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseCommandLine } from '../../../controller/cli/arguments.ts';
import type { Command } from '../../../controller/cli/command.ts';
import { command as down } from '../../../controller/cli/commands/down.ts';
import { command as get } from '../../../controller/cli/commands/get.ts';
import { command as plan } from '../../../controller/cli/commands/plan.ts';
import { command as up } from '../../../controller/cli/commands/up.ts';
import { command as validate } from '../../../controller/cli/commands/validate.ts';
import { UsageError } from '../../../controller/cli/failure.ts';
import { chooseWorld, withWorld, type Choice } from '../../../controller/cli/world.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('the world of a command line', () => {
  let cwd: string;
  let remove: () => void;
  beforeEach(() => {
    const folder = temporaryFolder();
    cwd = folder.path;
    remove = () => folder.remove();
  });
  afterEach(() => remove());

  function stateIn(name: string): string {
    mkdirSync(join(cwd, name), { recursive: true });
    writeFileSync(join(cwd, name, 'refit.db'), '');
    return join(cwd, name);
  }
  const choose = (...args: string[]): Choice =>
    chooseWorld({ cwd, options: parseCommandLine(get, ['runs', ...args]).options });
  function refusal(act: () => unknown): { message: string; hint: string } {
    try {
      act();
    } catch (error: unknown) {
      if (error instanceof UsageError) return { message: error.message, hint: error.hint };
      throw error;
    }
    throw new Error('it was accepted');
  }

  it('is a state folder that is named, or the one that is here', () => {
    const [here, other] = [stateIn('.refit'), stateIn('other')];
    expect(choose()).to.deep.equal({ kind: 'Folder', folder: here });
    expect(choose('--state', 'other')).to.deep.equal({ kind: 'Folder', folder: other });
    expect(choose('-A')).to.deep.equal({ kind: 'Folder', folder: here });
  });

  it('is a cluster when any of its options is given, whatever folder is here', () => {
    stateIn('.refit');
    const cluster = { kind: 'Cluster', allNamespaces: false };
    expect(choose('--cluster')).to.deep.equal(cluster);
    expect(choose('-n', 'ml')).to.deep.equal({ ...cluster, namespace: 'ml' });
    expect(choose('--namespace=ml')).to.deep.equal({ ...cluster, namespace: 'ml' });
    expect(choose('--context', 'staging', '-A')).to.deep.equal({
      kind: 'Cluster',
      context: 'staging',
      allNamespaces: true,
    });
    expect(choose('--kubeconfig', 'kube/config')).to.deep.equal({ ...cluster, kubeconfig: join(cwd, 'kube/config') });
  });

  it('is never guessed from the environment, nor from -A', async () => {
    const before = process.env['KUBECONFIG'];
    process.env['KUBECONFIG'] = join(cwd, 'config');
    try {
      expect(choose()).to.deep.equal({ kind: 'Nowhere' });
      expect(choose('-A')).to.deep.equal({ kind: 'Nowhere' });
      const asked = { cwd, options: parseCommandLine(get, ['runs']).options };
      const error: unknown = await withWorld(asked, () => Promise.resolve()).catch((thrown: unknown) => thrown);
      if (!(error instanceof UsageError)) throw error;
      expect(error.message).to.equal('there is no state folder .refit here, and no cluster is named');
      for (const way of ['--state DIR', '--cluster', '--kubeconfig FILE', '--context NAME', '-n NAMESPACE'])
        expect(error.hint).to.include(way);
    } finally {
      if (before === undefined) delete process.env['KUBECONFIG'];
      else process.env['KUBECONFIG'] = before;
    }
  });

  it('is not both', () => {
    stateIn('.refit');
    expect(refusal(() => choose('--state', '.refit', '-n', 'ml', '--context', 'c')).message).to.equal(
      '--state is a folder of this machine, --context and --namespace a cluster; found both',
    );
    expect(refusal(() => choose('-n', 'ml', '-A')).message).to.equal(
      '--namespace is one namespace, --all-namespaces are all; found both',
    );
  });

  it('is no folder that nobody worked in', () => {
    expect(refusal(() => choose('--state', 'none')).message).to.equal('none is no state folder');
  });

  it('is this machine for up, down and validate, which say so', () => {
    const cases: readonly (readonly [Command, readonly string[], string])[] = [
      [up, ['-n', 'ml'], 'up never asks a cluster; found -n'],
      [up, ['--context=c'], 'up never asks a cluster; found --context'],
      [down, ['--cluster'], 'down never asks a cluster; found --cluster'],
      [validate, ['f.yaml', '--kubeconfig', 'k'], 'validate never asks a cluster; found --kubeconfig'],
    ];
    for (const [command, args, message] of cases) {
      const refused = refusal(() => parseCommandLine(command, args));
      expect(refused.message).to.equal(message);
      expect(refused.hint).to.equal(command.localOnly);
    }
    expect(refusal(() => parseCommandLine(plan, ['-A'])).message).to.match(/^plan has no option -A/);
  });
});
