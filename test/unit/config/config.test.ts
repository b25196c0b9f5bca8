import { expect } from 'chai';
import { ConfigError, readConfig } from '../../../controller/config.ts';
import { configHelp, fields, flagOf, variableOf } from '../../../controller/config-fields.ts';

const volume = { folder: '/data', url: 'http://refit.refit-system.svc:8081' };

interface Wanted {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly file?: string;
}

function read({ args = [], environment = {}, file }: Wanted): ReturnType<typeof readConfig> {
  return readConfig({
    args: file === undefined ? args : ['--config', '/etc/refit/config.yaml', ...args],
    environment,
    readFile(path) {
      if (file === undefined || path !== '/etc/refit/config.yaml') throw new Error(`no such file: ${path}`);
      return file;
    },
  });
}

function problemsOf(wanted: Wanted): readonly string[] {
  try {
    read(wanted);
  } catch (error: unknown) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const small = 'image: refit:1\nartifacts: {volume: {folder: /data, url: "http://refit.refit-system.svc:8081/"}}\n';
const pod = { POD_NAMESPACE: 'refit-system' };

describe('configuration', () => {
  it('is the defaults where nothing is said, and frozen', () => {
    const config = read({ file: small, environment: pod });
    expect(config).to.deep.equal({
      namespace: 'refit-system',
      image: 'refit:1',
      artifacts: { volume },
      leaderElection: true,
      ports: { health: 8080, artifacts: 8081, webhooks: 9292 },
      webhooks: { enabled: true, proxies: 0 },
      logLevel: 'info',
      git: { folder: '/var/cache/refit/git', cacheSize: 8 * 1024 ** 3, schemes: ['https', 'ssh', 'http'] },
      dataCache: { budget: 100 * 1024 ** 3 },
    });
    expect(config).to.be.frozen;
    expect(config.ports).to.be.frozen;
    expect(config.git.schemes).to.be.frozen;
  });

  it('takes every field from each place, arguments before environment before file', () => {
    const file = `
namespace: a
watchNamespace: ml
image: refit:file
artifacts:
  s3:
    endpoint: https://s3.example.com
    bucket: models
    prefix: team/refit
    region: eu-1
    podSecretRef: {name: artifacts}
    keyFolder: /etc/refit/keys
parallel: 7
leaderElection: false
address: 127.0.0.1
ports: {health: 1, artifacts: 0}
logLevel: debug
git: {folder: /git, cacheSize: 500Mi, schemes: [https], allowAddresses: [10.0.0.1], denyAddresses: [10.96.0.0/12, "fd00::/8"]}
dataCache: {claim: refit-data, budget: 20Gi}
kubeconfig: kubeconfig
context: there
`;
    const config = read({
      file,
      environment: { ...pod, REFIT_IMAGE: 'refit:env', REFIT_PARALLEL: '8', REFIT_GIT_SCHEMES: 'http,https' },
      args: ['--parallel=9', '--log-level', 'warn'],
    });
    expect(config).to.deep.equal({
      namespace: 'a',
      watchNamespace: 'ml',
      image: 'refit:env',
      artifacts: {
        s3: {
          endpoint: 'https://s3.example.com',
          bucket: 'models',
          prefix: 'team/refit',
          region: 'eu-1',
          podSecretRef: { name: 'artifacts' },
          keyFolder: '/etc/refit/keys',
        },
      },
      parallel: 9,
      leaderElection: false,
      address: '127.0.0.1',
      ports: { health: 1, artifacts: 0, webhooks: 9292 },
      webhooks: { enabled: true, proxies: 0 },
      logLevel: 'warn',
      git: {
        folder: '/git',
        cacheSize: 500 * 1024 ** 2,
        schemes: ['http', 'https'],
        allowAddresses: ['10.0.0.1'],
        denyAddresses: ['10.96.0.0/12', 'fd00::/8'],
      },
      dataCache: { claim: 'refit-data', budget: 20 * 1024 ** 3 },
      kubeconfig: 'kubeconfig',
      context: 'there',
    });
  });

  it('takes addresses and ranges, and nothing else', () => {
    for (const wrong of ['10.0.0.0/33', '::1/129', 'example.com', '10.0.0', '10.0.0.0/8/8']) {
      const problems = problemsOf({ file: small, environment: { ...pod, REFIT_GIT_DENY_ADDRESSES: wrong } });
      expect(problems, wrong).to.have.length(1);
      expect(problems[0]).to.contain('a list of addresses and ranges');
    }
  });

  it('can be given by the environment alone, and by arguments alone', () => {
    const values: Record<string, string> = {
      namespace: 'refit-system',
      image: 'refit:1',
      'artifacts.volume.folder': '/data',
      'artifacts.volume.url': volume.url,
      'ports.health': '0',
      leaderElection: 'false',
    };
    const environment = Object.fromEntries(
      Object.entries(values).map(([path, value]) => [variableOf({ path }), value]),
    );
    const args = Object.entries(values).map(([path, value]) => `--${flagOf({ path })}=${value}`);
    const config = read({ environment });
    expect(config).to.deep.include({ artifacts: { volume }, leaderElection: false });
    expect(read({ args })).to.deep.equal(config);
  });

  it('tells everything that is wrong at once, each where it is written', () => {
    const file = `
imag: refit:1
artifacts: {s3: {bukket: models, endpoint: "https://user:secret@s3.example.com"}}
ports: {health: 70000}
git: here
parallel: many
`;
    const problems = problemsOf({
      file,
      environment: { REFIT_LOG_LEVL: 'info', REFIT_LOG_LEVEL: 'loud' },
      args: ['--leader-electon=false', '--address'],
    });
    const at = (start: string): string => problems.filter((line) => line.startsWith(start)).join('\n');
    expect(at('/etc/refit/config.yaml: imag:')).to.contain('did you mean image?');
    expect(at('/etc/refit/config.yaml: artifacts.s3.bukket:')).to.contain('did you mean bucket?');
    expect(at('/etc/refit/config.yaml: artifacts.s3.endpoint:')).to.contain(
      'allowed an http(s) URL without credentials',
    );
    expect(at('/etc/refit/config.yaml: ports.health:')).to.contain('found the number 70000, allowed a whole number');
    expect(at('/etc/refit/config.yaml: git:')).to.contain("found 'here', allowed an object");
    expect(at('/etc/refit/config.yaml: parallel:')).to.contain("found 'many'");
    expect(at('REFIT_LOG_LEVL:')).to.contain('did you mean REFIT_LOG_LEVEL?');
    expect(at('REFIT_LOG_LEVEL:')).to.contain("found 'loud', allowed debug or info");
    expect(at('--leader-electon:')).to.contain('did you mean leader-election?');
    expect(at('--address:')).to.contain('a value after it');
    expect(at('namespace:')).to.contain('found nothing');
    expect(at('image:')).to.contain('found nothing');
    expect(at('artifacts.s3.bucket:')).to.contain('found nothing, allowed the name of a bucket');
    expect(at('artifacts.s3.podSecretRef.name:')).to.contain('found nothing');
    expect(problems).to.have.length(14);
    expect(problems.join('\n')).not.to.contain('secret@');
  });

  it('wants one artifact store, and one only', () => {
    const rest = 'image: refit:1\n';
    const told = (artifacts: string): readonly string[] => problemsOf({ file: rest + artifacts, environment: pod });
    expect(told('')).to.deep.equal(['artifacts: found nothing, allowed one of s3 and volume']);
    expect(told('artifacts: {s3: {}}')).to.have.length(3);
    expect(
      problemsOf({ file: small, environment: { ...pod, REFIT_ARTIFACTS_S3_BUCKET: 'models' } }).join('\n'),
    ).to.contain('artifacts: found s3 and volume, allowed one');
  });

  it('says what is wrong with a file that is no YAML, or not there', () => {
    expect(problemsOf({ file: 'a: [', environment: pod })[0]).to.match(
      /^\/etc\/refit\/config\.yaml: found .*allowed YAML$/,
    );
    expect(problemsOf({ file: '- a', environment: pod })[0]).to.contain('found a list of 1, allowed an object');
    expect(problemsOf({ args: ['--config', '/nowhere'], environment: pod })[0]).to.contain('/nowhere: cannot be read');
  });

  it('is not disturbed by what Kubernetes sets for Services, nor by the keys of the artifact store', () => {
    const environment = {
      ...pod,
      REFIT_CONTROLLER_SERVICE_HOST: '10.0.0.1',
      REFIT_CONTROLLER_SERVICE_PORT_HTTP: '8080',
      REFIT_CONTROLLER_PORT: 'tcp://10.0.0.1:8080',
      REFIT_CONTROLLER_PORT_8080_TCP_ADDR: '10.0.0.1',
      REFIT_S3_ACCESS_KEY_ID: 'key',
      REFIT_S3_SECRET_ACCESS_KEY: 'secret',
    };
    expect(problemsOf({ file: small, environment })).to.deep.equal([]);
    expect(JSON.stringify(read({ file: small, environment }))).not.to.contain('secret');
  });

  it('tells of every field in --help', () => {
    for (const field of fields) expect(configHelp()).to.contain(`--${flagOf(field)} `);
  });
});
