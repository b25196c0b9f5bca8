import { expect } from 'chai';
import { namedValues, parseCommandLine } from '../../../controller/cli/arguments.ts';
import type { Command } from '../../../controller/cli/command.ts';
import { UsageError } from '../../../controller/cli/failure.ts';

const command: Command = {
  name: 'bake',
  summary: '',
  description: '',
  positionals: { usage: 'CAKE [TIN]', minimum: 1, maximum: 2 },
  options: [
    { name: 'file', short: 'f', value: 'FILE', repeatable: true, text: '' },
    { name: 'state', value: 'DIR', text: '' },
    { name: 'output', short: 'o', value: 'FORMAT', choices: ['table', 'json'], text: '' },
    { name: 'once', text: '' },
  ],
  examples: [],
  exits: [],
  run: () => Promise.resolve(0),
};

function messageOf(...args: string[]): string {
  try {
    parseCommandLine(command, args);
  } catch (error: unknown) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('parseCommandLine', () => {
  it('reads options in every spelling, and positionals between them', () => {
    const { positionals, options } = parseCommandLine(command, [
      '-f',
      'a',
      'cake',
      '--file=b',
      '-fc',
      '--once',
      'tin',
      '-ojson',
    ]);
    expect(positionals).to.deep.equal(['cake', 'tin']);
    expect(options.values('file')).to.deep.equal(['a', 'b', 'c']);
    expect(options.value('output')).to.equal('json');
    expect([options.has('once'), options.has('state'), options.value('state')]).to.deep.equal([true, false, undefined]);
  });

  it('takes everything after -- as it is, and - as a value', () => {
    const { positionals, options } = parseCommandLine(command, ['-f', '-', '--', '--once']);
    expect([positionals, options.values('file'), options.has('once')]).to.deep.equal([['--once'], ['-'], false]);
  });

  it('takes a value that starts with - only where it cannot be an option', () => {
    expect(messageOf('cake', '--state', '--once')).to.equal('--state needs a value: DIR');
    expect(parseCommandLine(command, ['cake', '--state=--once']).options.value('state')).to.equal('--once');
  });

  it('says what is wrong', () => {
    expect(messageOf('cake', '--onc')).to.equal('bake has no option --onc; did you mean --once?');
    expect(messageOf('cake', '-x')).to.match(/^bake has no option -x/);
    expect(messageOf('cake', '--once=yes')).to.equal('--once takes no value; found "yes"');
    expect(messageOf('cake', '--state')).to.equal('--state needs a value: DIR');
    expect(messageOf('cake', '--state', 'a', '--state', 'b')).to.equal('--state is given twice');
    expect(messageOf('cake', '-o', 'jsonn')).to.equal('-o: found "jsonn", allowed is table, json; did you mean json?');
    expect(messageOf()).to.equal('bake needs CAKE [TIN]');
    expect(messageOf('a', 'b', 'c')).to.equal('bake: unexpected "c"');
  });

  it('asks for nothing when help is wanted', () => {
    expect(parseCommandLine(command, ['--help']).options.has('help')).to.equal(true);
  });
});

describe('namedValues', () => {
  it('splits at the first =', () => {
    expect([...namedValues(command, 'source', ['a=b', 'c=d=e'])]).to.deep.equal([
      ['a', 'b'],
      ['c', 'd=e'],
    ]);
  });

  it('refuses what is no pair, and names given twice', () => {
    for (const text of ['a', '=a', 'a='])
      expect(() => namedValues(command, 'source', [text])).to.throw(UsageError, 'allowed is NAME=VALUE');
    expect(() => namedValues(command, 'source', ['a=b', 'a=c'])).to.throw(UsageError, '--source: a is given twice');
  });
});
