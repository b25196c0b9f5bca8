import { expect } from 'chai';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type ApiServer, kubectl, startApiServer } from '../support/cluster/apiserver.ts';

const root = join(import.meta.dirname, '../..');

/** `verb resource[.group][/subresource] [name]`, in a namespace or, left out, in all. */
interface Question {
  readonly ask: string;
  readonly namespace?: string;
}

interface Subject {
  readonly user: string;
  readonly groups: readonly string[];
}

const controller: Subject = {
  user: 'system:serviceaccount:refit-system:refit-controller',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:refit-system', 'system:authenticated'],
};

function review(subject: Subject, { ask, namespace }: Question): object {
  const [verb, what = '', name] = ask.split(' ');
  const [whole = '', subresource] = what.split('/');
  const [resource, ...group] = whole.split('.');
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      ...subject,
      resourceAttributes: { verb, resource, group: group.join('.'), subresource, namespace, name },
    },
  };
}

const kinds = ['workflowspecs', 'workflowruns', 'modelversions'].map((plural) => `${plural}.refit.dev`);
const each = (verbs: string, what: string): string[] => verbs.split(' ').map((verb) => `${verb} ${what}`);

/** What the adapters ask of the API server, in a namespace of workflows. */
const needed = [
  ...each('get list watch update', 'workflowspecs.refit.dev'),
  ...['workflowruns', 'modelversions'].flatMap((kind) => each('get list watch create delete', `${kind}.refit.dev`)),
  ...kinds.map((kind) => `update ${kind}/status`),
  'update workflowspecs.refit.dev/finalizers',
  ...each('get list watch create patch delete', 'jobs.batch'),
  ...each('list watch delete', 'pods'),
  'get pods/log',
  ...each('get list watch create patch delete', 'deployments.apps'),
  ...each('get list watch create patch delete', 'services'),
  'get secrets digits-git',
  ...each('get list create patch', 'events'),
  ...each('get list create delete', 'persistentvolumeclaims'),
];

/** For `/refresh` and the artifact server, of the whole cluster. */
const reviews = ['create tokenreviews.authentication.k8s.io', 'create subjectaccessreviews.authorization.k8s.io'];

/** More than the two: what a token is worth, asked or made in other ways. */
const moreThanReviews = [
  ...['tokenreviews.authentication.k8s.io', 'subjectaccessreviews.authorization.k8s.io'].flatMap((what) =>
    each('get list watch update patch delete', what),
  ),
  ...each('create', 'localsubjectaccessreviews.authorization.k8s.io'),
  ...each('create approve', 'certificatesigningrequests.certificates.k8s.io'),
  ...['users', 'groups', 'serviceaccounts'].flatMap((who) => each('impersonate', who)),
  'impersonate userextras.authentication.k8s.io',
];

/** What would let it do more than its work. */
const refused = [
  ...each('create patch delete', 'workflowspecs.refit.dev'),
  ...each('update patch', 'workflowruns.refit.dev'),
  ...each('list watch create update patch delete', 'secrets'),
  ...each('create update patch', 'pods'),
  ...each('create get', 'pods/exec'),
  ...each('create get', 'pods/attach'),
  ...each('create get', 'pods/portforward'),
  ...each('patch update', 'pods/ephemeralcontainers'),
  'create serviceaccounts/token',
  ...each('get create patch delete', 'serviceaccounts'),
  ...each('get list create patch', 'configmaps'),
  ...each('create update patch bind escalate', 'roles.rbac.authorization.k8s.io'),
  ...each('create update patch', 'rolebindings.rbac.authorization.k8s.io'),
  ...each('create patch delete', 'statefulsets.apps'),
  ...each('create patch delete', 'daemonsets.apps'),
  ...each('list create patch delete', 'replicasets.apps'),
  ...each('create', 'cronjobs.batch'),
  ...each('create patch delete', 'networkpolicies.networking.k8s.io'),
  ...each('watch patch', 'persistentvolumeclaims'),
  ...each('get create update', 'leases.coordination.k8s.io'),
];

const refusedEverywhere = [
  ...each('create update patch delete bind escalate', 'clusterroles.rbac.authorization.k8s.io'),
  ...each('create update patch delete', 'clusterrolebindings.rbac.authorization.k8s.io'),
  ...each('create patch delete', 'customresourcedefinitions.apiextensions.k8s.io'),
  ...each('create patch delete', 'namespaces'),
  ...each('get list patch', 'nodes'),
  ...each('get create', 'persistentvolumes'),
  ...each('create patch', 'validatingwebhookconfigurations.admissionregistration.k8s.io'),
  'impersonate users',
  'impersonate serviceaccounts',
  '* *.*',
];

