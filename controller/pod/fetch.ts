/** The program of the container `fetch`: lays out what a step sees, every byte of it judged against what was decided. */
import { fetchExecution } from './fetch-execution.ts';
import { runProgram } from './run-program.ts';

// Imported, as when the image compiles it beforehand, it does nothing.
if (import.meta.main) await runProgram(fetchExecution);
