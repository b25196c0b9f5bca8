/** A preparation for tests of serving: everything real but the artifacts. Speaks the protocol of prepared.ts. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PrepareAnswer, PrepareRequest } from '../../controller/serving/process/prepared.ts';

function prepare({ desired, folder }: PrepareRequest): PrepareAnswer {
  const { content } = desired.release;
  if (content.model === 'sha256:missing') {
    return {
      failure: { reason: 'ArtifactMissing', message: `ArtifactMissing: model ${content.model}`, waiting: false },
    };
  }
  const cwd = join(folder, 'work');
  mkdirSync(cwd, { recursive: true });
  const env: Record<string, string> = {
    PATH: desired.host.path,
    LANG: desired.host.lang,
    HOME: folder,
    REFIT_MODEL_DIGEST: content.model,
  };
  const secrets: string[] = [];
  for (const variable of content.env) {
    if ('value' in variable) {
      env[variable.name] = variable.value;
      continue;
    }
    const path = join(desired.state, 'secrets', variable.secret.name, variable.secret.key);
    if (!existsSync(path))
      return {
        failure: { reason: 'SecretNotFound', message: `SecretNotFound: ${variable.secret.name}`, waiting: true },
      };
    const value = readFileSync(path, 'utf8');
    env[variable.name] = value;
    secrets.push(value);
  }
  return { prepared: { command: [...content.command, ...content.args], cwd, env, secrets } };
}

const lines = createInterface({ input: process.stdin });
lines.once('line', (line: string) => {
  const request = JSON.parse(line) as PrepareRequest;
  process.stdout.write(JSON.stringify(prepare(request)), () => process.exit(0));
});
lines.once('close', () => process.exit(1));
