import { join } from 'node:path';
import { expect } from 'chai';
import { RefitError, type Reason } from '../../controller/core/errors.ts';
import { createGit, type GitOptions, type GitWithCounters } from '../../controller/git/native.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import { temporaryFolder } from '../support/folder.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { TestRepository } from '../support/git-repository.ts';

/** A folder, a git server over it, and adapters that end with the test. */
export class GitFixture {
  readonly folder = temporaryFolder();
  readonly #gits: GitWithCounters[] = [];
  #server: GitHttpServer | undefined;

  path(...names: string[]): string {
    return join(this.folder.path, ...names);
  }

  get mirrors(): string {
    return this.path('mirrors');
  }

  git(options: Partial<GitOptions> = {}): GitWithCounters {
    const defaults = { folder: this.mirrors, allowLocal: true, clock: systemClock, random: () => 0.5 };
    const git = createGit({ ...defaults, ...options });
    this.#gits.push(git);
    return git;
  }

  async server(): Promise<GitHttpServer> {
    return (this.#server ??= await GitHttpServer.start(this.path('served')));
  }

  /** A bare repository on the server. */
  served(name: string, options: { readonly objectFormat?: 'sha1' | 'sha256' } = {}): Promise<TestRepository> {
    return TestRepository.create(this.path('served', name), { bare: true, ...options });
  }

  async end(): Promise<void> {
    for (const git of this.#gits) await git.close();
    await this.#server?.stop();
    this.folder.remove();
  }
}

/** What a promise was rejected with, which must be an error of the table with this reason. */
export async function refusal(promise: Promise<unknown>, reason: Reason): Promise<RefitError> {
  let thrown: unknown;
  try {
    await promise;
  } catch (error: unknown) {
    thrown = error;
  }
  if (!(thrown instanceof RefitError)) throw new Error(`expected ${reason}`, { cause: thrown });
  expect(thrown.reason, thrown.message).to.equal(reason);
  return thrown;
}
