import { expect } from 'chai';
import { RefitError } from '../../../../controller/core/errors.ts';
import type { Executions } from '../../../../controller/engines/job/executions.ts';
import { ScratchClaims } from '../../../../controller/engines/job/scratch-claims.ts';
import type { KubernetesClient } from '../../../../controller/kubernetes/client.ts';
import { silentLogger } from '../../../support/log.ts';
import { podRequest } from '../../../support/pod-root.ts';

describe('the scratch claim of a step', () => {
  it('that goes while it is asked for is asked for again, and blamed on nobody', async () => {
    const client = {
      create: () => Promise.reject(new RefitError('AlreadyExists', 'found one')),
      get: () => Promise.resolve(undefined),
    } as unknown as KubernetesClient;
    const claims = new ScratchClaims(client, {} as Executions, silentLogger);
    const launched = claims.during(podRequest({}), () => Promise.resolve('launched'));
    expect(await launched.catch((error: unknown) => error)).to.have.property('reason', 'Conflict');
  });
});
