/** Attempts by fingerprint and small named documents: the create-only half of the artifact folder. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RefitError, toError } from '../core/errors.ts';
import type { AttemptRecord } from './artifacts.ts';
import { createFile } from './durable-file.ts';
import { isNotThere } from './faults.ts';
import { digestHex } from './folder-layout.ts';

const attemptFile = /^([1-9][0-9]{0,8})\.json$/;
const namespacePattern = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const notePattern = /^[a-z0-9-][a-z0-9.-]{0,200}(\/[a-z0-9-][a-z0-9.-]{0,200}){0,7}$/;

function namespaceFolder(root: string, section: string, namespace: string): string {
  if (!namespacePattern.test(namespace)) {
    throw new RefitError(
      'ArtifactStoreUnavailable',
      `namespace: found ${JSON.stringify(namespace)}, allowed is a DNS name`,
    );
  }
  return join(root, section, namespace);
}

function parseDocument(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown: unknown) {
    // A record that cannot be read is a fault of the store: taking it for "no result" would train again.
    throw new RefitError('ArtifactStoreUnavailable', `artifact store: ${path} is not JSON`, toError(thrown));
  }
}

function isAttemptRecord(value: unknown): value is AttemptRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'fingerprint' in value &&
    'attempt' in value &&
    'outcome' in value &&
    'outputs' in value &&
    Array.isArray(value.outputs)
  );
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
  const numbers = names.flatMap((name) => attemptFile.exec(name)?.[1] ?? []).map(Number);
  const records: AttemptRecord[] = [];
  for (const attempt of numbers.sort((a, b) => a - b)) {
    const path = join(folder, `${attempt}.json`);
    const record = parseDocument(path, await readFile(path, 'utf8'));
    if (!isAttemptRecord(record)) {
      throw new RefitError('ArtifactStoreUnavailable', `artifact store: ${path} is not the record of an attempt`);
    }
    records.push(record);
  }
  return records;
}

/** Create-only. @returns false if the attempt was recorded before */
export async function writeAttempt(root: string, namespace: string, record: AttemptRecord): Promise<boolean> {
  if (!Number.isSafeInteger(record.attempt) || record.attempt < 1) {
    throw new RefitError('InternalError', `attempt: found ${record.attempt}, allowed are whole numbers from 1`);
  }
  const folder = join(namespaceFolder(root, 'attempts', namespace), digestHex(record.fingerprint));
  return createFile(join(folder, `${record.attempt}.json`), `${JSON.stringify(record)}\n`);
}

/** `=` is in no key, so that no note's file can be in the way of another's folder. */
function notePath(root: string, namespace: string, key: string): string {
  if (!notePattern.test(key)) {
    throw new RefitError(
      'InternalError',
      `note key: found ${JSON.stringify(key)}, allowed are names of [a-z0-9.-] joined by /`,
    );
  }
  return join(namespaceFolder(root, 'notes', namespace), `${key}=.json`);
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
