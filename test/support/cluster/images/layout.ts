import { createHash } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../build/run.ts';

/** What a one-layer image is made of. */
export interface ImageContent {
  /** The folder that becomes the root file system. */
  readonly root: string;
  readonly entrypoint?: readonly string[];
  readonly env?: readonly string[];
}

/**
 * Writes an OCI image layout with one layer into an empty folder, owners root and times zero. @param name what
 * `ctr images import` calls it
 */
export async function writeImageLayout(folder: string, name: string, content: ImageContent): Promise<void> {
  const blobs = join(folder, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const layerFile = join(folder, 'layer.tar');
  const fixed = ['--sort=name', '--numeric-owner', '--mtime=@0', '--format=posix'];
  fixed.push('--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime');
  await run('tar', ['-C', content.root, ...fixed, '-cf', layerFile, '.']);
  const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar', ...(await moveToBlobs(layerFile, blobs)) };
  const config = writeBlob(blobs, 'application/vnd.oci.image.config.v1+json', {
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: {
      Env: content.env ?? ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      ...(content.entrypoint === undefined ? {} : { Entrypoint: content.entrypoint }),
    },
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
    // One entry per layer: builders that go on from here count them.
    history: [{ created: '1970-01-01T00:00:00Z', created_by: 'refit test cluster' }],
  });
  const manifest = writeBlob(blobs, 'application/vnd.oci.image.manifest.v1+json', {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config,
    layers: [layer],
  });
  const annotations = { 'io.containerd.image.name': name, 'org.opencontainers.image.ref.name': name };
  const index = { schemaVersion: 2, manifests: [{ ...manifest, annotations }] };
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

function writeBlob(blobs: string, mediaType: string, value: unknown): Descriptor {
  const bytes = Buffer.from(JSON.stringify(value));
  const hex = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(blobs, hex), bytes);
  return { mediaType, digest: `sha256:${hex}`, size: bytes.length };
}

async function moveToBlobs(file: string, blobs: string): Promise<{ digest: string; size: number }> {
  const { size } = statSync(file);
  const hex = (await run('sha256sum', ['--', file])).slice(0, 64);
  await run('mv', ['--', file, join(blobs, hex)]);
  return { digest: `sha256:${hex}`, size };
}

/** Packs a layout folder into the tar that `ctr images import` reads. */
export async function packLayout(folder: string, file: string): Promise<void> {
  await run('tar', ['-C', folder, '-cf', file, 'oci-layout', 'index.json', 'blobs']);
}
