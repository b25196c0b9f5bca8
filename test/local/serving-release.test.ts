/** Releases prepared by the real preparation: from the artifacts of a state folder, with a Python environment. */
import { expect } from 'chai';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFolderArtifacts } from '../../controller/artifacts/folder.ts';
import { markedProcesses } from '../../controller/serving/process/identity.ts';
import { createProcessServing } from '../../controller/serving/process/process-serving.ts';
import { shutdownServing } from '../../controller/serving/process/shutdown.ts';
import type { Release, Serving } from '../../controller/serving/serving.ts';
import { temporaryFolder } from '../support/folder.ts';
import { ask, filesBelow, key, reaches, serves } from './serving-fixture.ts';

const script = `
import http.server, json, os, pathlib, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        told = {"model": pathlib.Path(os.environ["REFIT_MODEL"]).read_text(), "argv": sys.argv[1:], "cwd": os.getcwd(),
                "table": pathlib.Path(sys.argv[1]).read_text(), "prefix": sys.prefix, "env": dict(os.environ)}
        body = json.dumps(told).encode()
        self.send_response(200); self.end_headers(); self.wfile.write(body)
http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
`;

describe('a release served from artifacts', function () {
  this.timeout(120_000);
  let temporary: ReturnType<typeof temporaryFolder>;
  let serving: Serving;
  let content: Release;

  beforeEach(async () => {
    temporary = temporaryFolder();
    serving = createProcessServing({ state: temporary.path });
    process.env['LEAK'] = 'not for servers';
    const table = await publish('table', { 'rows/1.csv': 'a,b' });
    const lock = await publish('lock', { 'requirements.txt': '# nothing\n' });
    mkdirSync(join(temporary.path, 'secrets', 'hub'), { recursive: true });
    writeFileSync(join(temporary.path, 'secrets', 'hub', 'token'), 'very-secret-value');
    content = {
      model: await publish('model.txt', 'weights'),
      command: ['python', 'app/serve.py'],
      args: ['{{ inputs.table.path }}/rows/1.csv'],
      env: [
        { name: 'PLAIN', value: 'text' },
        { name: 'TOKEN', secret: { name: 'hub', key: 'token' } },
      ],
      environment: { name: 'py', lock: { digest: `sha256:${'1'.repeat(64)}`, artifact: lock } },
      inputs: [
        {
          name: 'code',
          path: '.',
          mode: 'Copy',
          digest: 'sha256:selection',
          artifact: await publish('code', { 'app/serve.py': script }),
        },
        { name: 'table', path: '../table', mode: 'Mount', digest: 'sha256:selection', artifact: table },
      ],
      port: 8080,
      readiness: { path: '/', timeoutMs: 30_000 },
    };
  });
  afterEach(async () => {
    delete process.env['LEAK'];
    await serving.close();
    await shutdownServing(temporary.path);
    expect(markedProcesses(temporary.path)).to.deep.equal([]);
    temporary.remove();
  });

  it('sees its inputs, model, variables and environment, and nothing else', async () => {
    await serving.ensure(key, { digest: `sha256:${'a'.repeat(64)}`, content }, '');
    const { url } = await serves(serving, 'a');
    const seen = JSON.parse((await ask(url)).body) as Told;
    expect(seen).to.include({ model: 'weights', table: 'a,b' });
    expect(seen.argv).to.deep.equal(['../table/rows/1.csv']);
    expect(seen.prefix).to.contain(join(temporary.path, 'environments'));
    expect(seen.env).to.include({
      PLAIN: 'text',
      TOKEN: 'very-secret-value',
      REFIT_WORKFLOW: 'digits',
      REFIT_STEP: 'serve',
      REFIT_MODEL_DIGEST: content.model,
    });
    expect(seen.env['HOME']).to.contain(join(temporary.path, 'serving'));
    expect(seen.env).not.to.have.any.keys('LEAK', 'REFIT_EXECUTION');
    const holding = filesBelow(temporary.path).filter((file) => file.text.includes('very-secret-value'));
    expect(holding.map((file) => file.path)).to.deep.equal([join(temporary.path, 'secrets', 'hub', 'token')]);
  });

  it('is not served when an artifact is missing or damaged', async () => {
    const missing = { ...content, model: `sha256:${'0'.repeat(64)}` };
    await serving.ensure(key, { digest: `sha256:${'b'.repeat(64)}`, content: missing }, '');
    const first = await reaches(serving, (state) => state.rollout?.phase === 'Failed');
    expect(first.rollout).to.include({ reason: 'ArtifactMissing' });
    damage();
    await serving.ensure(key, { digest: `sha256:${'c'.repeat(64)}`, content }, '');
    const second = await reaches(
      serving,
      (state) => state.rollout?.phase === 'Failed' && state.rollout.release.startsWith('sha256:c'),
    );
    expect(second.rollout).to.include({ reason: 'ArtifactCorrupted' });
    expect(markedProcesses(temporary.path)).to.deep.equal([]);
  });

  it('names the secret that is not there, and what an expression does not find', async () => {
    const secret = { name: 'TOKEN', secret: { name: 'hub', key: 'nothing' } };
    const without: Release = { ...content, env: [secret], readiness: { path: '/', timeoutMs: 300 } };
    await serving.ensure(key, { digest: `sha256:${'d'.repeat(64)}`, content: without }, '');
    const state = await reaches(serving, (seen) => seen.rollout?.phase === 'Failed');
    expect(state.rollout?.message).to.equal('SecretNotFound: secret hub, key nothing: not found; it has token');
    await serving.ensure(
      key,
      { digest: `sha256:${'e'.repeat(64)}`, content: { ...content, args: ['{{ inputs.tabel.path }}'] } },
      '',
    );
    const second = await reaches(
      serving,
      (seen) => seen.rollout?.phase === 'Failed' && seen.rollout.release.startsWith('sha256:e'),
    );
    expect(second.rollout).to.include({ reason: 'ReferenceUnresolved' });
  });

  async function publish(name: string, what: string | Readonly<Record<string, string>>): Promise<string> {
    const path = join(temporary.path, 'made', name);
    if (typeof what === 'string') writeAt(path, what);
    else for (const [file, text] of Object.entries(what)) writeAt(join(path, file), text);
    const artifacts = openFolderArtifacts({ folder: join(temporary.path, 'artifacts') });
    const { digest } = await artifacts.publish(path);
    rmSync(join(temporary.path, 'made'), { recursive: true });
    return digest;
  }

  /** Changes a byte of the model in the store. */
  function damage(): void {
    const root = join(temporary.path, 'artifacts');
    const name = content.model.slice('sha256:'.length);
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of files.filter(
      (entry) => statSync(join(entry.parentPath, entry.name)).size === 'weights'.length,
    )) {
      const path = join(file.parentPath, file.name);
      if (!path.replaceAll('/', '').includes(name)) continue;
      chmodSync(path, 0o644);
      writeFileSync(path, 'Weights');
    }
  }
});

/** What the served script says of itself. */
interface Told {
  readonly model: string;
  readonly table: string;
  readonly argv: string[];
  readonly prefix: string;
  readonly env: Record<string, string>;
}

function writeAt(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}
