import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RefitError } from '../../controller/core/errors.ts';
import { createGitAccess } from '../../controller/git/access.ts';
import { type AddressPolicy, createAddressPolicy } from '../../controller/git/addresses.ts';
import type { Repository } from '../../controller/git/git.ts';
import type { GitOptions, GitWithCounters } from '../../controller/git/native.ts';
import { Authority } from '../support/cluster/certificates/authority.ts';
import { GitFixture } from './fixture.ts';

/** Names that only the policy of these tests can resolve, so that whoever connects was told the address by it. */
export const gitHost = 'git.example.test';
export const elsewhere = 'elsewhere.example.test';

/** Git servers as companies have them: names, certificates, secrets. */
export class HostFixture extends GitFixture {
  readonly secrets = new Map<string, Record<string, string>>();
  /** How often a secret was read. */
  reads = 0;
  #authority: Promise<Authority> | undefined;

  /** The secret `git` of namespace `ml`, which `repository` names. */
  secret(entries: Record<string, string>): this {
    this.secrets.set('ml/git', entries);
    return this;
  }

  repository(url: string, namespace = 'ml'): Repository {
    return { url, access: { namespace, secret: 'git' } };
  }

  authority(): Promise<Authority> {
    const folder = this.path('certificates');
    mkdirSync(folder, { recursive: true });
    return (this.#authority ??= Authority.create(folder));
  }

  readonly credentials = createGitAccess({
    entries: async (namespace, name) => {
      this.reads++;
      const found = this.secrets.get(`${namespace}/${name}`);
      if (found === undefined) throw new RefitError('SecretNotFound', `secret ${name}: there is no such secret`);
      return new Map(Object.entries(found));
    },
  });

  readonly addresses: AddressPolicy = createAddressPolicy({ loopback: true }, async (name) => {
    if (name.endsWith('.example.test')) return ['127.0.0.1'];
    throw new Error(`asked for ${name}`);
  });

  /** An adapter as in a cluster: no local paths. */
  remote(options: Partial<GitOptions> = {}): GitWithCounters {
    const { credentials, addresses } = this;
    return this.git({ allowLocal: false, addresses, credentials, ...options });
  }
}

/** All that a thrown error says, its causes too. */
export function everythingSaid(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const stderr = 'stderr' in thrown ? String(thrown.stderr) : '';
  return `${thrown.message}\n${thrown.stack ?? ''}\n${stderr}\n${everythingSaid(thrown.cause ?? '')}`;
}

/** The arguments of every process of this machine. */
export function everyArgument(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(join('/proc', pid, 'cmdline'), 'latin1');
      } catch {
        return '';
      }
    });
}

/** Folders of private files that this process has now, and the modes of all in them. */
export function privateFiles(): { readonly path: string; readonly mode: number }[] {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(`refit-git-${process.pid}-`));
  const paths = folders.flatMap((name) => {
    const folder = join(tmpdir(), name);
    return [folder, ...(existsSync(folder) ? readdirSync(folder).map((file) => join(folder, file)) : [])];
  });
  return paths.flatMap((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? [] : [{ path, mode: found.mode & 0o777 }];
  });
}
