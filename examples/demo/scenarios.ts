/** The eleven pushes, as data: what is committed, what must run, and what must serve afterwards. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { example, type RepositoryName } from './repositories.ts';

export type ScenarioName =
  | 'first-run'
  | 'new-data'
  | 'readme'
  | 'evaluate-code'
  | 'serve-code'
  | 'worse-model'
  | 'revert-worse'
  | 'revert-data'
  | 'data-in-first-of-two'
  | 'add-and-remove'
  | 'killed-while-training';

/** One commit in a clone: an edit of its files, or `git revert` of what another scenario pushed. */
export type Commit = { readonly message: string; edit(folder: string): void } | { readonly reverts: ScenarioName };

/** What answers after the push. */
export type Serves =
  | { readonly kind: 'New'; readonly better: boolean }
  | { readonly kind: 'Same' }
  | { readonly kind: 'ModelOf'; readonly scenario: ScenarioName };

export interface Scenario {
  readonly name: ScenarioName;
  /** What happens, in words, when all went as it must. */
  readonly words: string;
  /** Where the commits are made; of `first-run`, both repositories are pushed as they are. */
  readonly repository: RepositoryName;
  readonly commits: readonly Commit[];
  /** Steps whose process must run for this push; all other steps must not. */
  readonly executed: readonly string[];
  readonly serves: Serves;
  /** `Replaced`: the server, whatever the model. `Kept`: it must be the very same. */
  readonly server: 'Replaced' | 'Kept';
  /** The gate refuses the new model. */
  readonly refused?: boolean;
  /** A text that every answer has afterwards. */
  readonly answers?: string;
  /** Step during whose run the controller is killed with -9 and started again. */
  readonly killDuring?: string;
}

/** The run steps of the example, in order. */
export const runSteps: readonly string[] = ['prepare', 'train', 'evaluate'];

function addBatches(...numbers: readonly string[]): (folder: string) => void {
  return (folder) => {
    for (const number of numbers)
      cpSync(join(example, 'new-batches', `batch-${number}.csv`), join(folder, 'batches', `batch-${number}.csv`));
  };
}

/** @throws Error when the text is not there exactly once: the example changed under the demo */
function replace(file: string, before: string, after: string): (folder: string) => void {
  return (folder) => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(before).length !== 2) throw new Error(`${path}: found not exactly one ${JSON.stringify(before)}`);
    writeFileSync(
      path,
      text.replace(before, () => after),
    );
  };
}

function appendTo(file: string, line: string): (folder: string) => void {
  return (folder) => writeFileSync(join(folder, file), `${readFileSync(join(folder, file), 'utf8')}\n${line}\n`);
}

/** In the order they are pushed. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'first-run',
    words:
      'Nothing was known: the environment was installed, everything ran, and a model that read 140 rows is served.',
    repository: 'code',
    commits: [],
    executed: ['prepare', 'train', 'evaluate'],
    serves: { kind: 'New', better: false },
    server: 'Replaced',
  },
  {
    name: 'new-data',
    words: 'Four more batches of rows: all three steps ran, and the better model is served.',
    repository: 'data',
    commits: [{ message: 'Add batches 2 to 5', edit: addBatches('02', '03', '04', '05') }],
    executed: ['prepare', 'train', 'evaluate'],
    serves: { kind: 'New', better: true },
    server: 'Replaced',
  },
  {
    name: 'readme',
    words: 'No step reads the README: nothing ran.',
    repository: 'code',
    commits: [{ message: 'Say who to ask', edit: appendTo('README.md', 'Questions? Ask Ada.') }],
    executed: [],
    serves: { kind: 'Same' },
    server: 'Kept',
  },
  {
    name: 'evaluate-code',
    words: 'Only evaluate reads evaluate.py: it ran, and the model was neither retrained nor redeployed.',
    repository: 'code',
    commits: [
      {
        message: 'Measure the recall of every digit',
        edit: replace(
          'evaluate.py',
          '        "rows": len(labels),\n',
          '        "rows": len(labels),\n' +
            '        **{f"recall_{d}": float(np.mean(answers[labels == d] == d)) for d in range(10)},\n',
        ),
      },
    ],
    executed: ['evaluate'],
    serves: { kind: 'Same' },
    server: 'Kept',
  },
  {
    name: 'serve-code',
    words: 'The server was replaced while it answered, with the same model; nothing ran.',
    repository: 'code',
    commits: [
      {
        message: 'Answer with a version',
        edit: replace('serve.py', '"model": digest}\n', '"model": digest, "version": 2}\n'),
      },
    ],
    executed: [],
    serves: { kind: 'Same' },
    server: 'Replaced',
    answers: '"version": 2',
  },
  {
    name: 'worse-model',
    words: 'A smaller network learns worse: the gate refused it, and the old model keeps serving.',
    repository: 'code',
    commits: [{ message: 'Save some memory', edit: replace('train.py', 'HIDDEN = 64\n', 'HIDDEN = 4\n') }],
    executed: ['train', 'evaluate'],
    serves: { kind: 'Same' },
    server: 'Kept',
    refused: true,
  },
  {
    name: 'revert-worse',
    words: 'The code is what it was, and what serves is what that code made: nothing ran.',
    repository: 'code',
    commits: [{ reverts: 'worse-model' }],
    executed: [],
    serves: { kind: 'Same' },
    server: 'Kept',
  },
  {
    name: 'revert-data',
    words: 'The first rows are back, and so is their model, without training; evaluate ran, for its code is newer.',
    repository: 'data',
    commits: [{ reverts: 'new-data' }],
    executed: ['evaluate'],
    serves: { kind: 'ModelOf', scenario: 'first-run' },
    server: 'Replaced',
  },
  {
    name: 'data-in-first-of-two',
    words: 'The last commit is only a README, the push is not: it retrained on the new rows.',
    repository: 'data',
    commits: [
      { message: 'Add batches 6 to 8', edit: addBatches('06', '07', '08') },
      { message: 'Say when', edit: appendTo('README.md', 'Batches 6 to 8 came in spring.') },
    ],
    executed: ['prepare', 'train', 'evaluate'],
    serves: { kind: 'New', better: true },
    server: 'Replaced',
  },
  {
    name: 'add-and-remove',
    words: 'Added and removed in one push: the content is what it was, and nothing ran.',
    repository: 'data',
    commits: [
      { message: 'Add batch 9', edit: addBatches('09') },
      { message: 'Remove batch 9 again', edit: (folder) => rmSync(join(folder, 'batches', 'batch-09.csv')) },
    ],
    executed: [],
    serves: { kind: 'Same' },
    server: 'Kept',
  },
  {
    name: 'killed-while-training',
    words: 'The controller was killed with -9 while train ran, and started again: the training went on, once.',
    repository: 'data',
    commits: [{ message: 'Add all other batches', edit: addBatches('02', '03', '04', '05', '09', '10') }],
    executed: ['prepare', 'train', 'evaluate'],
    serves: { kind: 'New', better: true },
    server: 'Replaced',
    killDuring: 'train',
  },
];
