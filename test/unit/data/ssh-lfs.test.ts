import { expect } from 'chai';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReason } from '../../../controller/core/errors.ts';
import { askSshForLfs } from '../../../controller/data/git-credentials.ts';
import { lfsURL } from '../../../controller/data/lfs.ts';
import type { ProcessAccess } from '../../../controller/git/process.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('the LFS server of a repository', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  /** A program in place of ssh. */
  function ssh(script: string): ProcessAccess {
    const path = join(folder.path, 'ssh');
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return { config: [], environment: { GIT_SSH_COMMAND: `'${path}' -o 'A=b c'` }, secrets: ['of-the-key'] };
  }

  it('is at info/lfs below it', () => {
    expect(lfsURL('https://h/a/b')).to.equal('https://h/a/b.git/info/lfs');
    expect(lfsURL('https://h/a/b.git/')).to.equal('https://h/a/b.git/info/lfs');
  });

  it('over SSH is what git-lfs-authenticate says', async () => {
    const asked = join(folder.path, 'asked');
    const answer =
      '{"href":"https://lfs.example.com/team/data/","header":{"Authorization":"RemoteAuth x","n":1},"expires_in":60}';
    const access = ssh(`printf '%s\\n' "$@" > ${asked}\necho '${answer}'`);
    const server = await askSshForLfs("ssh://git@git.example.com:2222/team/it's%20data.git", access);
    expect(server.url).to.equal('https://lfs.example.com/team/data');
    expect(await server.credentials()).to.deep.equal({ headers: { Authorization: 'RemoteAuth x' } });
    expect(readFileSync(asked, 'utf8').split('\n')).to.deep.equal([
      '-o',
      'A=b c',
      '-p',
      '2222',
      'git@git.example.com',
      "git-lfs-authenticate '/team/it'\\''s data.git' download",
      '',
    ]);
  });

  it('gives no header that would frame a request, and no path of its address is an error of its own', async () => {
    const header =
      '{"Authorization":"x","Host":"inside","Transfer-Encoding":"chunked","x y":"1","x-a":"1\\r\\nx-b: 2"}';
    const access = ssh(`printf '%s' '{"href":"https://h/","header":${header}}'`);
    for (const path of ['/r', '/100%', '/%zz']) {
      const server = await askSshForLfs(`ssh://git@h${path}`, access);
      expect(await server.credentials()).to.deep.equal({ headers: { Authorization: 'x' } });
    }
  });

  it('is none when the host has no such command; secrets are not repeated, and nothing of an address is run', async () => {
    const access = ssh('echo "of-the-key is not known" >&2; exit 127');
    const mark = join(folder.path, 'run');
    const error = await askSshForLfs(`ssh://git@git.example.com/$(touch ${mark})`, access).catch(
      (thrown: unknown) => thrown,
    );
    expect(isReason(error, 'SourceUnavailable')).to.equal(true);
    expect(String(error)).to.contain('exit code 127: *** is not known');
    expect(existsSync(mark)).to.equal(false);
    for (const said of ['', 'nothing', '{}', '{"href":"no url"}']) {
      const other = await askSshForLfs('ssh://git@h/x', ssh(`echo '${said}'`)).catch((thrown: unknown) => thrown);
      expect(isReason(other, 'SourceUnavailable'), said).to.equal(true);
    }
  });
});
