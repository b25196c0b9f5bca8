import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createLogger, type LogOptions, type RootLogger } from '../../../controller/log.ts';
import { RefitError } from '../../../controller/core/errors.ts';
import { redact, redactText } from '../../../controller/runtime/redact.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { collectingLogger } from '../../support/log.ts';

/** What a logger of these options writes while `work` uses it. */
async function written(options: Omit<LogOptions, 'stream'>, work: (log: RootLogger) => void): Promise<string> {
  const stream = new PassThrough();
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const log = await createLogger({ ...options, stream });
  work(log);
  await log.close();
  return text;
}

function parse(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

describe('createLogger', () => {
  it('writes one JSON object per line, with the fields of its parents', async () => {
    const text = await written({ format: 'json', level: 'info' }, (log) => {
      log.child({ workflow: 'digits' }).child({ run: 'digits-1' }).info('run began', { step: 'train' });
      log.debug('unheard');
      log.error('it failed', { error: new RefitError('SourceUnavailable', 'no\nhost', new Error('inner')) });
    });
    const [first, second] = parse(text);
    expect(first).to.include({
      level: 'info',
      message: 'run began',
      workflow: 'digits',
      run: 'digits-1',
      step: 'train',
    });
    expect(second).to.have.nested.property('error.reason', 'SourceUnavailable');
    expect(second).to.have.nested.property('error.message', 'no\nhost');
    expect(second).to.have.nested.property('error.cause.message', 'inner');
    expect(parse(text)).to.have.length(2);
  });

  it('lets no field take the place of time, level or message', async () => {
    const text = await written({ format: 'json', level: 'info' }, (log) =>
      log.info('mine', { message: 'theirs', level: 'error', time: 'never' }),
    );
    expect(parse(text)[0]).to.include({ message: 'mine', level: 'info' }).and.not.include({ time: 'never' });
  });

  it('writes readable lines, each one line whatever it holds', async () => {
    const text = await written({ format: 'text', level: 'debug' }, (log) => {
      log.warn('step failed', {
        step: 'train',
        paths: ['a', 'b'],
        message: 'two\nlines \u001b[31m',
        error: new Error('x y'),
      });
    });
    expect(text).to.match(
      /^\d\d:\d\d:\d\d\.\d{3} warn {2}step failed step=train paths=\["a","b"\] message="two\\nlines \\u001b\[31m" error="x y"\n$/,
    );
  });

  it('survives fields that are no JSON', async () => {
    const cycle: Record<string, unknown> = { big: 1n, none: undefined };
    cycle['self'] = cycle;
    const text = await written({ format: 'json', level: 'info' }, (log) =>
      log.info('odd', { cycle, bytes: Buffer.alloc(9) }),
    );
    expect(parse(text)[0]).to.have.nested.property('cycle.big', '1');
    expect(parse(text)[0]).to.have.property('bytes', '<9 bytes>');
  });

  it('masks secrets everywhere in a line', async () => {
    const forget = redact('s3cret "value"\n');
    const text = await written({ format: 'json', level: 'info' }, (log) => {
      log.info('cloning https://me:pass@git.example.com/x with s3cret "value"', {
        'key s3cret "value"': 1,
        nested: [{ deep: 's3cret%20%22value%22' }],
        base: Buffer.from('s3cret "value"').toString('base64'),
        error: new Error('s3cret "value"', { cause: new Error('at s3cret "value"') }),
      });
    });
    forget();
    expect(text).to.not.match(/s3cret|me:pass|czNjcmV0/);
    expect(text).to.contain('https://***@git.example.com/x');
    expect(redactText('s3cret "value"')).to.contain('s3cret');
  });

  it('writes to a file', async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'controller.log');
    const log = await createLogger({ format: 'json', level: 'info', file });
    for (let n = 0; n < 100; n += 1) log.info('line', { n });
    await log.close();
    expect(parse(readFileSync(file, 'utf8'))).to.have.length(100);
    folder.remove();
  });
});

describe('redactText', () => {
  it('masks the user information of urls only', () => {
    const cases: [string, string][] = [
      ['ssh://git:p%40ss@host:22/x', 'ssh://***@host:22/x'],
      ['https://token@host', 'https://***@host'],
      ['https://a:p@ss@host/x', 'https://***@host/x'],
      ['https://host/a@b and user@host', 'https://host/a@b and user@host'],
      ['https://host?q=a@b', 'https://host?q=a@b'],
      ['one https://a:b@c/ two http://d:e@f/', 'one https://***@c/ two http://***@f/'],
    ];
    for (const [text, expected] of cases) expect(redactText(text)).to.equal(expected);
  });

  it('masks each long line of a secret of several, and leaves short words alone', () => {
    const end = [redact('-----BEGIN KEY-----\nabcdefgh12345678\nxy\n-----END KEY-----'), redact('abc')];
    expect(redactText('found abcdefgh12345678 and xy and abc')).to.equal('found *** and xy and abc');
    for (const forget of end) forget();
  });

  it('keeps masking a secret until everyone who registered it is done', () => {
    const [first, second] = [redact('twice-known'), redact('twice-known')];
    first();
    first();
    expect(redactText('twice-known')).to.equal('***');
    second();
    expect(redactText('twice-known')).to.equal('twice-known');
  });
});

describe('collectingLogger', () => {
  it('keeps lines of children with their fields', () => {
    const log = collectingLogger();
    log.child({ a: 1 }).warn('hello', { b: 2 });
    expect(log.lines).to.deep.equal([{ level: 'warn', message: 'hello', fields: { a: 1, b: 2 } }]);
  });
});
