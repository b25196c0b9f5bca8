import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { executionName } from '../../controller/core/naming.ts';
import { temporaryFolder } from '../support/folder.ts';
import { TestEngine } from '../support/process-engine.ts';

/** A small file system of its own. @throws where the machine does not let us mount one: the test then fails and says so */
function smallDisk(megabytes: number): { readonly path: string; remove(): void } {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder.path], { stdio: 'ignore' });
  } catch (cause) {
    folder.remove();
    throw new Error('a tmpfs cannot be mounted here, and a full disk cannot be tested without one (run as root)', {
      cause,
    });
  }
  return {
    path: folder.path,
    remove() {
      execFileSync('umount', ['-l', folder.path]);
      folder.remove();
    },
  };
}

describe('process engine, full disk', function () {
  this.timeout(120_000);

  it('a step that finds the disk full is no fault of its code', async () => {
    const test = new TestEngine();
    const state = await test.run(test.request('head -c 10 /dev/zero > /dev/full'));
    expect(state).to.include({ phase: 'Infrastructure', reason: 'DiskFull' });
    await test.close();
  });

  it('a disk that fills while a step runs, publishes or fetches is reported, and the engine goes on', async () => {
    const disk = smallDisk(48);
    const test = new TestEngine(join(disk.path, 'state'));
    try {
      const outputs = [{ name: 'out', kind: 'data' as const, path: 'big' }];
      const running = test.request('head -c 100000000 /dev/zero > big', { outputs });
      expect(await test.run(running)).to.include({ phase: 'Infrastructure', reason: 'DiskFull' });
      await test.engine.remove(executionName(running.key));
      const publishing = test.request('head -c 26000000 /dev/zero > big', { outputs });
      expect(await test.run(publishing)).to.include({ phase: 'Infrastructure', reason: 'DiskFull' });
      await test.engine.remove(executionName(publishing.key));
      const quiet = test.request('cat /dev/zero > big 2>/dev/null; true', { outputs });
      expect(await test.run(quiet)).to.include({ phase: 'Infrastructure', reason: 'DiskFull' });
      await test.engine.remove(executionName(quiet.key));
      const small = test.request('head -c 18000000 /dev/zero > big', { outputs });
      const state = await test.run(small);
      expect(state).to.include({ phase: 'Succeeded' });
      const inputs = [
        {
          name: 'in',
          path: 'in',
          mode: 'Copy' as const,
          digest: state.outputs[0]?.digest ?? '',
          from: { kind: 'Artifact' as const },
        },
      ];
      const fetching = test.request('true', { inputs });
      expect(await test.run(fetching)).to.include({
        phase: 'Infrastructure',
        reason: 'DiskFull',
      });
      await test.engine.remove(executionName(fetching.key));
      await test.engine.remove(executionName(small.key));
      const later = test.request('cat in | wc -c', { inputs });
      expect(await test.run(later)).to.include({ phase: 'Succeeded' });
    } finally {
      await test.close();
      disk.remove();
    }
  });
});
