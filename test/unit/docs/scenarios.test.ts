import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';

const page = new URL('../../../docs/scenarios.md', import.meta.url);
const tests = new URL('../../', import.meta.url);

interface Row {
  readonly pushed: string;
  readonly done: string;
  readonly links: readonly { readonly title: string; readonly file: string }[];
}

/** The rows of all tables of the page. */
function rowsOf(text: string): Row[] {
  const lines = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:-+ \||what is pushed )/.test(line));
  return lines.map((line) => {
    const [, pushed = '', done = '', cell = ''] = line.split(/(?<!\\)\|/).map((part) => part.trim());
    const links = [...cell.matchAll(/\[((?:[^\]\\]|\\.)*)\]\(\.\.\/test\/([^)]+)\)/g)];
    return {
      pushed,
      done,
      links: links.map(([, title = '', file = '']) => ({ title: title.replaceAll(/\\(.)/g, '$1'), file })),
    };
  });
}

/** What titles of tests of a file are like; what a title is put together from may be anything. */
function titlesOf(file: string): RegExp[] {
  const text = readFileSync(new URL(file, tests), 'utf8');
  const titles = [...text.matchAll(/\bit\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g)];
  return titles.map(([, single, double, template]) => {
    const literals = template === undefined ? [single ?? double ?? ''] : template.split(/\$\{[^}]*\}/);
    const escaped = literals.map((literal) =>
      literal.replaceAll(/\\(.)/g, '$1').replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    );
    return new RegExp(`^${escaped.join('.+')}$`);
  });
}

describe('docs/scenarios.md', () => {
  const rows = rowsOf(readFileSync(page, 'utf8'));

  it('says of each scenario what is done, and links to a test of it', () => {
    expect(rows.length).to.be.greaterThan(60);
    for (const { pushed, done, links } of rows) {
      expect(pushed).to.not.equal('');
      expect(done, pushed).to.not.equal('');
      expect(links.length, pushed).to.be.greaterThan(0);
    }
    expect(new Set(rows.map(({ pushed }) => pushed)).size).to.equal(rows.length);
  });

  it('links to tests that are there, by their titles', () => {
    const files = new Map<string, RegExp[]>();
    const wrong = rows
      .flatMap(({ links }) => links)
      .filter(({ file, title }) => {
        const titles = files.get(file) ?? titlesOf(file);
        files.set(file, titles);
        return !titles.some((each) => each.test(title));
      });
    expect(wrong).to.deep.equal([]);
  });

  it('leaves out no test of scenarios', () => {
    const linked = rows.flatMap(({ links }) => links);
    const folders = ['git/', 'local/'];
    const files = folders.flatMap((folder) => {
      const names = readdirSync(new URL(folder, tests)).filter((name) => /^scenarios.*\.test\.ts$/.test(name));
      return names.map((name) => `${folder}${name}`);
    });
    expect(files.length).to.be.greaterThan(4);
    for (const file of files) {
      const titles = linked.filter((link) => link.file === file).map(({ title }) => title);
      const missing = titlesOf(file).filter((each) => !titles.some((title) => each.test(title)));
      expect(missing.map(String), file).to.deep.equal([]);
    }
  });
});
