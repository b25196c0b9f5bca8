import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { sshString } from '../../../controller/git/signatures/ssh-wire.ts';
import { day, distrusted, nobody, run, SignatureFixture } from './fixture.ts';

describe('git signatures: good ones that are for something else, or for another time', function () {
  this.timeout(60_000);
  let fixture: SignatureFixture;
  beforeEach(async () => {
    fixture = await SignatureFixture.create();
  });
  afterEach(() => fixture.end());

  /** An unsigned commit's bytes under a signature. */
  async function under(armored: (payload: string) => Promise<string>): Promise<string> {
    const payload = await fixture.content(await fixture.commit(nobody));
    const file = fixture.path(`payload-${payload.length}`);
    writeFileSync(file, payload, 'latin1');
    const header = `gpgsig ${(await armored(file)).trimEnd().replaceAll('\n', '\n ')}\n`;
    return fixture.object('commit', payload.replace('\n\n', `\n${header}\n`));
  }

  async function why(to: string, keys: ReadonlyMap<string, string>): Promise<string> {
    const { why: reason, message } = distrusted(await fixture.verify({ mode: 'Head', to, keys }));
    return `${reason}: ${message}`;
  }

  it('refuses what an SSH key signed in another namespace: a file, a mail', async () => {
    const key = await fixture.sshKey();
    const keys = new Map([['ada.pub', key.publicKey]]);
    const sign =
      (namespace: string) =>
      async (file: string): Promise<string> => {
        await run('ssh-keygen', ['-q', '-Y', 'sign', '-n', namespace, '-f', key.file, file]);
        const armored = readFileSync(`${file}.sig`, 'utf8');
        await run('rm', [`${file}.sig`]);
        return armored;
      };
    expect(await fixture.verify({ mode: 'Head', to: await under(sign('git')), keys })).to.include({ verified: true });
    for (const namespace of ['file', 'email', 'Git', 'git ', 'gitx']) {
      const to = await under(sign(namespace));
      expect(await why(to, keys), namespace).to.match(/^BadSignature: .* is for/);
      expect(await fixture.gitVerifies(to, keys), 'git').to.equal(false);
    }
  });

  it('refuses a certificate for a listed key, and one by a listed key', async () => {
    const [key, authority] = [await fixture.sshKey(), await fixture.sshKey()];
    const keys = new Map([['all.pub', `${key.publicKey}${authority.publicKey}`]]);
    await run('ssh-keygen', ['-q', '-s', authority.file, '-I', 'ada', '-n', 'ada@example.com', `${key.file}.pub`]);
    const [, blob = ''] = readFileSync(`${key.file}-cert.pub`, 'utf8').split(' ');
    const to = await under(async (file) => {
      await run('ssh-keygen', ['-q', '-Y', 'sign', '-n', 'git', '-f', key.file, file]);
      const bytes = Buffer.from(readFileSync(`${file}.sig`, 'utf8').split('\n').slice(1, -2).join(''), 'base64');
      const rest = bytes.subarray(10 + 4 + bytes.readUInt32BE(10));
      const swapped = Buffer.concat([bytes.subarray(0, 10), sshString(Buffer.from(blob, 'base64')), rest]);
      const lines = swapped.toString('base64').match(/.{1,70}/g) ?? [];
      return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----'].join('\n');
    });
    expect(await why(to, keys)).to.match(/^UnknownKey: .*ssh-ed25519-cert/);
  });

  it('refuses what an OpenPGP key signed as text, until a day that is over, or on one that is to come', async () => {
    const home = fixture.home();
    const stamp = (ms: number): string => new Date(Date.now() + ms).toISOString().replaceAll(/[-:]|\.\d+Z/g, '');
    await home.gpg([
      '--faked-system-time',
      stamp(-9 * day),
      '--quick-generate-key',
      'Ada <ada@example.com>',
      'ed25519',
    ]);
    const listed = await home.gpg(['--with-colons', '--list-keys']);
    const key = /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? '';
    const keys = new Map([['ada.asc', await home.export()]]);
    const text = (options: readonly string[]) => (file: string) =>
      home.gpg(['--armor', '--detach-sign', ...options, '--local-user', key, '--output', '-', file]);
    const signed: [readonly string[], RegExp][] = [
      [['--textmode'], /^Malformed: .*type 0x00/],
      [['--faked-system-time', stamp(-5 * day), '--default-sig-expire', '1d'], /^BadSignature: .*expired/],
      [['--faked-system-time', stamp(2 * day)], /^BadSignature: .*future/],
    ];
    expect(await fixture.verify({ mode: 'Head', to: await under(text([])), keys })).to.include({ verified: true });
    for (const [options, reason] of signed) expect(await why(await under(text(options)), keys)).to.match(reason);
  });
});
