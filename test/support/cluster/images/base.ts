import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoom } from '../build/cache.ts';
import { withLock } from '../build/lock.ts';
import { ensureImagePackages } from '../build/packages.ts';
import { say, secondsSince } from '../build/progress.ts';
import { run } from '../build/run.ts';
import { writeImageLayout } from './layout.ts';
import { isPushed, pushLayout, referenceOf } from './registry.ts';

const suite = 'bookworm';
const packages = ['ca-certificates', 'git', 'git-lfs', 'openssh-client', 'tini'];
const repository = 'refit-test/base';

/** What is left out of the image: caches, devices (every container has its own), pages nobody reads in it. */
const removed = ['var/cache/apt', 'var/lib/apt/lists', 'var/log', 'usr/share/man', 'usr/share/doc', 'usr/share/locale'];

/**
 * The image that others are built on, in the node's registry: a Debian made by debootstrap, with git, git-lfs, ssh and
 * tini. Its layout stays in the cache. Root only. @returns its reference
 */
export async function ensureBaseImage(): Promise<string> {
  const recipe = JSON.stringify({ version: 2, suite, packages, removed, arch: process.arch });
  const key = createHash('sha256').update(recipe).digest('hex').slice(0, 20);
  if (!(await isPushed(repository, key))) {
    const images = cacheRoom('images');
    await withLock(join(images, '.base.lock'), async () => {
      const layout = join(images, `base-${key}`);
      if (!existsSync(layout)) await makeLayout(images, layout, referenceOf(repository, key));
      await pushLayout(layout, repository, key);
    });
  }
  return referenceOf(repository, key);
}

async function makeLayout(images: string, layout: string, name: string): Promise<void> {
  await ensureImagePackages();
  const start = Date.now();
  say(`making the base image (debootstrap ${suite}) ...`);
  const work = mkdtempSync(join(images, 'base-work-'));
  try {
    const root = join(work, 'root');
    await run('debootstrap', ['--variant=minbase', `--include=${packages.join(',')}`, suite, root]);
    for (const path of removed) rmSync(join(root, path), { recursive: true, force: true });
    await run('find', [join(root, 'dev'), '-mindepth', '1', '-delete']);
    for (const path of ['var/log', 'var/cache/apt/archives/partial', 'var/lib/apt/lists/partial']) {
      await run('mkdir', ['-p', join(root, path)]);
    }
    // As Debian's own images do: installing leaves no package files behind.
    writeFileSync(join(root, 'etc/apt/apt.conf.d/90-image'), 'Dir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\n');
    writeFileSync(join(root, 'etc/resolv.conf'), '');
    await writeImageLayout(join(work, 'layout'), name, { root });
    renameSync(join(work, 'layout'), layout);
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
  say(`made the base image in ${secondsSince(start)}`);
}
