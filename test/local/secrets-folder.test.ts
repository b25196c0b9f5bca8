import { expect } from 'chai';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importSecret, openFolderSecrets } from '../../controller/secrets/folder.ts';
import { temporaryFolder } from '../support/folder.ts';

describe('secrets folder', () => {
  let folder: string;
  let remove: () => void;
  beforeEach(() => {
    const made = temporaryFolder();
    [folder, remove] = [made.path, () => made.remove()];
  });
  afterEach(() => remove());

  const failure = (action: Promise<unknown>): Promise<unknown> =>
    action.then(
      () => undefined,
      (error: unknown) => error,
    );
  const secrets = (): string => join(folder, 'secrets');
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('takes in a file as one key, an .env file as lines, a directory as files', async () => {
    const store = openFolderSecrets(secrets());
    expect(await importSecret(secrets(), 'hub', file('token', 'dGVzdA==\n'))).to.deep.equal(['token']);
    expect(await store.read('any', 'hub', 'token')).to.equal('dGVzdA==');
    const env = file('s3.env', `# keys\n\nexport ID=abc\nKEY="a=b # c"\nEMPTY=\n`);
    expect(await importSecret(secrets(), 's3', env)).to.deep.equal(['ID', 'KEY', 'EMPTY']);
    expect(await store.read('any', 's3', 'KEY')).to.equal('a=b # c');
    mkdirSync(join(folder, 'keys'));
    file('keys/a', '1');
    file('keys/b', 'two\nlines\n');
    await importSecret(secrets(), 's3', join(folder, 'keys'));
    expect(await store.read('any', 's3', 'b')).to.equal('two\nlines');
    expect(await failure(store.read('any', 's3', 'ID'))).to.have.property('reason', 'SecretNotFound');
  });

  it('gives all keys at once, as a volume of Kubernetes has them too', async () => {
    const store = openFolderSecrets(secrets());
    await importSecret(secrets(), 'hub', file('s.env', 'ID=abc\nKEY=def\n'));
    mkdirSync(join(secrets(), 'hub', '..data'));
    expect([...(await store.entries('any', 'hub'))]).to.deep.equal([
      ['ID', 'abc'],
      ['KEY', 'def'],
    ]);
    for (const name of ['other', '..', '../secrets', '']) {
      expect(await failure(store.entries('any', name)), name).to.have.property('reason', 'SecretNotFound');
    }
  });

  it('keeps everything to its owner', async () => {
    mkdirSync(secrets(), { mode: 0o755 });
    await importSecret(secrets(), 'hub', file('token', 'x'));
    const mode = (path: string): number => statSync(join(secrets(), path)).mode & 0o777;
    expect([mode('.'), mode('hub'), mode('hub/token')]).to.deep.equal([0o700, 0o700, 0o600]);
    expect(readdirSync(secrets())).to.deep.equal(['hub']);
  });

  it('names secret and key that are missing, and never a value', async () => {
    await importSecret(secrets(), 'hub', file('token', 'sensitive'));
    const store = openFolderSecrets(secrets());
    for (const [name, key] of [
      ['hub', 'tokn'],
      ['hup', 'token'],
    ] as const) {
      const error = await failure(store.read('any', name, key));
      expect(error).to.have.property('reason', 'SecretNotFound');
      expect(String(error)).to.contain(name).and.to.contain(key).and.not.to.contain('sensitive');
    }
    expect(String(await failure(importSecret(secrets(), 'bad', file('x.env', 'OK=1\nsensitive\n')))))
      .to.contain('x.env:2')
      .and.not.to.contain('sensitive');
  });

  it('refuses names that are paths, files that are not there, binary or empty', async () => {
    const store = openFolderSecrets(secrets());
    file('outside', 'x');
    for (const [name, key] of [
      ['..', 'outside'],
      ['hub', '../../outside'],
      ['hub', '..'],
      ['a/b', 'c'],
      ['', 'x'],
    ] as const) {
      expect(await failure(store.read('any', name, key)), `${name} ${key}`).to.have.property(
        'reason',
        'SecretNotFound',
      );
    }
    expect(await failure(importSecret(secrets(), '../x', file('t', 'x')))).to.have.property('reason', 'SecretNotFound');
    expect(await failure(importSecret(secrets(), 'x', join(folder, 'not-there')))).to.have.property(
      'reason',
      'SecretNotFound',
    );
    expect(await failure(importSecret(secrets(), 'x', file('binary', 'a\0b')))).to.have.property(
      'reason',
      'SecretNotFound',
    );
    expect(await failure(importSecret(secrets(), 'x', file('e.env', '# nothing\n')))).to.have.property(
      'reason',
      'SecretNotFound',
    );
  });
});
