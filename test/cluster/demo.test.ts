import { expect } from 'chai';
import type { PredictionClient } from '../../examples/demo/client.ts';
import { problemsOf } from '../../examples/demo/expectations.ts';
import { play, rowsOf, type Played } from '../../examples/demo/play.ts';
import { scenarios, type Scenario } from '../../examples/demo/scenarios.ts';
import type { Scene } from '../../examples/demo/session.ts';
import { eventually } from '../support/eventually.ts';
import { killLeader } from './support/controller-pods.ts';
import { ClusterDriver } from './support/driver.ts';
import { ensureInstallation, tellAfter, type Installation } from './support/installation.ts';
import { isStepRunning, stepPods } from './support/jobs.ts';
import { openTeamNamespace, type TeamNamespace } from './support/namespace.ts';

/** Kills the leading controller while the step's own container runs. @returns uids of the pods that were there then */
async function killDuring(installation: Installation, namespace: string, step: string): Promise<string[]> {
  const running = await eventually(async () => {
    const found = (await stepPods(installation, namespace, step)).filter(isStepRunning);
    expect(found, `pods that run ${step}`).to.have.length(1);
    return found;
  }, 120_000);
  await killLeader(installation);
  return running.map(({ metadata }) => metadata.uid ?? '');
}

describe('eleven pushes of examples/digits in a cluster', function () {
  this.timeout(20 * 60_000);
  let installation: Installation;
  let home: TeamNamespace;
  let scene: Scene;

  before(async () => {
    installation = await ensureInstallation();
    home = await openTeamNamespace(installation, 'demo-digits');
    scene = {
      work: home.work,
      team: home.team,
      controller: new ClusterDriver(installation, home),
      client: undefined as PredictionClient | undefined,
      played: [] as Played[],
      signal: new AbortController().signal,
      trafficLags: true,
    };
  });

  after(async () => {
    await scene.client?.end();
    await home.remove();
  });

  afterEach(function () {
    return tellAfter(this.currentTest, installation);
  });

  async function playOne(scenario: Scenario): Promise<Played> {
    const { killDuring: step } = scenario;
    const meanwhile = async (): Promise<void> => {
      if (step !== undefined) await killDuring(installation, home.name, step);
    };
    const nothing = (): void => undefined;
    return play(scene, scenario, { pushing: nothing }, { alive: nothing, meanwhile });
  }

  for (const scenario of scenarios) {
    it(`${scenario.name}: ${scenario.words}`, async () => {
      const played = await playOne(scenario);
      expect(await problemsOf(scene, played)).to.deep.equal([]);
      if (scenario.killDuring === undefined) return;
      const row = rowsOf(played).find(({ name, subject }) => name === scenario.killDuring && subject === 'candidate');
      expect(row?.attempt, `attempts at ${scenario.killDuring}`).to.equal(1);
    });
  }

  it('answered every prediction that was asked for meanwhile', () => {
    expect(scene.client?.failures()).to.deep.equal([]);
    expect(scene.client?.counts().ok).to.be.greaterThan(100);
  });

  it('keeps one model version per distinct model, and no Job', async () => {
    const models = new Set(scene.played.map(({ servedAfter }) => servedAfter));
    const listed = await installation.kubectl(['get', 'mv', '-n', home.name, '-o', 'jsonpath={.items[*].spec.digest}']);
    expect(listed.split(' ')).to.include.members([...models]);
    expect(await installation.kubectl(['get', 'jobs', '-n', home.name, '-o', 'name'])).to.equal('');
  });
});
