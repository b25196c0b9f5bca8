/** The program of the container `publish`: stores what a step left, and says where. */
import { publishExecution } from './publish-execution.ts';
import { runProgram } from './run-program.ts';

// Imported, as when the image compiles it beforehand, it does nothing.
if (import.meta.main) await runProgram(publishExecution);
