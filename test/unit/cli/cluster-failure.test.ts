import { expect } from 'chai';
import { forKubeconfig, forPerson } from '../../../controller/cli/cluster/failure.ts';
import { printFailure } from '../../../controller/cli/failure.ts';
import { RefitError } from '../../../controller/core/errors.ts';
import { fromApiStatus, readApiStatus, unreachable, type ApiStatus } from '../../../controller/kubernetes/errors.ts';

function printed(error: unknown): string[] {
  let text = '';
  printFailure({ write: (more) => (text += more) }, error, false);
  return text.trimEnd().split('\n');
}

function statusOf(code: number, reason: string, message: string): ApiStatus {
  return readApiStatus(code, JSON.stringify({ kind: 'Status', code, reason, message }));
}

describe('failures of a cluster, for a person', () => {
  it('says which right is missing, and where to get it', () => {
    const message = 'workflowruns.refit.dev is forbidden: User "ada" cannot list resource "workflowruns"';
    const [line, hint] = printed(forPerson(fromApiStatus('workflowruns', statusOf(403, 'Forbidden', message))));
    expect(line).to.equal(`refit: API server: ${message} (403)`);
    expect(hint).to.match(/^Ask whoever runs the cluster for this right\..*refit-view and refit-edit/);
  });

  it('tells a cluster without Refit from an object that is not there', () => {
    const bare = fromApiStatus('workflowruns', readApiStatus(404, '404 page not found'));
    expect(printed(forPerson(bare))[0]).to.match(/^refit: the cluster does not have Refit's resources \(/);
    const gone = fromApiStatus('WorkflowRun ml/a-1', statusOf(404, 'NotFound', 'workflowruns "a-1" not found'));
    expect(forPerson(gone)).to.equal(gone);
  });

  it('names credentials that are refused, and a server that is not there', () => {
    const expired = fromApiStatus('workflowruns', statusOf(401, 'Unauthorized', 'Unauthorized'));
    expect(printed(forPerson(expired))[1]).to.include('log in to it again');
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    expect(printed(forPerson(unreachable('workflowruns', refused)))).to.deep.equal([
      'refit: API server: workflowruns: connect ECONNREFUSED 127.0.0.1:1 (ECONNREFUSED)',
      'Check that the API server can be reached.',
    ]);
  });

  it('leaves alone what is none', () => {
    const defect = new Error('a defect');
    expect(forPerson(defect)).to.equal(defect);
    expect(forKubeconfig(defect)).to.equal(defect);
    const missing = new RefitError('KubernetesUnavailable', 'no access to a cluster: no context x, there are a, b');
    expect(printed(forKubeconfig(missing))).to.deep.equal([
      'refit: no access to a cluster: no context x, there are a, b',
      'Name another with --kubeconfig FILE or --context NAME.',
    ]);
  });
});
