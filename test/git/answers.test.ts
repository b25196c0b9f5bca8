import { expect } from 'chai';
import { FakeClock } from '../support/fake-clock.ts';
import { GitFixture, refusal } from './fixture.ts';

describe('git: when hosts answered last', () => {
  let fixture: GitFixture;
  beforeEach(() => (fixture = new GitFixture()));
  afterEach(() => fixture.end());

  it('is told of those that are watched: also when the ref is not there, not when no answer came', async () => {
    const repository = await fixture.served('r.git');
    await repository.write('a', '1').commit('one');
    const server = await fixture.server();
    const at = { url: server.url('r.git') };
    const start = Date.UTC(2030, 0, 1);
    const clock = new FakeClock(start);
    const git = fixture.git({ clock });
    const answered = (): unknown => [...git.counters().answered];
    await git.resolve(at);
    expect(answered()).to.deep.equal([]);
    const end = git.watch(at, 3_600_000, () => undefined);
    await git.resolve(at);
    const host = server.origin.slice('http://'.length);
    expect(answered()).to.deep.equal([[host, start / 1000]]);
    clock.set(start + 1500);
    await refusal(git.resolve({ ...at, branch: 'none' }), 'RefNotFound');
    expect(answered()).to.deep.equal([[host, start / 1000 + 1.5]]);
    clock.set(start + 3000);
    server.fault = () => ({ kind: 'status', status: 503 });
    await refusal(git.resolve(at), 'SourceUnavailable');
    expect(answered()).to.deep.equal([[host, start / 1000 + 1.5]]);
    end();
    expect(answered()).to.deep.equal([]);
  });
});
