import { expect } from 'chai';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { headLimit, openBoundedLog, tailLimit } from '../../../controller/engines/process/bounded-log.ts';
import { readLog } from '../../../controller/engines/process/read-log.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('bounded log', () => {
  let folder: string;
  let remove: () => void;
  beforeEach(() => {
    const made = temporaryFolder();
    [folder, remove] = [made.path, () => made.remove()];
  });
  afterEach(() => remove());

  async function read(position = { offset: 0 }): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of readLog(folder, position)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('latin1');
  }

  it('keeps a short log whole, and shows it while it grows', async () => {
    const log = openBoundedLog(folder, []);
    const position = { offset: 0 };
    log.write(Buffer.from('one\n'));
    expect(await read(position)).to.equal('one\n');
    log.write(Buffer.from('two\n'));
    log.end();
    expect(await read(position)).to.equal('two\n');
    expect(await read()).to.equal('one\ntwo\n');
    expect(log.last(4).toString()).to.equal('two\n');
  });

  it('says how many bytes it dropped between beginning and end', async () => {
    const log = openBoundedLog(folder, []);
    const line = (index: number): string => `${String(index).padStart(9, '0')}\n`;
    const total = 800_000;
    for (let index = 0; index < total; index += 1000) {
      log.write(Buffer.from(Array.from({ length: 1000 }, (_, more) => line(index + more)).join('')));
    }
    log.end();
    const text = await read();
    const dropped = total * 10 - headLimit - tailLimit;
    expect(text.slice(0, 10)).to.equal(line(0));
    expect(text.slice(-10)).to.equal(line(total - 1));
    expect(text).to.contain(`[refit: ${dropped} bytes of the log were dropped here]`);
    expect(statSync(join(folder, 'log')).size).to.equal(headLimit);
  });

  it('keeps a log that is just over the first limit whole', async () => {
    const log = openBoundedLog(folder, []);
    const text = 'x'.repeat(headLimit - 3) + 'abcdefgh';
    log.write(Buffer.from(text));
    log.end();
    expect(await read()).to.equal(text);
  });
});
