import { isDeepStrictEqual } from 'node:util';
import { RefitError } from '../core/errors.ts';
import type { ObjectKey, ObjectMeta } from './store.ts';

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const namePart = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const kindName = /^[A-Z][A-Za-z0-9]{0,62}$/;
const annotationsLimit = 256 * 1024;

/** The part of metadata that a caller writes. */
export type OwnMeta = Pick<ObjectMeta, 'labels' | 'annotations' | 'finalizers' | 'ownerReferences'>;

/**
 * Whether `text` is a qualified name of Kubernetes: an optional DNS subdomain and `/`, then at most 63 characters
 * (apimachinery, util/validation IsQualifiedName).
 */
function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return namePart.test(text);
  const prefix = text.slice(0, slash);
  return prefix.length <= 253 && subdomain.test(prefix) && namePart.test(text.slice(slash + 1));
}

function keyProblems(key: ObjectKey): string[] {
  const problems: string[] = [];
  if (!kindName.test(key.kind)) problems.push(`kind: found "${key.kind}", allowed is an UpperCamel name`);
  if (!label.test(key.namespace)) {
    problems.push(`metadata.namespace: found "${key.namespace}", allowed is a DNS label of at most 63 characters`);
  }
  if (key.name.length > 253 || !subdomain.test(key.name)) {
    problems.push(`metadata.name: found "${key.name}", allowed is a DNS subdomain of at most 253 characters`);
  }
  return problems;
}

/**
 * Whether it is the key of an annotation: a qualified name in which case does not matter, also in its prefix (apimachinery,
 * api/validation ValidateAnnotations). Lower case as Go has it, one character by one: U+0130 becomes one "i", not two marks.
 */
function isAnnotationKey(text: string): boolean {
  return isQualifiedName(text.replaceAll('\u0130', 'i').toLowerCase());
}

/** What of `wanted` is not stored like that. */
function moved(wanted: Record<string, string> = {}, stored: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => stored[key] !== value));
}

function labelProblems(labels: Record<string, string>): string[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...(isQualifiedName(key) ? [] : [`metadata.labels: found the key "${key}", allowed is a qualified name`]),
    ...(typeof value === 'string' && labelValue.test(value)
      ? []
      : [`metadata.labels["${key}"]: found "${String(value)}", allowed are at most 63 of A-Z a-z 0-9 - _ .`]),
  ]);
}

function annotationProblems(all: Record<string, string>, stored: Record<string, string> = {}): string[] {
  const news = Object.entries(moved(all, stored));
  const problems = news.flatMap(([key, value]) => [
    ...(isAnnotationKey(key) ? [] : [`metadata.annotations: found the key "${key}", allowed is a qualified name`]),
    ...(typeof value === 'string' ? [] : [`metadata.annotations["${key}"]: found no text, allowed is text`]),
  ]);
  const size = Object.entries(all).reduce((sum, [key, value]) => sum + bytesOf(key) + bytesOf(value), 0);
  if (news.length > 0 && size > annotationsLimit)
    problems.push(`metadata.annotations: found ${size} bytes, allowed are ${annotationsLimit}`);
  return problems;
}

function bytesOf(text: unknown): number {
  return typeof text === 'string' ? Buffer.byteLength(text) : 0;
}

function ownerProblems(owners: NonNullable<ObjectMeta['ownerReferences']>): string[] {
  const problems = owners.flatMap((owner, index) =>
    owner.uid && owner.name && owner.kind && owner.apiVersion
      ? []
      : [`metadata.ownerReferences[${index}]: apiVersion, kind, name and uid must be set`],
  );
  if (owners.filter((owner) => owner.controller === true).length > 1) {
    problems.push('metadata.ownerReferences: found several with controller true, allowed is one');
  }
  return problems;
}

function refuse(subject: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new RefitError('SpecInvalid', `${subject}: ${problems.join('; ')}`);
}

/** Refuses names that Kubernetes refuses. @throws RefitError SpecInvalid, all problems in one message */
export function checkKey(key: ObjectKey): void {
  refuse(describeKey(key), keyProblems(key));
}

/**
 * Refuses labels, annotations, finalizers and owners that Kubernetes refuses. Of an object that is `stored` only what differs
 * from that is judged: what others wrote, and a server took, must never keep us from a write of our own (a finalizer that
 * stays holds a whole namespace). @throws RefitError SpecInvalid
 */
export function checkMeta(key: ObjectKey, meta: OwnMeta, stored: OwnMeta = {}): void {
  const finalizers = (meta.finalizers ?? []).filter((name) => stored.finalizers?.includes(name) !== true);
  const owners = meta.ownerReferences ?? [];
  refuse(describeKey(key), [
    ...labelProblems(moved(meta.labels, stored.labels)),
    ...annotationProblems(meta.annotations ?? {}, stored.annotations),
    ...finalizers.flatMap((name) =>
      isQualifiedName(name) ? [] : [`metadata.finalizers: found "${name}", allowed is a qualified name`],
    ),
    ...(isDeepStrictEqual(owners, stored.ownerReferences ?? []) ? [] : ownerProblems(owners)),
  ]);
}

/** `Kind namespace/name`, as messages name an object. */
export function describeKey(key: ObjectKey): string {
  return `${key.kind} ${key.namespace}/${key.name}`;
}

/**
 * What a caller wrote, without empty lists and maps and without repeated finalizers: Kubernetes stores neither, so a
 * write that differs in these only is no write.
 */
export function normaliseMeta(meta: OwnMeta): OwnMeta {
  const filled = (value: object | undefined): boolean => value !== undefined && Object.keys(value).length > 0;
  return {
    ...(filled(meta.labels) && { labels: meta.labels }),
    ...(filled(meta.annotations) && { annotations: meta.annotations }),
    ...(filled(meta.finalizers) && { finalizers: [...new Set(meta.finalizers)] }),
    ...(filled(meta.ownerReferences) && { ownerReferences: meta.ownerReferences }),
  };
}
