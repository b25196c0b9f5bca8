/**
 * What a namespace's keys are:
 *
 *     objects/sha256/ab/<hex>        bytes of files (and texts of links) by their sha256
 *     trees/sha256/ab/<hex>          a directory artifact's document (trees.ts), by its digest
 *     index/<fingerprint hex>/<attempt>.json
 *     notes/<key>=.json
 *
 * Publishers need to write `objects/` and `trees/` only; `index/` and `notes/` are the controller's.
 */
import { digestHex } from '../folder-layout.ts';
import { attemptFileName, noteFileName } from '../record-documents.ts';

/** Of the empty content: the only object that may be empty. */
export const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export function objectKey(hex: string): string {
  return `objects/sha256/${hex.slice(0, 2)}/${hex}`;
}

export function treeKey(hex: string): string {
  return `trees/sha256/${hex.slice(0, 2)}/${hex}`;
}

/** The folder of a fingerprint's attempts. @throws RefitError InternalError on what is no fingerprint */
export function attemptsFolder(fingerprint: string): string {
  return `index/${digestHex(fingerprint)}`;
}

export function attemptKey(fingerprint: string, attempt: number): string {
  return `${attemptsFolder(fingerprint)}/${attemptFileName(attempt)}`;
}

export function noteKey(key: string): string {
  return `notes/${noteFileName(key)}`;
}

export type ParsedKey =
  { readonly space: 'objects' | 'trees'; readonly sha256: string } | { readonly space: 'index' | 'notes' };

const contentForm = /^(objects|trees)\/sha256\/([0-9a-f]{2})\/(\2[0-9a-f]{62})$/;
const indexForm = /^index\/[0-9a-f]{64}\/[1-9][0-9]{0,8}\.json$/;
const noteForm = /^notes\/[a-z0-9-][a-z0-9.-]{0,200}(\/[a-z0-9-][a-z0-9.-]{0,200}){0,7}=\.json$/;
const indexFolderForm = /^index\/[0-9a-f]{64}$/;

/** A key as a stranger sends it; undefined unless it is exactly one of the above: no escape, no `..`, no other spelling. */
export function parseKey(key: string): ParsedKey | undefined {
  const [, space, , sha256] = contentForm.exec(key) ?? [];
  if (sha256 !== undefined) return { space: space === 'trees' ? 'trees' : 'objects', sha256 };
  if (indexForm.test(key)) return { space: 'index' };
  return noteForm.test(key) ? { space: 'notes' } : undefined;
}

/** Whether a stranger's `folder` is one that may be listed. */
export function isIndexFolder(folder: string): boolean {
  return indexFolderForm.test(folder);
}
