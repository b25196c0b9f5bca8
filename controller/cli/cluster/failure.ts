import { isReason, RefitError } from '../../core/errors.ts';
import { apiStatusOf, type ApiStatus } from '../../kubernetes/errors.ts';
import { HintedError } from '../failure.ts';

/** The installation serves no artifacts to a person's machine: there is no such Service, or no such port or pod of it. */
export class NotServed extends RefitError {
  constructor(status: ApiStatus) {
    super('NotFound', `the installation serves no artifacts: ${status.message}`, status);
    this.name = 'NotServed';
  }
}

/** What a person at a terminal can do about a failure of the API server; the table speaks to whoever runs the controller. */
export function forPerson(error: unknown): unknown {
  if (!(error instanceof RefitError)) return error;
  if (error instanceof NotServed)
    return new HintedError(
      error.message,
      'An installation that keeps artifacts in a bucket serves none. Of a workflow with spec.artifacts they can be read from here.',
      error,
    );
  const status = apiStatusOf(error);
  if (error.reason === 'AccessDenied')
    return new HintedError(
      error.message,
      'Ask whoever runs the cluster for this right. The roles refit-view and refit-edit hold what looking and acting need.',
      error,
    );
  if (status?.code === 401)
    return new HintedError(error.message, 'The cluster does not accept your credentials: log in to it again.', error);
  // A missing object says so in a Status; a kind that is not served is a bare 404.
  if (error.reason === 'NotFound' && status?.reason === '')
    return new HintedError(
      `the cluster does not have Refit's resources (${error.message})`,
      'Install Refit there: kubectl apply -k manifests/overlays/trial.',
      error,
    );
  return error;
}

/** A kubeconfig that is not there, or has no such context: the message of the reader names what there is. */
export function forKubeconfig(error: unknown): unknown {
  if (!isReason(error, 'KubernetesUnavailable')) return error;
  return new HintedError(error.message, 'Name another with --kubeconfig FILE or --context NAME.', error);
}
