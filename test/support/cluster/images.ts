import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoom } from './build/cache.ts';
import { withLock } from './build/lock.ts';
import { run } from './build/run.ts';
import { ensureCluster } from './cluster.ts';
import { existingRegistry } from './existing.ts';
import { ensureBaseImage } from './images/base.ts';
import { ensureBuiltImage } from './images/build.ts';
import type { ImageInputs } from './images/key.ts';
import { nameOnNode } from './images/node.ts';

/** An image to build, and the names by which manifests ask for it. */
export interface ImageRequest extends ImageInputs {
  /** Names by which the node is to know the image as well, such as `refit-controller:0.1.0`. */
  readonly names?: readonly string[];
}

const root = join(import.meta.dirname, '..', '..', '..');
const npm = 'npm@11.19.1';

/**
 * Builds an image from a Dockerfile and puts it into the node's registry; a second call with the same inputs only looks.
 * @param name its repository in the registry @returns its reference: `<registry>/<name>:<key>`
 */
export async function ensureImage(name: string, request: ImageRequest): Promise<string> {
  await ensureCluster();
  const reference = await ensureBuiltImage(name, request);
  // The nodes of somebody's own cluster know an image by its reference only.
  if (existingRegistry() === undefined) for (const one of request.names ?? []) await nameOnNode(reference, one);
  return reference;
}

/** A Debian with git, git-lfs, ssh and tini. @returns its reference */
export async function baseImage(): Promise<string> {
  await ensureCluster();
  return ensureBaseImage();
}

/** The base image with Python 3.11 and venv. @returns its reference */
export async function pythonImage(): Promise<string> {
  const folder = join(import.meta.dirname, 'images');
  const context = join(cacheRoom('images'), 'empty');
  mkdirSync(context, { recursive: true });
  const args = { BASE: await baseImage() };
  return ensureImage('refit-test/python', { dockerfile: join(folder, 'python.Dockerfile'), context, args });
}

/** The controller's image from the repository's Dockerfile, also under the name that `manifests/` use. @returns its reference */
export async function controllerImage(): Promise<string> {
  const args = { BASE: await baseImage(), BUILDER: await builderImage() };
  const names = ['refit-controller:0.1.0'];
  return ensureImage('refit-controller', { dockerfile: join(root, 'Dockerfile'), context: root, args, names });
}

/** The image of examples/digits, also under the name that its workflow for clusters uses. @returns its reference */
export async function digitsImage(): Promise<string> {
  const example = join(root, 'examples', 'digits');
  const args = { BASE: await pythonImage() };
  const names = ['registry.example.com/team/digits:1.0'];
  const dockerfile = join(example, 'Dockerfile');
  return ensureImage('team/digits', { dockerfile, context: join(example, 'code'), args, names });
}

/** Node and npm on the base image, both as npm packages carry them. */
async function builderImage(): Promise<string> {
  const context = await builderContext();
  const dockerfile = join(import.meta.dirname, 'images', 'builder.Dockerfile');
  return ensureImage('refit-test/builder', { dockerfile, context, args: { BASE: await baseImage() } });
}

async function builderContext(): Promise<string> {
  const images = cacheRoom('images');
  const context = join(images, `builder-node-${process.version}-${npm}`);
  await withLock(join(images, '.builder.lock'), async () => {
    if (existsSync(context)) return;
    const work = mkdtempSync(join(images, 'builder-work-'));
    try {
      cpSync(process.execPath, join(work, 'context', 'node'));
      const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', join(work, 'npm')];
      await run('npm', ['install', ...options, npm]);
      cpSync(join(work, 'npm', 'node_modules', 'npm'), join(work, 'context', 'npm'), { recursive: true });
      renameSync(join(work, 'context'), context);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
  return context;
}
