/** From how Kubernetes says an execution ended to its state: manifest and log are read once, and what they say is checked. */
import type { Artifacts } from '../../artifacts/artifacts.ts';
import { createHash } from 'node:crypto';
import { maxManifestBytes, readManifest } from '../../pod/manifest.ts';
import type { Manifest } from '../../pod/manifest.ts';
import type { PublishedMessage } from '../../pod/termination.ts';
import type { ExecutionState } from '../engine.ts';
import { lastLines } from '../process/readable.ts';
import type { ExecutionFacts } from './facts.ts';
import { withoutUndefined } from './objects.ts';
import type { End } from './read-end.ts';

/** Characters of a message. */
const longestMessage = 4096;
/** Enough of a log's end to find what failed. Bytes. */
const logEnd = 64 * 1024;

/** What settling reads. */
export interface SettleSources {
  readonly artifacts: Pick<Artifacts, 'stat' | 'read'>;
  /** The bounded, redacted log. */
  readonly log: (pod: string | undefined) => Promise<Buffer>;
  /** A sentence on a file that the log names and the inputs do not have. */
  readonly hint: (log: Buffer) => Promise<string | undefined>;
}

/** @throws RefitError ArtifactStoreUnavailable | KubernetesUnavailable: then it is not settled */
export async function settle(facts: ExecutionFacts, end: End, sources: SettleSources): Promise<ExecutionState> {
  if (end.published !== undefined) {
    const manifest = await readResult(sources.artifacts, end.published, facts);
    if (typeof manifest !== 'string') return stateOf(facts, end, manifest);
    const broken: End = { ...end, phase: 'Infrastructure', reason: 'ResultMissing', message: manifest };
    return stateOf(facts, broken, nothing);
  }
  return stateOf(facts, end.quotesLog ? await withLog(end, sources) : end, nothing);
}

const nothing: Manifest = { outputs: [], metrics: {} };

/** @returns the manifest, or in words why there is none */
async function readResult(
  artifacts: SettleSources['artifacts'],
  { manifest }: PublishedMessage,
  facts: ExecutionFacts,
): Promise<Manifest | string> {
  const stat = await artifacts.stat(manifest);
  if (stat === undefined) return `the result's manifest ${manifest} is not in the artifact store`;
  if (stat.kind !== 'File' || stat.size > maxManifestBytes)
    return `artifact ${manifest} is no manifest: ${stat.size} bytes`;
  const chunks: Buffer[] = [];
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of await artifacts.read(manifest)) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > maxManifestBytes) return `the result's manifest ${manifest} is larger than ${maxManifestBytes} bytes`;
    hash.update(bytes);
    chunks.push(bytes);
  }
  if (`sha256:${hash.digest('hex')}` !== manifest) return `the result's manifest ${manifest} is damaged`;
  const read = readManifest(Buffer.concat(chunks).toString('utf8'), facts.outputs);
  return typeof read === 'string' ? `the result's manifest ${manifest} is not one of this step: ${read}` : read;
}

/** Adds the last lines printed, and what they tell. */
async function withLog(end: End, { log, hint }: SettleSources): Promise<End> {
  const printed = (await log(end.logOf)).subarray(-logEnd);
  const lines = lastLines(printed, 15, 1500).join('\n');
  const said = lines === '' ? '; it printed nothing' : `; the last it printed:\n${lines}`;
  if (/No space left on device|ENOSPC|\[Errno 28\]/.test(lines) && end.reason === 'ExitCode') {
    return { ...end, phase: 'Infrastructure', reason: 'DiskFull', message: `the step found the disk full${said}` };
  }
  const found = end.reason === 'ExitCode' ? await hint(printed) : undefined;
  return { ...end, message: `${end.message}${found === undefined ? '' : `; ${found}`}${said}` };
}

function stateOf(facts: ExecutionFacts, end: End, { outputs, metrics }: Manifest): ExecutionState {
  const { phase, reason, message, exitCode, startedAt, finishedAt, seconds, imageID } = end;
  return {
    key: facts.key,
    phase,
    finished: true,
    reason,
    message: message.slice(0, longestMessage),
    seconds,
    outputs,
    metrics,
    ...withoutUndefined({ exitCode, startedAt, finishedAt, imageID, artifacts: facts.artifacts }),
  };
}
