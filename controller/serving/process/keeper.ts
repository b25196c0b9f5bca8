/** The keeper's program: `node keeper.ts <serving folder>`. */
import { runKeeper } from './run-keeper.ts';

await runKeeper(process.argv[2] ?? '');
