import { expect } from 'chai';
import { stringify } from 'yaml';
import { eventually } from '../support/eventually.ts';
import { ensureInstallation, tellAfter, type Installation } from './support/installation.ts';
import { TinyTeam } from './support/tiny.ts';

/** Prints a secret as a careless script does, and writes what its length is. */
const printing = `import os
print("the token is", os.environ["TOKEN"], flush=True)
open("model.txt", "w").write(str(len(os.environ["TOKEN"])))
`;

describe('two namespaces', function () {
  this.timeout(10 * 60_000);
  let installation: Installation;
  let one: TinyTeam;
  let two: TinyTeam;

  before(async () => {
    installation = await ensureInstallation();
    one = await TinyTeam.open(installation, 'tenant-one');
    two = await TinyTeam.open(installation, 'tenant-two');
  });

  after(async () => {
    await Promise.all([one.remove(), two.remove()]);
  });

  afterEach(function () {
    return tellAfter(this.currentTest, installation);
  });

  function withToken(spec: Record<string, unknown>): void {
    const [make] = spec['steps'] as { run: { env?: object[] } }[];
    if (make) make.run.env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } } }];
  }

  async function giveToken(team: TinyTeam, token: string): Promise<void> {
    const metadata = { name: 'hub', namespace: team.namespace };
    await installation.kubectl(
      ['apply', '-f', '-'],
      stringify({ apiVersion: 'v1', kind: 'Secret', metadata, stringData: { token } }),
    );
  }

  it('share no results: the same content trains in each', async () => {
    for (const team of [one, two]) {
      await team.first('the same\n');
      await team.apply();
    }
    for (const team of [one, two]) {
      const run = await team.reached('Succeeded');
      const row = run.status?.steps?.find(({ name }) => name === 'make');
      expect(row).to.include({ state: 'Succeeded', action: 'Run' });
    }
    const [a, b] = await Promise.all([one, two].map(async (team) => (await team.runs())[0]?.status?.steps?.[0]));
    expect(a?.fingerprint).to.equal(b?.fingerprint);
    expect(a?.execution).to.not.equal(b?.execution);
  });

  it('share no secrets: a step waits for the one of its own namespace', async () => {
    const secret = 'correct-horse-battery';
    await giveToken(one, secret);
    await Promise.all([one, two].map((team) => team.push({ 'make.py': printing })));
    await Promise.all([one, two].map((team) => team.apply(withToken)));
    await one.reached('Succeeded');
    const waiting = await eventually(async () => {
      const row = (await two.runs()).at(-1)?.status?.steps?.[0];
      expect(row?.message ?? '').to.contain('hub');
      return row;
    }, 60_000);
    expect(waiting?.state).to.be.oneOf(['Pending', 'Running']);
    await giveToken(two, 'another');
    await two.reached('Succeeded');
  });

  it('tell no secret: not in objects, Events or stored logs', async () => {
    const secret = 'correct-horse-battery';
    const kinds = 'wfs,wfr,mv,jobs,pods,events,deployments,configmaps';
    const told = await installation.kubectl(['get', kinds, '-n', one.namespace, '-o', 'yaml']);
    expect(told).to.not.contain(secret);
    const run = (await one.runs()).at(-1)?.metadata.name ?? '';
    const log = await installation.refit(['logs', run, '-n', one.namespace]);
    expect(log).to.contain('the token is').and.not.contain(secret);
  });

  it('cannot read the artifacts of the other: a token of one opens nothing of two', async () => {
    const create = ['create', 'token', 'default', '-n', one.namespace, '--audience=refit-artifacts'];
    const token = (await installation.kubectl(create)).trim();
    const row = (await two.runs()).at(-1)?.status?.steps?.[0];
    const fingerprint = row?.fingerprint?.replace('sha256:', '') ?? '';
    const own = (await one.runs()).at(-1)?.status?.steps?.[0]?.fingerprint?.replace('sha256:', '') ?? '';
    const address = ['get', 'service', 'refit-controller', '-n', 'refit-system', '-o', 'jsonpath={.spec.clusterIP}'];
    const base = `http://${await installation.kubectl(address)}:8081/v1`;
    const ask = (path: string): Promise<Response> => fetch(`${base}/${path}`, { headers: { 'x-refit-token': token } });
    expect(await (await ask(`list/index/${own}`)).json()).to.have.length(1);
    // Its own namespace is all it can name: the other one's results are not there for it.
    expect(await (await ask(`list/index/${fingerprint}`)).json()).to.deep.equal(own === fingerprint ? ['1.json'] : []);
    const elsewhere = await ask(`objects/../${two.namespace}/index/${fingerprint}/1.json`);
    expect(elsewhere.status).to.be.within(400, 499);
  });
});
