import { findCondition } from '../../api/v1alpha1/conditions.ts';
import type { StepStatus, WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import { cutTo, layOut, safeLine, secondsText } from '../text.ts';
import type { Output } from '../command.ts';
import { stepLabel, type Board } from './board.ts';
import { reasonsText, revisionsText, stageText } from './lines.ts';

/** The board as lines of a terminal, each at most `width` columns wide. */
export function screenLines({ workflows, runs }: Board, now: number, width: number): string[] {
  return [...workflows].flatMap(([key, workflow]) => {
    const run = runs.get(key);
    return ['', ...workflowHead(workflow), ...(run ? runTable(run, now) : []), ...stageLines(workflow)].map((line) =>
      cutTo(line, width),
    );
  });
}

function workflowHead(workflow: WorkflowSpec): string[] {
  const ready = findCondition(workflow.status?.conditions, 'Ready');
  const state =
    ready?.status === 'False' || ready?.reason === 'Suspended'
      ? `${ready.reason}: ${ready.message}`
      : revisionsText(workflow);
  return [safeLine(`${workflow.metadata.name}  ${state === '' ? 'looking at its sources' : state}`)];
}

function runTable(run: WorkflowRun, now: number): string[] {
  const { phase = 'Pending', steps = [], startedAt, finishedAt, message } = run.status ?? {};
  const took =
    startedAt === undefined
      ? ''
      : secondsText(
          Math.max(0, ((finishedAt === undefined ? now : Date.parse(finishedAt)) - Date.parse(startedAt)) / 1000),
        );
  const ended = phase === 'Failed' || phase === 'Cancelled' ? (message ?? '') : '';
  const head = safeLine(`  ${run.metadata.name}  ${phase}  ${took}  ${ended}`).trimEnd();
  const rows = steps.map((step) => ['   ', stepLabel(step), step.state, timeText(step, now), safeLine(noteText(step))]);
  return [head, ...layOut(rows)];
}

function timeText(step: StepStatus, now: number): string {
  if (step.state === 'Running' && step.startedAt !== undefined)
    return secondsText(Math.max(0, (now - Date.parse(step.startedAt)) / 1000));
  return step.seconds === undefined ? '' : secondsText(step.seconds);
}

function noteText(step: StepStatus): string {
  if (step.state === 'Reused')
    return step.savedSeconds === undefined ? 'reused' : `reused, saves ${secondsText(step.savedSeconds)}`;
  if (step.state === 'Failed' || step.state === 'Refused') return step.message ?? '';
  if (step.state === 'Pending') return step.message ?? '';
  if (step.state === 'Skipped') return '';
  return reasonsText(step.reasons);
}

function stageLines({ status }: WorkflowSpec): string[] {
  return (status?.stages ?? []).map((stage) => safeLine(`  ${stage.name}  ${stageText(stage)}`));
}

/** A region at the bottom of a terminal that is drawn again and again; lines that stay are printed above it. */
export class Screen {
  readonly #output: Output & { readonly rows?: number };
  #drawn = 0;

  constructor(output: Output & { readonly rows?: number }) {
    this.#output = output;
  }

  /** Puts `lines` in place of what was drawn last. More than the terminal is high are cut. */
  draw(lines: readonly string[]): void {
    const shown = lines.slice(0, Math.max(1, (this.#output.rows ?? 24) - 1));
    this.#output.write(`${this.#erase()}${shown.map((line) => `${line}\n`).join('')}`);
    this.#drawn = shown.length;
  }

  /** Prints a line that stays. */
  print(line: string): void {
    this.#output.write(`${this.#erase()}${line}\n`);
    this.#drawn = 0;
  }

  /** Cursor up to the first drawn line, then everything below is cleared. */
  #erase(): string {
    return this.#drawn === 0 ? '' : `\u001b[${this.#drawn}F\u001b[0J`;
  }
}
