import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contextFiles, imageKey } from '../../support/cluster/images/key.ts';
import { packLayout, writeImageLayout } from '../../support/cluster/images/layout.ts';
import { fullName } from '../../support/cluster/images/node.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('images of the test cluster', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  function put(path: string, content = 'x'): string {
    const file = join(folder.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  describe('the files of a context', () => {
    it('are all files without a .dockerignore', () => {
      put('context/b/c');
      put('context/a');
      expect(contextFiles(join(folder.path, 'context'))).to.deep.equal(['a', 'b/c']);
    });

    it('are what a list of exceptions takes back', () => {
      for (const path of [
        'package.json',
        'controller/a.ts',
        'controller/deep/b.ts',
        'test/c.ts',
        'node_modules/d/e.js',
      ])
        put(`context/${path}`);
      put('context/.dockerignore', '# only these\n*\n!package.json\n!controller\n');
      const files = ['controller/a.ts', 'controller/deep/b.ts', 'package.json'];
      expect(contextFiles(join(folder.path, 'context'))).to.deep.equal(files);
    });

    it('leave out what is named, and take back below it', () => {
      for (const path of ['a/keep/b', 'a/c', 'd.log', 'e/f.log']) put(`context/${path}`);
      put('context/.dockerignore', 'a\n!a/keep\n*.log\n.dockerignore\n');
      expect(contextFiles(join(folder.path, 'context'))).to.deep.equal(['a/keep/b', 'e/f.log']);
    });
  });

  describe('the key of an image', () => {
    const base = (): { dockerfile: string; context: string; args: Record<string, string> } => ({
      dockerfile: put('Dockerfile', 'FROM scratch\n'),
      context: dirname(put('context/a', 'one')),
      args: { A: '1', B: '2' },
    });

    it('stays the same for the same inputs, whatever the order of the arguments', () => {
      const inputs = base();
      const key = imageKey(inputs);
      expect(imageKey({ ...inputs, args: { B: '2', A: '1' } })).to.equal(key);
      expect(key).to.match(/^[0-9a-f]{20}$/);
    });

    it('changes with a byte, a name, a mode, an argument and the Dockerfile', () => {
      const inputs = base();
      const keys = [imageKey(inputs), imageKey({ ...inputs, args: { A: '1', B: '3' } })];
      put('context/a', 'two');
      keys.push(imageKey(inputs));
      chmodSync(join(inputs.context, 'a'), 0o755);
      keys.push(imageKey(inputs));
      put('context/b', 'two');
      keys.push(imageKey(inputs));
      put('Dockerfile', 'FROM other\n');
      keys.push(imageKey(inputs));
      expect(new Set(keys).size).to.equal(keys.length);
    });
  });

  it('a name is completed as containerd completes it', () => {
    expect(fullName('refit-controller:0.1.0')).to.equal('docker.io/library/refit-controller:0.1.0');
    expect(fullName('team/digits:1')).to.equal('docker.io/team/digits:1');
    for (const whole of ['registry.example.com/team/digits:1.0', 'localhost/a:1', '10.0.0.1:5000/a:1'])
      expect(fullName(whole)).to.equal(whole);
  });

  it('a layout names its image, and the same folder gives the same layer', async () => {
    put('root/bin/hello', 'hello');
    const [one, two] = [join(folder.path, 'one'), join(folder.path, 'two')];
    const content = { root: join(folder.path, 'root'), entrypoint: ['/bin/hello'] };
    await writeImageLayout(one, 'localhost/hello:1', content);
    put('root/bin/hello', 'hello');
    await writeImageLayout(two, 'localhost/hello:1', content);
    const index = readFileSync(join(one, 'index.json'), 'utf8');
    expect(index).to.contain('"io.containerd.image.name":"localhost/hello:1"');
    expect(readFileSync(join(two, 'index.json'), 'utf8')).to.equal(index);
    const file = join(folder.path, 'image.tar');
    await packLayout(one, file);
    expect(execFileSync('tar', ['-tf', file], { encoding: 'utf8' })).to.contain('oci-layout\nindex.json\n');
  });
});
