/** Attempts by fingerprint and small named documents: the create-only half of the artifact folder. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttemptRecord } from './artifacts.ts';
import { createFile } from './durable-file.ts';
import { isNotThere } from './faults.ts';
import { digestHex } from './folder-layout.ts';
import {
  attemptFileName,
  attemptsNamed,
  checkNamespace,
  noteFileName,
  parseAttempt,
  parseDocument,
} from './record-documents.ts';

function namespaceFolder(root: string, section: string, namespace: string): string {
  return join(root, section, checkNamespace(namespace));
}

/** All records of a fingerprint, oldest (lowest attempt) first. */
export async function readAttempts(root: string, namespace: string, fingerprint: string): Promise<AttemptRecord[]> {
  const folder = join(namespaceFolder(root, 'attempts', namespace), digestHex(fingerprint));
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error: unknown) {
    if (isNotThere(error)) return [];
    throw error;
  }
  const records: AttemptRecord[] = [];
  for (const attempt of attemptsNamed(names)) {
    const path = join(folder, attemptFileName(attempt));
    records.push(parseAttempt(path, await readFile(path, 'utf8')));
  }
  return records;
}

/** Create-only. @returns false if the attempt was recorded before */
export async function writeAttempt(root: string, namespace: string, record: AttemptRecord): Promise<boolean> {
  const name = attemptFileName(record.attempt);
  const folder = join(namespaceFolder(root, 'attempts', namespace), digestHex(record.fingerprint));
  return createFile(join(folder, name), `${JSON.stringify(record)}\n`);
}

function notePath(root: string, namespace: string, key: string): string {
  const name = noteFileName(key);
  return join(namespaceFolder(root, 'notes', namespace), name);
}

/** @returns undefined when there is none */
export async function readNote(root: string, namespace: string, key: string): Promise<unknown> {
  const path = notePath(root, namespace, key);
  try {
    return parseDocument(path, await readFile(path, 'utf8'));
  } catch (error: unknown) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** Create-only. @returns false if there was one */
export async function writeNote(root: string, namespace: string, key: string, value: unknown): Promise<boolean> {
  return createFile(notePath(root, namespace, key), `${JSON.stringify(value)}\n`);
}
