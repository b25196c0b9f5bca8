import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { jobs } from '../../controller/kubernetes/resources.ts';
import { openInformer } from '../../controller/kubernetes/reflector.ts';
import { ControllerProcess } from '../apiserver/controller-process.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { bucket, ensureInstallation, systemNamespace, tellAfter, type Installation } from './support/installation.ts';
import { TinyTeam } from './support/tiny.ts';

const kills = 20;

/**
 * A controller beside the cluster instead of in it: a pod that dies often is started later and later. It works on the same
 * objects, Jobs and pods.
 */
describe('a controller that is killed again and again', function () {
  this.timeout(10 * 60_000);
  const folder = temporaryFolder();
  let installation: Installation;
  let team: TinyTeam;
  let image: string;

  before(async () => {
    installation = await ensureInstallation();
    team = await TinyTeam.open(installation, 'killed', { serve: true });
    const path = 'jsonpath={.spec.template.spec.containers[0].image}';
    const deployment = ['deployment/refit-controller', '-n', systemNamespace];
    image = await installation.kubectl(['get', ...deployment, '-o', path]);
    await installation.kubectl(['scale', ...deployment, '--replicas=0']);
    await installation.kubectl(['rollout', 'status', ...deployment]);
  });

  after(async () => {
    const deployment = ['deployment/refit-controller', '-n', systemNamespace];
    await installation.kubectl(['scale', ...deployment, '--replicas=2']);
    await installation.kubectl(['rollout', 'status', ...deployment]);
    await team.remove();
    folder.remove();
  });

  afterEach(function () {
    return tellAfter(this.currentTest, installation);
  });

  function start(): ControllerProcess {
    const { kubeconfig, s3 } = installation.cluster;
    return new ControllerProcess(
      [
        `--kubeconfig=${kubeconfig}`,
        `--namespace=${systemNamespace}`,
        `--watch-namespace=${team.namespace}`,
        `--image=${image}`,
        '--leader-election=false',
        '--address=127.0.0.1',
        '--ports-health=0',
        `--git-folder=${folder.path}`,
        '--git-allow-addresses=127.0.0.0/8',
        `--artifacts-s3-endpoint=${s3.endpoint}`,
        `--artifacts-s3-bucket=${bucket}`,
        '--artifacts-s3-region=us-east-1',
        '--artifacts-s3-pod-secret-ref-name=refit-s3',
      ],
      { REFIT_S3_ACCESS_KEY_ID: s3.accessKey, REFIT_S3_SECRET_ACCESS_KEY: s3.secretKey, HOME: folder.path },
    );
  }

  it(`launches nothing twice and loses nothing in ${kills} kills`, async () => {
    const launched = new Map<string, string>();
    const informer = openInformer(installation.client, jobs, { namespace: team.namespace, onError: () => undefined });
    const stop = informer.watch(({ object: { metadata } }) => {
      launched.set(metadata.name, metadata.annotations?.['refit.dev/fingerprint'] ?? '');
    });
    await team.first('rows 0\n', '2');
    await team.apply();
    let controller = start();
    for (let kill = 1; kill <= kills; kill += 1) {
      // From before the first look at the sources to well into the run.
      await sleep(600 + ((kill * 397) % 2_200));
      controller.kill('SIGKILL');
      await controller.exited;
      if (kill % 5 === 0) await team.push({ 'rows.txt': `rows ${kill}\n` });
      controller = start();
    }
    const run = await team.reached('Succeeded');
    await eventually(async () => {
      const stage = (await team.workflow())?.status?.stages?.[0];
      expect(stage?.live?.run).to.equal(run.metadata.name);
    }, 60_000);
    controller.kill('SIGTERM');
    expect(await controller.exited).to.equal(0);
    stop();
    informer.close();
    const fingerprints = [...launched.values()];
    expect(fingerprints, 'fingerprints of Jobs').to.not.include('');
    expect(fingerprints, 'Jobs of one fingerprint').to.deep.equal([...new Set(fingerprints)]);
    for (const { status } of await team.runs())
      for (const step of status?.steps ?? []) if (step.name === 'make') expect(step.attempt ?? 1).to.equal(1);
  });
});
