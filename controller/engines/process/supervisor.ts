/** The process that carries out one execution: `node supervisor.ts <execution folder>`. It outlives the controller. */
import { supervise } from './supervise.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: supervisor.ts FOLDER');
await supervise(folder);
