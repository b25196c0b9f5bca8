/** The program of a server's init container: lays out its release, every byte of it judged against its digest. */
import { fetchRelease } from './release-layout.ts';
import { runProgram } from './run-program.ts';

// Imported, as when the image compiles it beforehand, it does nothing.
if (import.meta.main) await runProgram(fetchRelease);
