/** Phase Publishing: from what the step left to artifacts and metrics. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { OutputRecord } from '../../artifacts/artifacts.ts';
import type { FolderArtifacts } from '../../artifacts/folder.ts';
import { statList } from '../../artifacts/stat-list.ts';
import { RefitError } from '../../core/errors.ts';
import { flattenMetrics, maxMetricsBytes } from '../../core/metrics.ts';
import { displayPath } from '../../core/paths.ts';
import type { ExecutionRequest } from '../engine.ts';
import type { Beforehand } from './beforehand.ts';
import { StepFault } from './fault.ts';
import { told } from './paths.ts';
import type { WorkspacePaths } from './paths.ts';

type Output = ExecutionRequest['outputs'][number];

/** Where outputs go. */
type OutputStore = Pick<FolderArtifacts, 'publish'>;

export interface Collected {
  readonly outputs: readonly OutputRecord[];
  readonly metrics: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function namesIn(folder: string, since: number): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => (lstatSync(join(folder, name), { throwIfNoEntry: false })?.ctimeMs ?? 0) >= since)
      .sort();
  } catch (error: unknown) {
    // The folder itself is missing, or the step made something else of it: then there is nothing to name.
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

/** Names of what the step wrote near a path, for a person who mistyped one. */
function nearby(paths: WorkspacePaths, path: string, since: number): string {
  for (const folder of new Set([dirname(path), paths.cwd, paths.working])) {
    const names = namesIn(folder, since);
    if (names.length === 0) continue;
    const shown = names.slice(0, 8).map((name) => displayPath(Buffer.from(name).toString('latin1')));
    return `; in ${told(paths, folder)} it wrote ${shown.join(', ')}${names.length > 8 ? ', …' : ''}`;
  }
  return '';
}

function requireOwn(paths: WorkspacePaths, output: Output, path: string): void {
  const root = path.startsWith(`${paths.root}/`) ? paths.root : dirname(path);
  let at = root;
  for (const name of relative(root, path).split(sep).slice(0, -1)) {
    at = join(at, name);
    if (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new StepFault(
      'Failed',
      'OutputInvalid',
      `output ${output.name}: ${told(paths, at)} is a symbolic link; an output is below real directories`,
    );
  }
}

function requireWritten(paths: WorkspacePaths, output: Output, path: string, before: Beforehand, since: number): void {
  requireOwn(paths, output, path);
  const where = output.path ?? `$REFIT_OUTPUT_${output.name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    throw new StepFault(
      'Failed',
      'OutputMissing',
      `output ${output.name}: the step ended without writing ${where}${nearby(paths, path, since)}`,
    );
  }
  if (before.get(output.name) !== undefined && before.get(output.name) === statList(path)) {
    throw new StepFault(
      'Failed',
      'OutputMissing',
      `output ${output.name}: the step did not write ${where}; what is there came with its inputs`,
    );
  }
}

function readMetrics(output: Output, path: string): Readonly<Record<string, string>> {
  const stat = lstatSync(path);
  const invalid = (problem: string): StepFault =>
    new StepFault('Failed', 'MetricsInvalid', `metrics output ${output.name}: ${problem}`);
  if (!stat.isFile()) throw invalid('found no regular file, allowed is a file of JSON');
  if (stat.size > maxMetricsBytes) throw invalid(`found ${stat.size} bytes, allowed at most ${maxMetricsBytes}`);
  const flattened = flattenMetrics(readFileSync(path, 'utf8'));
  if (!flattened.ok) throw invalid(flattened.problem);
  return flattened.metrics;
}

async function publishOutput(artifacts: OutputStore, output: Output, path: string): Promise<OutputRecord> {
  try {
    const { digest, size } = await artifacts.publish(path);
    return { name: output.name, kind: output.kind, digest, size };
  } catch (error: unknown) {
    if (!(error instanceof RefitError) || error.reason !== 'OutputInvalid') throw error;
    throw new StepFault('Failed', 'OutputInvalid', `output ${output.name}: ${error.message}`);
  }
}

/**
 * Publishes every declared output.
 * @param since when the step started, ms since the epoch
 * @throws StepFault OutputMissing | OutputInvalid | MetricsInvalid; RefitError ArtifactStoreUnavailable
 */
export async function collectOutputs(
  artifacts: OutputStore,
  request: ExecutionRequest,
  paths: WorkspacePaths,
  before: Beforehand,
  since: number,
): Promise<Collected> {
  const outputs: OutputRecord[] = [];
  const metrics: Record<string, Readonly<Record<string, string>>> = {};
  for (const output of request.outputs) {
    requireWritten(paths, output, paths.outputs.get(output.name) ?? '', before, since);
  }
  for (const output of request.outputs) {
    const path = paths.outputs.get(output.name) ?? '';
    if (output.kind === 'metrics') metrics[output.name] = readMetrics(output, path);
    outputs.push(await publishOutput(artifacts, output, path));
  }
  return { outputs, metrics };
}
