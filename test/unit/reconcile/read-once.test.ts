import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openFolderArtifacts } from '../../../controller/artifacts/folder.ts';
import type { Artifacts, AttemptRecord } from '../../../controller/artifacts/artifacts.ts';
import { readOnce } from '../../../controller/reconcile/read-once.ts';
import { temporaryFolder } from '../../support/folder.ts';

const fingerprint = `sha256:${'ab'.repeat(32)}`;

function attempt(number: number): AttemptRecord {
  return {
    fingerprint,
    attempt: number,
    outcome: 'Failed',
    reason: 'ExitCode',
    message: '',
    finishedAt: '2026-01-01T00:00:00.000Z',
    seconds: 1,
    outputs: [],
    metrics: {},
    execution: { workflow: 'w', step: 's', subject: 'candidate', name: `e-${number}` },
  };
}

describe('readOnce', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let artifacts: Artifacts;
  beforeEach(() => {
    folder = temporaryFolder();
    artifacts = openFolderArtifacts({ folder: folder.path });
  });
  afterEach(() => folder.remove());

  it('keeps telling what it was told first, of each namespace and fingerprint', async () => {
    await artifacts.record('one', attempt(1));
    const once = readOnce(artifacts);
    expect(await once.attempts('one', fingerprint)).to.have.length(1);
    await artifacts.record('one', attempt(2));
    expect(await once.attempts('one', fingerprint)).to.have.length(1);
    expect(await once.attempts('two', fingerprint)).to.have.length(0);
    expect(await readOnce(artifacts).attempts('one', fingerprint)).to.have.length(2);
  });

  it('writes through, and reads all else anew', async () => {
    const once = readOnce(artifacts);
    const { digest } = await once.write(Buffer.from('bytes'));
    expect((await once.stat(digest))?.size).to.equal(5);
    expect(await once.readNote('one', 'note')).to.equal(undefined);
    expect(await once.writeNote('one', 'note', { a: 1 })).to.equal(true);
    expect(await once.readNote('one', 'note')).to.deep.equal({ a: 1 });
    expect(await once.verify(digest)).to.equal(true);
  });
});
