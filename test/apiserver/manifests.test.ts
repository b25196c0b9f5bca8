import { expect } from 'chai';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { type ApiServer, kubectl, startApiServer } from '../support/cluster/apiserver.ts';
import { temporaryFolder } from '../support/folder.ts';

const root = join(import.meta.dirname, '../..');
const kustomizations = globSync(
  ['manifests/**/kustomization.yaml', 'examples/**/kustomization.yaml', 'crds/Kustomization'],
  {
    cwd: root,
  },
)
  .map((file) => dirname(file))
  .toSorted();

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

const nameOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
const waveOf = ({ metadata }: Manifest): number =>
  Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? '0');

/** The wave in which Argo CD has to apply a kind of the installation. */
function expectedWave(kind: string): number {
  if (kind === 'CustomResourceDefinition') return -5;
  return /^(Namespace|ServiceAccount|(Cluster)?Role(Binding)?)$/.test(kind) ? -4 : 0;
}

describe('manifests', function () {
  this.timeout(180_000);
  let server: ApiServer;

  // Without a controller manager: nobody but us writes.
  before(async () => {
    server = await startApiServer();
  });

  after(async () => server.stop());

  const build = async (folder: string): Promise<string> => kubectl(['kustomize', join(root, folder)], server);
  const objectsOf = (text: string): Manifest[] =>
    [...parseAllDocuments(text)].map((document) => document.toJS() as Manifest);

  /** What a folder builds, as the server has it. */
  async function live(text: string): Promise<Manifest[]> {
    const list = JSON.parse(await kubectl(['get', '-f', '-', '-o', 'json'], { ...server, input: text })) as {
      items: Manifest[];
    };
    return list.items;
  }

  it('are all built by kubectl, twice the same', async () => {
    expect(kustomizations).to.include.members(['crds', 'manifests/overlays/trial', 'manifests/overlays/production']);
    for (const folder of kustomizations.filter((path) => !path.startsWith('manifests/components/'))) {
      if (folder === 'manifests/argocd/customizations') continue;
      const text = await build(folder);
      expect(await build(folder), folder).to.equal(text);
      expect(objectsOf(text), folder).to.not.have.length(0);
    }
  });

  for (const overlay of ['trial', 'production', 'namespaced']) {
    it(`${overlay}: everything has its labels and its wave, CRDs are never pruned`, async () => {
      const objects = objectsOf(await build(`manifests/overlays/${overlay}`));
      for (const object of objects) {
        expect(object.metadata.labels, nameOf(object)).to.include({
          'app.kubernetes.io/name': 'refit',
          'app.kubernetes.io/part-of': 'refit',
        });
        expect(object.metadata.labels, nameOf(object)).to.include.keys('app.kubernetes.io/component');
        expect(object.metadata.labels, nameOf(object)).to.not.have.property('app.kubernetes.io/instance');
        expect(waveOf(object), nameOf(object)).to.equal(expectedWave(object.kind));
      }
      const crds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
      expect(crds).to.have.length(3);
      for (const { metadata } of crds) {
        expect(metadata.annotations).to.include({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
      }
    });
  }

  for (const overlay of ['namespaced', 'production', 'trial']) {
    it(`${overlay}: applying it again changes nothing`, async () => {
      const text = await build(`manifests/overlays/${overlay}`);
      const namespaces = [...new Set(objectsOf(text).map(({ metadata }) => metadata.namespace))];
      for (const namespace of namespaces) {
        const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace ?? 'default' } };
        await kubectl(['apply', '--server-side', '--field-manager=test', '-f', '-'], {
          ...server,
          input: JSON.stringify(object),
        });
      }
      const apply = ['apply', '--server-side', '--force-conflicts', '-f', '-'];
      await kubectl(apply, { ...server, input: text });
      const first = await live(text);
      await kubectl(apply, { ...server, input: text });
      const second = await live(text);
      expect(second.map(nameOf)).to.deep.equal(first.map(nameOf));
      expect(second.map(written)).to.deep.equal(first.map(written));
    });
  }

  it('kubectl apply -k without server-side apply changes nothing the second time either', async () => {
    const text = await build('manifests/overlays/trial');
    const apply = ['apply', '-k', join(root, 'manifests/overlays/trial')];
    await kubectl(apply, server);
    const first = await live(text);
    await kubectl(apply, server);
    expect((await live(text)).map(written)).to.deep.equal(first.map(written));
  });

  it('the overlay of one’s own in docs/install.md sets the image everywhere, and may take in the components', async () => {
    const docs = readFileSync(join(root, 'docs/install.md'), 'utf8');
    const [, block = expect.fail()] = /```yaml\n(apiVersion: kustomize[^`]*)```/.exec(docs) ?? [];
    const folder = temporaryFolder();
    try {
      const own = parse(block) as object;
      const manifests = join(relative(folder.path, root), 'manifests');
      const placed = {
        ...own,
        resources: [`${manifests}/overlays/production`],
        components: [`${manifests}/components/no-metadata-egress`],
      };
      writeFileSync(join(folder.path, 'kustomization.yaml'), stringify(placed));
      const text = await kubectl(['kustomize', folder.path], server);
      expect(text.match(/registry\.example\.com\/own\/refit:0\.1\.0$/gm)).to.have.length(2);
      expect(text).to.not.contain('refit-controller:0');
      await kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], { ...server, input: text });
      const [policy] = (await live(text)).filter(({ kind }) => kind === 'NetworkPolicy');
      expect(policy).to.have.nested.property('spec.policyTypes').that.deep.equals(['Ingress', 'Egress']);
    } finally {
      folder.remove();
    }
  });

  it('the example is accepted', async () => {
    const folder = join(root, 'examples/digits/cluster');
    const text = await build('examples/digits/cluster');
    await kubectl(['apply', '--server-side', '-k', folder], server);
    const [workflow] = (await live(text)).filter(({ kind }) => kind === 'WorkflowSpec');
    expect(workflow && nameOf(workflow)).to.equal('WorkflowSpec digits/digits');
  });
});

/**
 * What any write of an object would change. A claim has a new version after the first apply that follows its creation, with
 * nothing else changed (the server adds its finalizer on creation): its content has to do.
 */
function written(object: Manifest): unknown {
  if (object.kind !== 'PersistentVolumeClaim') return object;
  return { ...object, metadata: { ...object.metadata, resourceVersion: '' } };
}
