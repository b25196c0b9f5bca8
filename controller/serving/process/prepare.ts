/**
 * The program that prepares a release (protocol: prepared.ts): lays out its workspace, finds its environment, reads its
 * secrets. Everything comes from the state folder's artifacts; git and the controller are not asked.
 */
import { createInterface } from 'node:readline';
import { answerFor } from './preparation.ts';

const input = createInterface({ input: process.stdin });
const gone = new AbortController();
input.once('line', (line: string) => {
  void answerFor(line, gone.signal).then((answer) => {
    process.stdout.write(JSON.stringify(answer), () => process.exit(0));
  });
});
input.once('close', () => gone.abort(new Error('the keeper is gone')));
