import { expect } from 'chai';
import type { StepStatus, WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { runLines, workflowLines } from '../../../controller/cli/up/lines.ts';
import { Screen, screenLines } from '../../../controller/cli/up/screen.ts';
import { explanationText } from '../../../controller/cli/state/explanation.ts';
import { workflowOf, runOf, stepOf } from './objects.ts';

const rows: StepStatus['reasons'] = [
  {
    input: 'rows',
    kind: 'PathsChanged',
    paths: ['rows/1.txt', 'rows/2.txt', 'rows/3.txt'],
    commits: [],
    truncated: false,
  },
];

describe('progress in lines', () => {
  it('tells each change of a step once, with why it runs or what it saved', () => {
    const before = runOf({ steps: [stepOf('train'), stepOf('evaluate')] });
    const running = runOf({ steps: [stepOf('train', { state: 'Running', reasons: rows }), stepOf('evaluate')] });
    const reused = runOf({ steps: [stepOf('train', { state: 'Reused', savedSeconds: 12 }), stepOf('evaluate')] });
    expect(runLines(running, before)).to.deep.equal([
      'tiny-2 train Running (PathsChanged rows: rows/1.txt, rows/2.txt, ...)',
    ]);
    expect(runLines(running, running)).to.deep.equal([]);
    expect(runLines(reused, running)).to.deep.equal(['tiny-2 train Reused (saves 12 s)']);
  });

  it('tells a new run and its end', () => {
    expect(runLines(runOf({}), undefined)).to.deep.equal(['tiny-2 decided: data main@1111111 -> main@2222222']);
    expect(runLines(runOf({ phase: 'Failed', message: 'train: exit 1' }), runOf({}))).to.deep.equal([
      'tiny-2 Failed: train: exit 1',
    ]);
  });

  it('tells apart candidate and champion', () => {
    const both = runOf({
      steps: [
        stepOf('evaluate', { state: 'Succeeded', seconds: 1 }),
        stepOf('evaluate', { subject: 'champion', state: 'Running' }),
      ],
    });
    expect(runLines(both, runOf({}))).to.deep.equal([
      'tiny-2 evaluate Succeeded in 1.0 s',
      'tiny-2 evaluate (champion) Running',
    ]);
  });

  it('tells what changed in a workflow: spec, revisions, failures, stages', () => {
    const first = workflowOf({});
    expect(workflowLines(first, undefined)).to.deep.equal([
      'tiny created',
      'tiny serve Live at http://127.0.0.1:4000, model 333333333333',
    ]);
    expect(workflowLines(first, first)).to.deep.equal([]);
    const edited: WorkflowSpec = { ...first, metadata: { ...first.metadata, generation: 2 } };
    expect(workflowLines(edited, first)).to.deep.equal(['tiny changed: generation 2']);
    const broken = workflowOf({ ready: { status: 'False', reason: 'InputNotFound', message: 'rows\u001b[31m' } });
    expect(workflowLines(broken, first)).to.deep.equal(['tiny InputNotFound: rows\\u{1b}[31m']);
    expect(workflowLines(first, broken)).to.deep.equal(['tiny Ready again']);
  });
});

describe('progress on a terminal', () => {
  const now = Date.parse('2030-01-01T00:00:10Z');
  const board = (workflow: WorkflowSpec, run: WorkflowRun) => ({
    workflows: new Map([['default/tiny', workflow]]),
    runs: new Map([['default/tiny', run]]),
  });

  it('shows steps with state, elapsed time and why', () => {
    const run = runOf({
      steps: [
        stepOf('train', { state: 'Running', startedAt: '2030-01-01T00:00:03Z', reasons: rows }),
        stepOf('evaluate', { state: 'Reused', savedSeconds: 2 }),
      ],
      phase: 'Running',
      startedAt: '2030-01-01T00:00:00Z',
    });
    expect(screenLines(board(workflowOf({}), run), now, 60)).to.deep.equal([
      '',
      'tiny  code main@1111111',
      '  tiny-2  Running  10 s',
      '     train     Running  7.0 s  PathsChanged rows: rows/1.tx…',
      '     evaluate  Reused          reused, saves 2.0 s',
      '  serve  Live at http://127.0.0.1:4000, model 333333333333',
    ]);
  });

  it('never writes wider than the terminal, nor what commands it', () => {
    const hostile = runOf({ steps: [stepOf('train', { state: 'Failed', message: '\u001b[2J漢字'.repeat(30) })] });
    for (const line of screenLines(board(workflowOf({}), hostile), now, 40)) expect(line).not.to.match(/\p{Cc}/u);
  });

  it('draws in place of what it drew, below lines that stay', () => {
    let written = '';
    const screen = new Screen({ rows: 3, write: (text: string) => (written += text) });
    screen.draw(['a', 'b', 'c']);
    screen.print('stays');
    screen.draw(['d']);
    expect(written).to.equal('a\nb\n\u001b[2F\u001b[0Jstays\nd\n');
  });
});

describe('explanationText', () => {
  it('tells the decision in words, hostile names escaped, and what reuse saved', () => {
    const run = runOf({
      phase: 'Succeeded',
      steps: [
        stepOf('train', { state: 'Succeeded', seconds: 30, reasons: rows }),
        stepOf('evaluate', { state: 'Reused', savedSeconds: 90, reuses: 'tiny-evaluate-1' }),
      ],
    });
    const explanation = {
      sources: [
        {
          name: 'data',
          from: `main@sha1:${'1'.repeat(40)}`,
          to: `main@sha1:${'2'.repeat(40)}`,
          truncated: true,
          commits: [
            { sha: '2'.repeat(40), author: 'Eve\u202e', subject: 'Add\u001b[31m', time: '2026-01-02T03:04:05Z' },
          ],
        },
      ],
      steps: [],
    };
    expect(explanationText(run, explanation)).to.equal(`Run tiny-2 of workflow tiny: Succeeded

Decided because sources moved:
  data main@1111111 -> main@2222222
    2222222 Add\\u{1b}[31m (Eve\\u{202e}, 2026-01-02)
    ... and more

train ran for 30 s.
  because rows: rows/1.txt, rows/2.txt and 1 more
    rows/1.txt
    rows/2.txt
    rows/3.txt
evaluate was reused (saves 1 min 30 s): the result of tiny-evaluate-1.

1 step ran in 30 s; 1 result reused.
Without reuse 2 steps would have run in 2 min 0 s.
`);
  });

  it('tells the image that a step ran in, of a reused result too', () => {
    const run = runOf({
      phase: 'Succeeded',
      steps: [
        stepOf('train', { state: 'Succeeded', execution: 'tiny-train-2' }),
        stepOf('evaluate', { state: 'Reused', reuses: 'tiny-evaluate-1' }),
      ],
    });
    const images = new Map([
      ['tiny-train-2', 'registry.example.com/tiny@sha256:aa'],
      ['tiny-evaluate-1', 'registry.example.com/tiny@sha256:bb'],
    ]);
    const text = explanationText(run, undefined, images);
    expect(text).to.match(/train ran\.\n {2}in the image registry\.example\.com\/tiny@sha256:aa\n/);
    expect(text).to.match(/evaluate was reused: .*\n {2}in the image registry\.example\.com\/tiny@sha256:bb\n/);
  });
});
