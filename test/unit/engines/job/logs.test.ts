import { expect } from 'chai';
import { RefitError } from '../../../../controller/core/errors.ts';
import { factsOf } from '../../../../controller/engines/job/facts.ts';
import type { ExecutionFacts } from '../../../../controller/engines/job/facts.ts';
import { readSecrets } from '../../../../controller/engines/job/known-secrets.ts';
import { Logs } from '../../../../controller/engines/job/logs.ts';
import type { KubernetesClient } from '../../../../controller/kubernetes/client.ts';
import type { VersionedSecrets } from '../../../../controller/secrets/secrets.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLogger } from '../../../support/log.ts';
import { podRequest } from '../../../support/pod-root.ts';

/** One secret, `hub`, with one key. */
class TestSecrets implements VersionedSecrets {
  reads = 0;
  #value: string | undefined;
  #version = 0;

  set(value: string | undefined): void {
    this.#value = value;
    this.#version += 1;
  }

  async version(): Promise<string | undefined> {
    return this.#value === undefined ? undefined : String(this.#version);
  }

  async entries(): Promise<ReadonlyMap<string, string>> {
    return new Map([['token', await this.read()]]);
  }

  async read(): Promise<string> {
    this.reads += 1;
    if (this.#value === undefined) throw new RefitError('SecretNotFound', 'none');
    return this.#value;
  }
}

describe('logs of executions', () => {
  it('read anew what broke while the pod went: an execution is not kept from its end', async () => {
    let asked = 0;
    const podLog: KubernetesClient['podLog'] = async function* () {
      await Promise.resolve();
      asked += 1;
      if (asked === 1) throw new RefitError('KubernetesUnavailable', 'away');
      yield Buffer.from('told to go\n');
    };
    const logs = new Logs({
      client: { podLog },
      secrets: new TestSecrets(),
      clock: new FakeClock(),
      log: silentLogger,
    });
    const facts = factsOf(podRequest({}));
    logs.capture(facts, 'pod');
    await logs.whole(facts, 'pod').catch(() => undefined);
    expect(String(await logs.whole(facts, 'pod'))).to.equal('told to go\n');
    expect(asked).to.equal(2);
  });

  describe('of a step with a secret', () => {
    const [first, second, third] = ['first-value', 'second-value', 'third-value'];
    let secrets: TestSecrets;
    let facts: ExecutionFacts;
    let printed: string;
    beforeEach(async () => {
      secrets = new TestSecrets();
      secrets.set(first);
      const request = podRequest({ env: [{ name: 'TOKEN', secret: { name: 'hub', key: 'token' } }] });
      const { versions } = await readSecrets(secrets, factsOf(request));
      facts = { ...factsOf(request), secretVersions: versions };
      printed = `the step printed ${first}\n`;
    });

    /** As of a controller process. */
    function open(): Logs {
      const podLog: KubernetesClient['podLog'] = async function* () {
        await Promise.resolve();
        yield Buffer.from(printed);
      };
      return new Logs({ client: { podLog }, secrets, clock: new FakeClock(), log: silentLogger });
    }

    async function started(logs: Logs): Promise<void> {
      const { reads } = secrets;
      logs.secrets.started(facts);
      await eventually(() => expect(secrets.reads).to.be.greaterThan(reads));
      await new Promise((resolve) => setImmediate(resolve));
    }

    const whole = async (logs: Logs): Promise<string> => String(await logs.whole(facts, 'pod'));

    it('has its value taken out, by another process too', async () => {
      expect(await whole(open())).to.equal('the step printed ***\n');
    });

    it('is not shown by a process that does not know what the step had, once the secret changed', async () => {
      secrets.set(second);
      expect(await whole(open())).to.match(/^\[refit: the log is not shown: secret hub changed/);
      secrets.set(undefined);
      expect(await whole(open())).to.match(/^\[refit: the log is not shown: secret hub is gone/);
      const { secretVersions: _none, ...unknown } = facts;
      facts = unknown;
      secrets.set(first);
      expect(await whole(open())).to.match(/^\[refit: the log is not shown/);
    });

    it('has every value taken out that it may have had, by the process that saw it start', async () => {
      const logs = open();
      logs.secrets.launched(facts.name, await readSecrets(secrets, facts));
      // While its pod waited for a node.
      secrets.set(second);
      await started(logs);
      secrets.set(third);
      printed = `${first} ${second} ${third}\n`;
      expect(await whole(logs)).to.equal('*** *** ***\n');
    });

    it('is remembered once, however often its launch is tried', async () => {
      const logs = open();
      for (let tries = 0; tries < 100; tries += 1) logs.secrets.launched(facts.name, await readSecrets(secrets, facts));
      secrets.set(second);
      logs.secrets.launched(facts.name, await readSecrets(secrets, facts));
      await started(logs);
      expect(await logs.secrets.valuesOf(facts)).to.deep.equal([first, second, second]);
    });

    it('is not shown where nobody saw what it was started with', async () => {
      const logs = open();
      logs.secrets.launched(facts.name, await readSecrets(secrets, facts));
      secrets.set(second);
      secrets.set(third);
      printed = `${second}\n`;
      expect(await whole(logs)).to.match(/^\[refit: the log is not shown/);
    });

    it('is known to a process that found the secret as it was at launch', async () => {
      const logs = open();
      await started(logs);
      secrets.set(second);
      expect(await whole(logs)).to.equal('the step printed ***\n');
    });
  });
});
