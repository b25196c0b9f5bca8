import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { TestRepository } from '../support/git-repository.ts';
import { GitFixture, refusal } from './fixture.ts';

/** Ways a mirror can be damaged, by its `repo.git`. */
const damages: Record<string, (gitDir: string) => void> = {
  'has no HEAD': (gitDir) => rmSync(join(gitDir, 'HEAD')),
  'has a garbled HEAD': (gitDir) => writeFileSync(join(gitDir, 'HEAD'), 'garbage'),
  'has a garbled config': (gitDir) => writeFileSync(join(gitDir, 'config'), '[core\nbroken'),
  'has a truncated description': (gitDir) => writeFileSync(join(gitDir, 'refit.json'), '{"ver'),
  'has lost its packs': (gitDir) => eachPack(gitDir, (file) => rmSync(file)),
  'has lost the index of its packs': (gitDir) => eachPack(gitDir, (file) => file.endsWith('.idx') && rmSync(file)),
  'has truncated packs': (gitDir) => eachPack(gitDir, (file) => file.endsWith('.pack') && truncateSync(file, 40)),
  'has empty packs': (gitDir) => eachPack(gitDir, (file) => truncateSync(file, 0)),
  'has garbled packs': (gitDir) =>
    eachPack(gitDir, (file) => {
      const bytes = readFileSync(file);
      if (file.endsWith('.pack')) writeFileSync(file, bytes.fill(0x55, 12, bytes.length - 20));
    }),
  'has lost its objects folder': (gitDir) => rmSync(join(gitDir, 'objects'), { recursive: true }),
  'has a garbled pin': (gitDir) => {
    mkdirSync(join(gitDir, 'refs', 'refit', 'pins'), { recursive: true });
    writeFileSync(join(gitDir, 'refs', 'refit', 'pins', '1'.repeat(40)), `${'1'.repeat(40)}\n`);
  },
  'is an empty folder': (gitDir) => {
    rmSync(gitDir, { recursive: true });
    mkdirSync(gitDir);
  },
  'is a file': (gitDir) => {
    rmSync(gitDir, { recursive: true });
    writeFileSync(gitDir, 'x');
  },
  'is gone': (gitDir) => rmSync(gitDir, { recursive: true }),
  'is gone with its folder': (gitDir) => rmSync(join(gitDir, '..'), { recursive: true }),
};

function eachPack(gitDir: string, act: (file: string) => void): void {
  const packs = join(gitDir, 'objects', 'pack');
  for (const name of readdirSync(packs)) {
    chmodSync(join(packs, name), 0o644);
    act(join(packs, name));
  }
}

for (const kind of ['http', 'local'] as const) {
  describe(`git: a broken mirror (${kind})`, () => {
    let fixture: GitFixture;
    let repository: TestRepository;
    let at: { url: string };
    beforeEach(async () => {
      fixture = new GitFixture();
      repository = await fixture.served('r.git');
      at = { url: kind === 'local' ? repository.path : (await fixture.server()).url('r.git') };
    });
    afterEach(() => fixture.end());

    for (const [name, damage] of Object.entries(damages)) {
      for (const when of ['between two controllers', 'under a running one'] as const) {
        it(`is made again when it ${name}, ${when}`, async () => {
          const first = await repository.write('a', '1').write('deep/er/b', '1').commit('one');
          const before = fixture.git();
          await before.ensure(at, first);
          await before.entries(at, first);
          damage(gitDirOf(fixture.mirrors));
          const git = when === 'under a running one' ? before : fixture.git();
          const second = await repository.write('deep/er/b', '2').commit('two');
          await git.ensure(at, second);
          expect((await git.changes(at, first, second)).map(({ path }) => path)).to.deep.equal(['deep/er/b']);
          const entries = await git.entries(at, second);
          expect(entries).to.have.length(2);
          expect(
            (
              await git.blobs(
                at,
                entries.map(({ oid }) => oid),
                10,
              )
            ).size,
          ).to.equal(2);
          expect(await git.commits(at, first, second, 5)).to.have.length(1);
          expect((await git.commit(at, first)).subject).to.equal('one');
        });
      }
    }
  });
}

describe('git: a mirror that cannot be mended', () => {
  let fixture: GitFixture;
  beforeEach(() => (fixture = new GitFixture()));
  afterEach(() => fixture.end());

  it('is reported as the local repository it borrows from', async () => {
    const repository = await TestRepository.create(fixture.path('r'));
    const commit = await repository.write('d/a', '1').commit('one');
    const tree = await repository.git('rev-parse', `${commit}:d`);
    const object = repository.file('.git', 'objects', tree.slice(0, 2), tree.slice(2));
    chmodSync(object, 0o644);
    writeFileSync(object, 'garbage');
    const git = fixture.git();
    await refusal(git.entries({ url: repository.path }, commit), 'SourceUnavailable');
    rmSync(object);
    await refusal(git.entries({ url: repository.path }, commit), 'SourceUnavailable');
  });

  it('is made again by several questions at once, and answers them all', async () => {
    const repository = await fixture.served('r.git');
    const at = { url: (await fixture.server()).url('r.git') };
    const commit = await repository.write('d/a', '1').commit('one');
    const git = fixture.git();
    await git.ensure(at, commit);
    rmSync(gitDirOf(fixture.mirrors), { recursive: true });
    const answers = await Promise.all(Array.from({ length: 20 }, () => git.entries(at, commit)));
    for (const answer of answers) expect(answer).to.have.length(1);
  });

  it('is shared by two controllers, of which either may find it broken', async () => {
    const repository = await fixture.served('r.git');
    const at = { url: (await fixture.server()).url('r.git') };
    const first = await repository.write('d/a', '1').commit('one');
    const gits = [fixture.git(), fixture.git(), fixture.git()];
    await Promise.all(gits.map((git) => git.ensure(at, first)));
    rmSync(join(gitDirOf(fixture.mirrors), 'objects'), { recursive: true });
    const second = await repository.write('d/a', '2').commit('two');
    const changes = await Promise.all(gits.map((git) => git.changes(at, first, second)));
    for (const change of changes) expect(change).to.have.length(1);
  });

  it('has at most a bounded number of pins', async () => {
    const repository = await fixture.served('r.git');
    const at = { url: (await fixture.server()).url('r.git') };
    const first = await repository.write('a', '1').commit('one');
    const git = fixture.git();
    await git.ensure(at, first);
    const pins = join(gitDirOf(fixture.mirrors), 'refs', 'refit', 'pins');
    for (let index = 0; index < 1200; index++) {
      const name = index.toString(16).padStart(40, '0');
      writeFileSync(join(pins, name), `${first}\n`);
    }
    const second = await repository.write('a', '2').commit('two');
    await git.ensure(at, second);
    expect(readdirSync(pins)).to.have.length(1000).and.to.include(second);
    expect(await git.changes(at, first, second)).to.have.length(1);
  });
});

function gitDirOf(mirrors: string): string {
  const [key] = readdirSync(mirrors);
  return join(mirrors, key ?? '', 'repo.git');
}
