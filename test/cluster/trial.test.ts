import { expect } from 'chai';
import { rmSync } from 'node:fs';
import { eventually } from '../support/eventually.ts';
import { commitAll, commitOf, push } from '../../examples/demo/repositories.ts';
import { scenarios } from '../../examples/demo/scenarios.ts';
import { ClusterDriver } from './support/driver.ts';
import { ensureInstallation, forgetInstallation, tellAfter, type Installation } from './support/installation.ts';
import { openTeamNamespace, type TeamNamespace } from './support/namespace.ts';

/** README's section on Kubernetes, as a new user types it: the trial overlay, the example, and a push. */
describe('a trial on one node', function () {
  this.timeout(10 * 60_000);
  let installation: Installation;
  let home: TeamNamespace;
  let driver: ClusterDriver;

  before(async () => {
    installation = await ensureInstallation('trial');
    home = await openTeamNamespace(installation, 'trial-digits');
    driver = new ClusterDriver(installation, home);
  });

  after(async () => {
    await home.remove();
    forgetInstallation();
    // The volume is kept when its claim goes; what comes next finds it free.
    const { kubectl: run } = installation;
    await run(['delete', 'deployment,pvc', '--all', '-n', 'refit-system', '--timeout=90s']);
    await run(['patch', 'pv', 'refit-trial', '--type=merge', '-p', '{"spec":{"claimRef":null}}']);
  });

  afterEach(function () {
    return tellAfter(this.currentTest, installation);
  });

  const kubectl = (...args: string[]): Promise<string> => installation.kubectl([...args, '-n', home.name]);

  it('trains and serves the example, with artifacts on the volume', async () => {
    for (const repository of Object.values(home.team.repositories)) await push(repository);
    await driver.apply();
    await kubectl('wait', '--for=condition=Ready', 'wfs/digits', '--timeout=2m');
    await kubectl('wait', '--for=condition=Succeeded', 'wfr/digits-1', '--timeout=5m');
    const table = await kubectl('get', 'wfs,wfr,mv');
    expect(table)
      .to.contain('digits-1')
      .and.match(/modelversion\.refit\.dev\/digits-[0-9a-f]{20}/);
  });

  it('retrains and redeploys at a push of data, and tells why', async () => {
    const data = home.team.repositories.data;
    const scenario = scenarios.find(({ name }) => name === 'new-data');
    for (const commit of scenario?.commits ?? []) {
      if ('reverts' in commit) continue;
      commit.edit(data.folder);
      await commitAll(data.folder, commit.message);
    }
    await push(data);
    await eventually(() => kubectl('get', 'wfr', 'digits-2'), 30_000);
    await kubectl('wait', '--for=condition=Succeeded', 'wfr/digits-2', '--timeout=5m');
    const why = await installation.refit(['explain', 'digits-2', '-n', home.name]);
    expect(why).to.contain('Add batches 2 to 5');
    expect(await installation.refit(['logs', 'digits-2', 'train', '-n', home.name])).to.not.equal('');
    const plan = ['plan', '-f', home.file(), '-n', home.name];
    expect(await installation.refit(plan)).to.match(/reuse/i);
  });

  it('goes on after its one controller was replaced', async () => {
    await installation.kubectl(['rollout', 'restart', 'deployment/refit-controller', '-n', 'refit-system']);
    await installation.kubectl(['rollout', 'status', 'deployment/refit-controller', '-n', 'refit-system']);
    const readme = home.team.repositories.code;
    rmSync(`${readme.folder}/README.md`);
    await commitAll(readme.folder, 'Remove the README');
    await push(readme);
    await eventually(async () => {
      const revision = (await driver.workflow())?.status?.sources?.find(({ name }) => name === 'code')?.revision;
      expect(revision).to.contain(await commitOf(readme));
    }, 60_000);
    expect((await driver.runs()).length).to.equal(2);
  });
});
