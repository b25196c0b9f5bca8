import { expect } from 'chai';
import { RefitError } from '../../../../controller/core/errors.ts';
import { factsOf } from '../../../../controller/engines/job/facts.ts';
import { Logs } from '../../../../controller/engines/job/logs.ts';
import type { KubernetesClient } from '../../../../controller/kubernetes/client.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { podRequest } from '../../../support/pod-root.ts';

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
      secrets: { read: () => Promise.reject(new RefitError('SecretNotFound', 'none')) },
      clock: new FakeClock(),
    });
    const facts = factsOf(podRequest({}));
    logs.capture(facts, 'pod');
    await logs.whole(facts, 'pod').catch(() => undefined);
    expect(String(await logs.whole(facts, 'pod'))).to.equal('told to go\n');
    expect(asked).to.equal(2);
  });
});