describe('access of the installation', function () {
  this.timeout(180_000);
  let server: ApiServer;

  const within = (asks: readonly string[], namespace?: string): Question[] =>
    asks.map((ask) => ({ ask, ...(namespace === undefined ? {} : { namespace }) }));

  /** The questions that are answered with yes. */
  async function allowed(subject: Subject, questions: readonly Question[]): Promise<string[]> {
    const input = questions.map((question) => JSON.stringify(review(subject, question))).join('\n---\n');
    const args = ['create', '-f', '-', '-o', 'jsonpath={.status.allowed}{"\\n"}'];
    const answers = (await kubectl(args, { ...server, input })).trim().split('\n');
    expect(answers).to.have.length(questions.length);
    return questions.filter((_, index) => answers[index] === 'true').map(({ ask }) => ask);
  }

  async function install(overlay: string): Promise<void> {
    await kubectl(['apply', '--server-side', '-k', join(root, 'manifests/overlays', overlay)], server);
  }

  describe('for all namespaces, with artifacts on a volume', () => {
    before(async () => {
      server = await startApiServer();
      await install('trial');
    });

    after(async () => server.stop());

    it('the controller may do all it needs, in any namespace', async () => {
      expect(await allowed(controller, within(needed, 'somebody'))).to.deep.equal(needed);
      const watched = needed.filter((ask) => /^(list|watch) /.test(ask));
      expect(await allowed(controller, within(watched))).to.deep.equal(watched);
    });

    it('the controller may create the two reviews that tell who asks for a refresh, and nothing more of their groups', async () => {
      expect(await allowed(controller, within(reviews))).to.deep.equal(reviews);
      expect(await allowed(controller, within(moreThanReviews))).to.deep.equal([]);
      const text = await kubectl(['get', 'clusterroles', '-l', 'app.kubernetes.io/name=refit', '-o', 'json'], server);
      const { items } = JSON.parse(text) as { items: { rules: AccessRule[] }[] };
      const granted = items
        .flatMap(({ rules }) => rules)
        .filter(({ apiGroups }) => apiGroups.some((group) => /^\*$|^authenti|^authoriz/.test(group)))
        .flatMap(({ apiGroups, resources, verbs }) => `${verbs.join()} ${resources.join()}.${apiGroups.join()}`);
      expect([...new Set(granted)].toSorted()).to.deep.equal(reviews.toSorted());
    });

    it('the controller may hold its own Lease, and no other', async () => {
      const lease = 'leases.coordination.k8s.io';
      const own = [...each('get update', `${lease} refit-controller`), `create ${lease}`];
      expect(await allowed(controller, within(own, 'refit-system'))).to.deep.equal(own);
      const others = [...each('get update patch delete', `${lease} other`), `list ${lease}`, `delete ${lease}`];
      expect(await allowed(controller, within(others, 'refit-system'))).to.deep.equal([]);
    });

    it('the controller may do nothing else', async () => {
      expect(await allowed(controller, within(refused, 'somebody'))).to.deep.equal([]);
      expect(await allowed(controller, within(refusedEverywhere))).to.deep.equal([]);
    });

    it('the roles of people: view reads, edit asks, neither writes status', async () => {
      const bind = async (role: string): Promise<Subject> => {
        await kubectl(
          ['create', 'clusterrolebinding', `test-${role}`, `--clusterrole=${role}`, `--user=${role}`],
          server,
        );
        return { user: role, groups: ['system:authenticated'] };
      };
      const reads = kinds.flatMap((kind) => each('get list watch', kind));
      const asks = [
        ...each('create update patch delete', 'workflowspecs.refit.dev'),
        ...each('update patch delete', 'workflowruns.refit.dev'),
      ];
      const status = kinds.flatMap((kind) => each('update patch', `${kind}/status`));
      const all = within([...reads, ...asks, ...status, 'create workflowruns.refit.dev'], 'somebody');
      expect(await allowed(await bind('refit-view'), all)).to.deep.equal(reads);
      expect(await allowed(await bind('refit-edit'), all)).to.deep.equal(asks);
    });

    it('its pods are admitted where Pod Security is restricted', async () => {
      const text = await kubectl(['kustomize', join(root, 'manifests/overlays/trial')], server);
      const deployment = [...parseAllDocuments(text)]
        .map((document) => document.toJS() as { kind: string; spec: { template: PodTemplate } })
        .find(({ kind }) => kind === 'Deployment');
      const { metadata, spec } = deployment?.spec.template ?? expect.fail();
      const named = { ...metadata, name: 'template', namespace: 'refit-system' };
      const create = (pod: PodTemplate['spec']): Promise<string> => {
        const input = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: named, spec: pod });
        return kubectl(['create', '--dry-run=server', '-o', 'name', '-f', '-'], { ...server, input });
      };
      expect(await create(spec)).to.equal('pod/template\n');
      const { securityContext: _, ...loose } = spec;
      const refusal = await create(loose).then(String, String);
      expect(refusal).to.match(/violates PodSecurity "restricted/);
    });
  });

  describe('for one namespace', () => {
    before(async () => {
      server = await startApiServer();
      await kubectl(['create', 'namespace', 'ml'], server);
      await install('namespaced');
    });

    after(async () => server.stop());

    it('the controller may do all it needs there, and nothing in another', async () => {
      expect(await allowed(controller, within(needed, 'ml'))).to.deep.equal(needed);
      expect(await allowed(controller, within(refused, 'ml'))).to.deep.equal([]);
      expect(await allowed(controller, within(needed, 'somebody'))).to.deep.equal([]);
      expect(await allowed(controller, within([...needed, ...refusedEverywhere]))).to.deep.equal([]);
      // They are asked of the whole cluster: here there is no /refresh.
      expect(await allowed(controller, within([...reviews, ...moreThanReviews]))).to.deep.equal([]);
      expect(await allowed(controller, within(reviews, 'ml'))).to.deep.equal([]);
    });
  });
});

interface AccessRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface PodTemplate {
  readonly metadata: object;
  readonly spec: { readonly securityContext?: object };
}
