/** Attempts and notes as documents: what they may be called and what they must hold, wherever they are kept. */
import { RefitError, toError } from '../core/errors.ts';
import type { AttemptRecord } from './artifacts.ts';

const attemptFile = /^([1-9][0-9]{0,8})\.json$/;
const namespacePattern = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const notePattern = /^[a-z0-9-][a-z0-9.-]{0,200}(\/[a-z0-9-][a-z0-9.-]{0,200}){0,7}$/;

/** @throws RefitError ArtifactStoreUnavailable on what is no namespace, so that no path is ever made of it */
export function checkNamespace(namespace: string): string {
  if (namespacePattern.test(namespace)) return namespace;
  throw new RefitError(
    'ArtifactStoreUnavailable',
    `namespace: found ${JSON.stringify(namespace)}, allowed is a DNS name`,
  );
}

/** The file of an attempt: `<attempt>.json`. @throws RefitError InternalError */
export function attemptFileName(attempt: number): string {
  if (!Number.isSafeInteger(attempt) || attempt < 1) {
    throw new RefitError('InternalError', `attempt: found ${attempt}, allowed are whole numbers from 1`);
  }
  return `${attempt}.json`;
}

/** The attempts that files of these names hold, oldest (lowest) first; other names are left aside. */
export function attemptsNamed(names: readonly string[]): number[] {
  return names
    .flatMap((name) => attemptFile.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** `=` is in no key, so that no note's file can be in the way of another's folder. @throws RefitError InternalError */
export function noteFileName(key: string): string {
  if (notePattern.test(key)) return `${key}=.json`;
  throw new RefitError(
    'InternalError',
    `note key: found ${JSON.stringify(key)}, allowed are names of [a-z0-9.-] joined by /`,
  );
}

/** @throws RefitError ArtifactStoreUnavailable */
export function parseDocument(path: string, text: string): unknown {
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

/** @throws RefitError ArtifactStoreUnavailable when the document is not the record of an attempt */
export function parseAttempt(path: string, text: string): AttemptRecord {
  const record = parseDocument(path, text);
  if (isAttemptRecord(record)) return record;
  throw new RefitError('ArtifactStoreUnavailable', `artifact store: ${path} is not the record of an attempt`);
}
