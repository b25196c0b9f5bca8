/** Secrets that fetching takes: of repositories, LFS servers and data remotes. */
import type { ExecutionRequest } from '../engines/engine.ts';

/** Their names, each once, in order. */
export function sourceSecrets({
  inputs,
  environment,
}: Pick<ExecutionRequest, 'inputs' | 'environment'>): readonly string[] {
  const names = inputs.flatMap(({ from }) =>
    from.kind === 'Git' ? [from.secret, from.lfs?.secret, ...(from.dataRemotes ?? []).map(({ secret }) => secret)] : [],
  );
  const found = [...names, environment?.lock?.secret].filter((name) => name !== undefined);
  return [...new Set(found)].sort();
}
