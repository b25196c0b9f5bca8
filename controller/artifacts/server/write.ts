/** What may be written through the server: content under its own digest, checked before anybody sees it. */
import { createHash } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { forEachBounded } from '../bounded.ts';
import { verifyObject } from '../objects/content.ts';
import { objectKey } from '../objects/keys.ts';
import type { ObjectStore } from '../objects/objects.ts';
import { readBody } from '../objects/s3-upload.ts';
import { parseTreeDocument } from '../objects/trees.ts';
import { requireTree } from '../objects/stat.ts';
import type { TreeLine } from '../tree-manifest.ts';
import { RefitError } from '../../core/errors.ts';
import type { ContentKey, Question } from './question.ts';
import { Refusal } from './refusal.ts';

export interface WriteLimits {
  /** Bytes of one file. */
  readonly maxObject: number;
  /** Bytes of the document of one directory. */
  readonly maxTree: number;
  /** Bytes of the volume that uploads leave free, so that the controller can always write its records. */
  readonly reserve: number;
}

/** A write, from its question to its answer. */
export interface Write {
  readonly folder: string;
  readonly objects: ObjectStore;
  readonly limits: WriteLimits;
  readonly question: Extract<Question, { verb: 'Write' }>;
}

/** What can be refused before the body comes. @throws Refusal 412 | 413 | 507 */
export async function admitWrite({ folder, objects, limits, question }: Write): Promise<void> {
  const { key, content, size, createOnly } = question;
  if (size > (content.space === 'trees' ? limits.maxTree : limits.maxObject)) throw new Refusal(413, 'too large');
  if (createOnly && (await objects.head(key)) !== undefined) throw new Refusal(412, 'exists');
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < size + limits.reserve) throw new Refusal(507, 'the volume is full');
}

/** The body; fails at its end, so that nothing is stored, when it is not what its key says. */
async function* checkedBody(request: IncomingMessage, content: ContentKey): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  // The request outlives a failure to store it: it still wants an answer.
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== content.sha256) throw new Refusal(422, 'the content is not what its key says');
}

/** Whether all files of a directory are there in the sizes it lists. */
async function isComplete(objects: ObjectStore, lines: readonly TreeLine[]): Promise<boolean> {
  let complete = true;
  await forEachBounded(lines, 8, async ({ sha256, size }) => {
    if (complete && (await objects.head(objectKey(sha256)))?.size !== size) complete = false;
  });
  return complete;
}

async function writeTree({ objects, question }: Write, request: IncomingMessage): Promise<'Stored' | 'Exists'> {
  const bytes = await readBody(request);
  const lines = parseTreeDocument(question.content.sha256, bytes);
  if (lines === undefined) throw new Refusal(422, 'the content is not what its key says');
  if (!(await isComplete(objects, lines))) throw new Refusal(422, 'a file of the directory is not there');
  return objects.put(question.key, bytes, { createOnly: question.createOnly });
}

async function writeFile({ objects, question }: Write, request: IncomingMessage): Promise<'Stored' | 'Exists'> {
  const { key, content, size, createOnly } = question;
  const body = Readable.from(checkedBody(request, content), { objectMode: false });
  return objects.put(key, body, { size, createOnly });
}

/** @throws Refusal 412 | 422 | 507; whatever the body's stream fails with */
export async function write(writing: Write, request: IncomingMessage): Promise<void> {
  const { content } = writing.question;
  const stored = content.space === 'trees' ? await writeTree(writing, request) : await writeFile(writing, request);
  if (stored === 'Exists') throw new Refusal(412, 'exists');
}

async function isWholeTree(objects: ObjectStore, digest: string): Promise<boolean> {
  try {
    return await isComplete(objects, await requireTree(objects, digest));
  } catch (error: unknown) {
    if (error instanceof RefitError && ['ArtifactMissing', 'ArtifactCorrupted'].includes(error.reason)) return false;
    throw error;
  }
}

/** Discards what the caller found damaged, if the server finds so too. @throws Refusal 409 it is whole */
export async function discardDamaged(objects: ObjectStore, key: string, content: ContentKey): Promise<void> {
  const whole =
    content.space === 'trees'
      ? await isWholeTree(objects, `sha256:${content.sha256}`)
      : (await verifyObject(objects, key, content.sha256)) !== undefined;
  if (whole) throw new Refusal(409, 'it is whole');
  await objects.discard(key);
}
