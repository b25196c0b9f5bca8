import { expect } from 'chai';
import { describe, it } from 'mocha';
import { sha256Hex } from '../../../controller/core/hash.ts';
import { releaseContent, releaseDigest } from '../../../controller/core/release.ts';
import type { Release } from '../../../controller/serving/serving.ts';

const release: Release = {
  model: 'sha256:m',
  command: ['python', 'serve.py'],
  args: [],
  env: [
    { name: 'B', secret: { name: 'hub', key: 'token' } },
    { name: 'A', value: '1' },
  ],
  inputs: [
    { name: 'code', path: '.', mode: 'Copy', digest: 'sha256:c', artifact: 'sha256:d' },
    { name: 'assets', path: '../assets', mode: 'Mount', digest: 'sha256:e', artifact: 'sha256:f' },
  ],
  port: 8080,
  readiness: { path: '/healthz', timeoutMs: 120_000 },
};

describe('release document', () => {
  it('reads back as the release, ordered by name', () => {
    const read: unknown = JSON.parse(releaseContent(release));
    expect(read).to.deep.equal({ ...release, env: release.env.toReversed(), inputs: release.inputs.toReversed() });
    expect(releaseDigest(release)).to.equal(sha256Hex(releaseContent(release)));
  });

  it('does not depend on the order of names or fields', () => {
    const { model, ...rest } = release;
    const turned: Release = { ...rest, model, env: release.env.toReversed(), inputs: release.inputs.toReversed() };
    expect(releaseDigest(turned)).to.equal(releaseDigest(release));
    expect(releaseDigest({ ...release, model: 'sha256:n' })).not.to.equal(releaseDigest(release));
  });
});
