import { expect } from 'chai';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cacheFolder } from '../../support/cluster/build/cache.ts';
import { allPrograms, partKey, pinOf } from '../../support/cluster/build/parts.ts';
import { writeKubeconfig } from '../../support/cluster/certificates/kubeconfig.ts';
import { existingCluster, existingRegistry } from '../../support/cluster/existing.ts';
import { temporaryFolder } from '../../support/folder.ts';

const parts = join(import.meta.dirname, '..', '..', 'support', 'cluster', 'parts');

describe('settings of the test cluster', () => {
  it('keep the cache outside the repository, where the machine wants it', () => {
    expect(cacheFolder({ REFIT_CLUSTER_CACHE: '/a', XDG_CACHE_HOME: '/b' })).to.equal('/a');
    expect(cacheFolder({ XDG_CACHE_HOME: '/b' })).to.equal('/b/refit/cluster');
    expect(cacheFolder({})).to.match(/\/\.cache\/refit\/cluster$/);
  });

  for (const program of allPrograms.filter((name) => name !== 'pause')) {
    it(`pin ${program} by a go.mod that names it as a tool`, () => {
      const { part, package: goPackage } = pinOf(program);
      const text = readFileSync(join(parts, part, 'go.mod'), 'utf8');
      expect(text.split(/\s+/)).to.include(goPackage);
      expect(text).to.match(/^tool /m);
      expect(statSync(join(parts, part, 'go.sum')).size).to.be.greaterThan(0);
    });
  }

  it('give a build a key that changes with each thing it depends on', () => {
    const [a, b] = [Buffer.from('a'), Buffer.from('b')];
    const keys = [
      partKey([a, b], '-s', 'go1.26.0'),
      partKey([b, a], '-s', 'go1.26.0'),
      partKey([Buffer.from('ab'), Buffer.from('')], '-s', 'go1.26.0'),
      partKey([a, b], '-w', 'go1.26.0'),
      partKey([a, b], '-s', 'go1.26.1'),
    ];
    expect(new Set(keys).size).to.equal(keys.length);
    expect(partKey([a, b], '-s', 'go1.26.0')).to.equal(keys[0]);
  });

  it('write a kubeconfig that nobody else can read', () => {
    const folder = temporaryFolder();
    try {
      const content = { url: 'https://127.0.0.1:1', ca: 'CA', identity: { token: 'secret' }, namespace: 'ml' };
      const path = writeKubeconfig(join(folder.path, 'config'), content);
      expect(statSync(path).mode & 0o777).to.equal(0o600);
      const read: unknown = parse(readFileSync(path, 'utf8'));
      expect(read).to.deep.include({
        'current-context': 'refit',
        users: [{ name: 'refit', user: { token: 'secret' } }],
      });
      expect(read).to.nested.include({ 'contexts[0].context.namespace': 'ml' });
      expect(read).to.nested.include({ 'clusters[0].cluster.certificate-authority-data': 'Q0E=' });
    } finally {
      folder.remove();
    }
  });

  describe("somebody's own cluster", () => {
    it('is used only when REFIT_TEST_KUBECONFIG names it', () => {
      expect(existingCluster({ KUBECONFIG: '/somewhere' })).to.equal(undefined);
      expect(existingRegistry({ REFIT_TEST_REGISTRY: 'registry.example.com' })).to.equal(undefined);
    });

    it('must be there', async () => {
      const failure = await existingCluster({ REFIT_TEST_KUBECONFIG: '/nowhere/config' })?.catch(String);
      expect(failure).to.contain('/nowhere/config: there is no such file');
    });

    it('tells which variable is missing, and is never stopped', async () => {
      const folder = temporaryFolder();
      try {
        const path = join(folder.path, 'config');
        writeFileSync(path, '{}');
        const env = { REFIT_TEST_KUBECONFIG: path, REFIT_TEST_REGISTRY: 'registry.example.com:5000' };
        const cluster = await existingCluster(env);
        expect(cluster?.kubeconfig).to.equal(path);
        expect(cluster?.registry).to.equal('registry.example.com:5000');
        expect(() => cluster?.hostAddress).to.throw('set REFIT_TEST_HOST_ADDRESS');
        expect(() => cluster?.s3).to.throw('set REFIT_TEST_S3_ENDPOINT');
        expect(await cluster?.stopApiServer().catch(String)).to.contain('is not touched');
      } finally {
        folder.remove();
      }
    });
  });
});
