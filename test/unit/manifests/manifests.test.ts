import { expect } from 'chai';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readConfig } from '../../../controller/config.ts';
import { formatProblem, readWorkflowDocuments } from '../../../controller/core/validate/document.ts';

const root = join(import.meta.dirname, '../../..');

interface Kustomization {
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly patches?: readonly { readonly path?: string }[];
}

function documentsOf(file: string): unknown[] {
  const documents = [...parseAllDocuments(readFileSync(join(root, file), 'utf8'), { uniqueKeys: true })];
  return documents.map((document) => {
    expect(document.errors, file).to.deep.equal([]);
    return document.toJS() as unknown;
  });
}

describe('manifests and examples', () => {
  const files = globSync(['manifests/**/*.{yaml,yml}', 'examples/**/*.{yaml,yml}', 'crds/*'], { cwd: root });

  it('every YAML file is one', () => {
    expect(files.length).to.be.greaterThan(40);
    for (const file of files) expect(documentsOf(file), file).to.not.deep.equal([]);
  });

  it('every file of manifests is used by a kustomization, and every file that one names is there', () => {
    const used = new Set<string>();
    for (const file of files.filter((path) => /(^|\/)kustomization(\.yaml)?$/i.test(path))) {
      const [kustomization] = documentsOf(file) as Kustomization[];
      const { resources = [], components = [], patches = [] } = kustomization ?? {};
      const patched = patches.flatMap(({ path }) => (path === undefined ? [] : [path]));
      for (const name of [...resources, ...components, ...patched]) {
        if (/^https?:/.test(name)) continue;
        const path = join(dirname(file), name);
        expect(existsSync(join(root, path)), `${file}: ${name}`).to.equal(true);
        used.add(path);
      }
    }
    const orphans = files
      .filter((file) => file.startsWith('manifests/') && !file.startsWith('manifests/argocd/customizations/'))
      .filter((file) => !used.has(file) && !file.endsWith('config.yaml') && !file.endsWith('kustomization.yaml'));
    expect(orphans).to.deep.equal([]);
  });

  for (const overlay of ['trial', 'production', 'namespaced']) {
    it(`${overlay}: the controller accepts its configuration`, () => {
      const text = readFileSync(join(root, 'manifests/overlays', overlay, 'config.yaml'), 'utf8');
      const config = readConfig({
        args: ['--config', '/etc/refit/config.yaml'],
        environment: { POD_NAMESPACE: 'refit-system', REFIT_IMAGE: 'refit-controller:0.1.0' },
        readFile: () => text,
      });
      expect(Object.keys(config.artifacts)).to.deep.equal([overlay === 'trial' ? 'volume' : 's3']);
      expect(config.ports).to.deep.equal({ health: 8080, artifacts: 8081, webhooks: 9292 });
      expect(config.watchNamespace).to.equal(overlay === 'namespaced' ? 'ml' : undefined);
      expect(config.leaderElection).to.equal(true);
    });
  }

  it('the example for a cluster is the local one but for sources, image and namespace', () => {
    const [local] = documentsOf('examples/digits/workflow.yaml') as Workflow[];
    const text = readFileSync(join(root, 'examples/digits/cluster/workflow.yaml'), 'utf8');
    const { problems, warnings } = readWorkflowDocuments(text, 'workflow.yaml');
    // The image is the reader's own, which has another digest.
    const told = [...problems, ...warnings].filter(({ rule }) => rule !== 'image-not-pinned');
    expect(told.map(formatProblem)).to.deep.equal([]);
    const [cluster] = documentsOf('examples/digits/cluster/workflow.yaml') as Workflow[];
    const { sources, environments, ...rest } = cluster?.spec ?? expect.fail();
    const { sources: localSources, environments: localEnvironments, ...localRest } = local?.spec ?? expect.fail();
    expect(rest).to.deep.equal(localRest);
    expect(sources.map(({ name }) => name)).to.deep.equal(localSources.map(({ name }) => name));
    for (const { git } of sources) expect(git.url).to.match(/^https:\/\//);
    const withoutImage = environments.map((environment) => ({ ...environment, image: undefined }));
    expect(withoutImage).to.deep.equal(localEnvironments.map((environment) => ({ ...environment, image: undefined })));
    expect(environments.every(({ image }) => image !== undefined)).to.equal(true);
  });

  it('the image has every program that is started in it', () => {
    const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
    const programs = [...dockerfile.matchAll(/'(controller\/[^']+\.ts)'/g)].map(([, program]) => program ?? '');
    expect(programs).to.include.members(['controller/controller.ts']);
    for (const program of programs) expect(existsSync(join(root, program)), program).to.equal(true);
  });
});

interface Workflow {
  readonly spec: {
    readonly sources: readonly { readonly name: string; readonly git: { readonly url: string } }[];
    readonly environments: readonly { readonly name: string; readonly image?: string }[];
  };
}
