import type { ResolvedEnvironment, ResolvedStep } from '../core/resolve.ts';

/** An environment as requests and releases name it; `Lock` is where each of them finds the lock files. */
export interface NamedEnvironment<Lock> {
  readonly name: string;
  readonly image?: string;
  readonly lock?: Lock;
}

/** The `environment` field of a request or release, if the step has one; `lockOf` undefined: without the lock. */
export function environmentField<Lock>(
  { environment }: Pick<ResolvedStep, 'environment'>,
  lockOf: (lock: NonNullable<ResolvedEnvironment['lock']>) => Lock | undefined,
): { readonly environment?: NamedEnvironment<Lock> } {
  if (!environment) return {};
  const { name, image } = environment;
  const lock = environment.lock && lockOf(environment.lock);
  return {
    environment: { name, ...(image === undefined ? {} : { image }), ...(lock === undefined ? {} : { lock }) },
  };
}
