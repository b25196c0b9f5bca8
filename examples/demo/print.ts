/** What the demo says on the terminal. */
import { styleText } from 'node:util';
import type { StepReason, StepStatus } from '../../controller/api/v1alpha1/kinds.ts';
import type { PredictionCounts } from './client.ts';
import { rowsOf, type Played } from './play.ts';
import { cellOf, costs } from './report.ts';
import type { Scenario } from './scenarios.ts';

/** Prints a line. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** The head of a push: what is typed, and its diff. */
export function sayPush(
  number: number,
  { name }: Scenario,
  commands: readonly string[],
  diff: readonly string[],
): void {
  say();
  say(styleText('bold', `${String(number).padStart(2)}. ${name}`));
  for (const command of commands) say(`    ${styleText('cyan', command)}`);
  for (const line of diff) say(`    ${styleText('dim', `| ${line}`)}`);
}

/** The end of a push: words, steps, what serves. */
export function sayPlayed(played: Played, problems: readonly string[]): void {
  const well = problems.length === 0;
  if (well) say(`    ${played.scenario.words} (${played.seconds.toFixed(1)} s)`);
  for (const line of stepTable(played)) say(`      ${line}`);
  const digest = played.servedAfter.slice(0, 'sha256:'.length + 12);
  say(`    now served: accuracy ${played.accuracy.toFixed(4)}, model ${digest}`);
  sayProblems(problems);
}

/** What does not hold. */
export function sayProblems(problems: readonly string[]): void {
  for (const problem of problems) say(`    ${styleText(['bold', 'red'], 'NOT AS EXPECTED')} ${problem}`);
}

function stepTable(played: Played): string[] {
  const rows = rowsOf(played);
  return played.world.workflow.spec.steps.map(({ name }) => {
    const row = rows.find((candidate) => candidate.name === name && candidate.subject === 'candidate');
    const cell = cellOf(played, name);
    const seconds = cell === 'ran' && row?.seconds !== undefined ? `${row.seconds.toFixed(1)} s` : '';
    const text = `${name.padEnd(10)}${wordOf(played, name).padEnd(11)}${seconds.padStart(6)}  ${row && cell !== 'untouched' ? noteOf(row) : ''}`;
    return cell === 'ran'
      ? styleText('green', text.trimEnd())
      : cell === 'refused'
        ? styleText('red', text)
        : text.trimEnd();
  });
}

/** The cell in the words of the step's type. */
function wordOf(played: Played, name: string): string {
  const cell = cellOf(played, name);
  const step = played.world.workflow.spec.steps.find((candidate) => candidate.name === name);
  if (cell !== 'ran' || !step) return cell;
  return step.gate ? 'passed' : step.deploy ? 'replaced' : 'ran';
}

function noteOf(row: StepStatus): string {
  const note = row.type === 'gate' ? gateText(row.message ?? '') : [...new Set(row.reasons.map(reasonText))].join('; ');
  return note.length > 110 ? `${note.slice(0, 109)}…` : note;
}

/** Without what is the same in every rule, and with four digits. */
function gateText(message: string): string {
  return message
    .replaceAll(/steps\.\S*\./g, '')
    .replaceAll(/, (Higher|Lower) is better[^:]*/g, '')
    .replaceAll(/\d\.\d{5,}/g, (number) => Number(number).toFixed(4));
}

function reasonText({ kind, input, paths, truncated }: StepReason): string {
  const [first, ...more] = paths;
  if (first !== undefined)
    return more.length > 0 || truncated ? `${first} and ${more.length}${truncated ? '+' : ''} more` : first;
  switch (kind) {
    case 'NoResult':
      return 'never done before';
    case 'UpstreamChanged':
      return `${input ?? 'what comes before it'} changed`;
    default:
      return input === undefined ? kind : `${kind} ${input}`;
  }
}

const marks = { ran: 'ran', reused: 'reused', untouched: '·', refused: 'refused', skipped: 'skipped' } as const;

/** Pushes against steps, and what other ways would have cost. */
export function saySummary(all: readonly Played[], predictions: PredictionCounts): void {
  const steps = all[0]?.world.workflow.spec.steps.map(({ name }) => name) ?? [];
  const widest = Math.max(...all.map(({ scenario }) => scenario.name.length));
  say();
  say(styleText('bold', `${''.padEnd(widest)}  ${steps.map((step) => step.padEnd(9)).join('')}`.trimEnd()));
  for (const played of all) {
    const cells = steps.map((step) => paint(marks[cellOf(played, step)]));
    say(`${played.scenario.name.padEnd(widest)}  ${cells.join('')}`.trimEnd());
  }
  say(
    `${''.padEnd(widest)}  reused: what it reads changed, and the result was known · untouched: nothing it reads changed`,
  );
  say();
  say(styleText('bold', `for the same pushes  trainings  seconds training  seconds of all steps`));
  for (const { way, trainings, training, steps: seconds } of costs(all))
    say(
      `${way.padEnd(21)}${String(trainings).padStart(9)}${training.toFixed(1).padStart(18)}${seconds.toFixed(1).padStart(22)}`,
    );
  say();
  const { ok, failed, rate } = predictions;
  say(`${ok} predictions were asked for and answered all the while, ${rate.toFixed(0)} a second; ${failed} failed.`);
}

function paint(mark: string): string {
  const text = mark.padEnd(9);
  return mark === 'ran' ? styleText('green', text) : mark === 'refused' ? styleText('red', text) : text;
}
