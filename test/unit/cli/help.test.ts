import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseCommandLine } from '../../../controller/cli/arguments.ts';
import { commands } from '../../../controller/cli/commands.ts';
import { commandHelp, programHelp } from '../../../controller/cli/help.ts';

const docs = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

const worlds = docs.slice(docs.indexOf('## A state folder, or a cluster'), docs.indexOf('## refit validate'));

describe('help', () => {
  it('lists every command with its summary', () => {
    for (const { name, summary } of commands)
      expect(programHelp()).to.match(new RegExp(`^  ${name} +${summary}$`, 'm'));
  });

  for (const entry of commands) {
    describe(`of ${entry.name}`, () => {
      it('has usage, options, examples and exit codes, in lines that fit a terminal', async () => {
        const command = await entry.load();
        const help = commandHelp(command);
        expect(command.name).to.equal(entry.name);
        for (const part of [`Usage: refit ${entry.name} `, '\nOptions:\n', '\nExamples:\n', '\nExit codes:\n'])
          expect(help).to.include(part);
        for (const option of command.options) expect(help).to.include(`--${option.name}`);
        for (const line of help.split('\n')) expect(line.length, line).to.be.at.most(110);
        for (const line of command.description.split('\n')) expect(line.length, line).to.be.at.most(88);
      });

      it('shows examples that parse', async () => {
        for (const { command: line } of (await entry.load()).examples) {
          const [words = ''] = line.split(/ [|<] /);
          const [program, name, ...args] = words.trim().split(/\s+/);
          expect(program).to.equal('refit');
          const command = await commands.find((candidate) => candidate.name === name)?.load();
          if (!command) throw new Error(`${line}: no such command`);
          parseCommandLine(command, args);
        }
      });

      it('is in docs/cli.md, with every option', async () => {
        const { name, options } = await entry.load();
        const heading = docs.indexOf(`\n## refit ${name}`);
        expect(heading, `## refit ${name}`).to.be.at.least(0);
        const section = docs.slice(heading + 1, docs.indexOf('\n## ', heading + 1) + 1 || undefined);
        // What names a world is told once.
        const told = section.includes('[WORLD]') ? section + worlds : section;
        for (const option of options) expect(told).to.include(`--${option.name}`);
      });
    });
  }
});
