import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { RepositoryRef, ResolvedRef } from '../../controller/git/git.ts';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { Contents } from '../../controller/reconcile/contents.ts';
import { type TestRepository, runGit } from '../support/git-repository.ts';

/** The inputs that are judged: a folder of code, one of data, and everything. */
const inputs: Readonly<Record<string, readonly string[]>> = { code: ['code/'], data: ['data/'], all: [] };

/** What a look at a ref found. */
export interface Look {
  readonly resolved: ResolvedRef;
  /** The inputs whose content is another than at the look before. */
  readonly changed: readonly string[];
  /** Subjects of the commits since the look before, newest first. */
  readonly commits: readonly string[];
}

/**
 * Follows a ref as the controller does, and compares everything it is told with what plain git says of the server's own
 * repository: the revision, the entries, the difference to the last look, the content of each input.
 */
export class Onlooker {
  readonly #git: GitWithCounters;
  readonly #contents: Contents;
  readonly #ref: RepositoryRef;
  readonly #repository: TestRepository;
  #last: { readonly commit: string; readonly digests: Readonly<Record<string, string>> } | undefined;

  constructor(git: GitWithCounters, ref: RepositoryRef, repository: TestRepository) {
    this.#git = git;
    this.#contents = new Contents(git);
    this.#ref = ref;
    this.#repository = repository;
  }

  async look(): Promise<Look> {
    const at = this.#ref;
    const resolved = await this.#git.resolve(at);
    const { commit } = resolved;
    await this.#git.ensure(at, commit);
    const entries = await this.#git.entries(at, commit);
    const listed = entries.map(({ path, mode, oid }) => `${mode} ${oid} ${path}\0`).join('');
    expect(listed === (await plainEntries(this.#repository, commit)), 'entries as ls-tree says').to.equal(true);
    const digests: Record<string, string> = {};
    for (const [name, paths] of Object.entries(inputs)) {
      digests[name] = (await this.#contents.select(at, commit, paths)).digest;
      expect(digests[name], name).to.equal(await plainDigest(this.#repository, commit, paths));
    }
    const last = this.#last ?? { commit, digests };
    this.#last = { commit, digests };
    const changes = await this.#git.changes(at, last.commit, commit);
    expect(plainText(changes)).to.deep.equal(await plainChanges(this.#repository, last.commit, commit));
    const commits = await this.#git.commits(at, last.commit, commit, 1000);
    return {
      resolved,
      changed: Object.keys(digests).filter((name) => digests[name] !== last.digests[name]),
      commits: commits.map(({ subject }) => subject),
    };
  }
}

async function plainEntries({ path }: TestRepository, commit: string): Promise<string> {
  const raw = await runGit(path, ['--no-replace-objects', 'ls-tree', '-r', '-z', '--full-tree', commit]);
  return raw.replaceAll(/(\d{6}) \w+ ([0-9a-f]+)\t([^\0]*)\0/g, '$1 $2 $3\0');
}

/** The content digest of docs/spec/fingerprint.md, over what `git ls-tree` selects. */
async function plainDigest({ path }: TestRepository, commit: string, below: readonly string[]): Promise<string> {
  const args = ['--no-replace-objects', 'ls-tree', '-r', '-z', '--full-tree', commit, '--', ...below];
  const hash = createHash('sha256');
  for (const entry of (await runGit(path, args)).split('\0').slice(0, -1)) {
    const [mode = '', , oid = ''] = entry.slice(0, entry.indexOf('\t')).split(' ');
    const identity = `${mode === '160000' ? 'submodule' : 'git'}:${oid}`;
    hash.update(Buffer.from(`${mode} ${identity}\0${entry.slice(entry.indexOf('\t') + 1)}\0`, 'latin1'));
  }
  return `sha256:${hash.digest('hex')}`;
}

function plainText(changes: Awaited<ReturnType<GitWithCounters['changes']>>): string[] {
  const side = (entry?: { mode: string; oid: string }): string => (entry ? `${entry.mode} ${entry.oid}` : 'nothing');
  return changes.map(({ path, before, after }) => `${side(before)} > ${side(after)} ${path}`).toSorted();
}

async function plainChanges({ path }: TestRepository, from: string, to: string): Promise<string[]> {
  const args = ['--no-replace-objects', 'diff-tree', '-r', '-z', '--raw', '--no-renames', '--full-index', from, to];
  const fields = (await runGit(path, args)).split('\0');
  const said: string[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [before = '', after = '', from_ = '', to_ = ''] = (fields[at] ?? '').slice(1).split(' ');
    const side = (mode: string, oid: string): string => (/^0+$/.test(oid) ? 'nothing' : `${mode} ${oid}`);
    said.push(`${side(before, from_)} > ${side(after, to_)} ${fields[at + 1]}`);
  }
  return said.toSorted();
}
