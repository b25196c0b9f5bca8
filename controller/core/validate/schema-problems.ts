import { knownFields } from '../../api/v1alpha1/fields.generated.ts';
import type { SchemaError } from '../../api/v1alpha1/validators.generated.js';
import { nearest } from '../nearest.ts';
import { pathOfPointer, valueAt } from './json-path.ts';
import { patternWords } from './patterns.ts';
import { describeValue, oneOf, problem } from './problem.ts';
import type { FieldPath, Problem } from './problem.ts';

/** What the validator found in `document`, in words, each with the rule's id; in the validator's order. */
export function schemaProblems(document: unknown, errors: readonly SchemaError[]): Problem[] {
  const meant = new Set(errors.flatMap((error) => meantField(document, error)));
  return errors
    .filter((error) => !(error.keyword === 'required' && meant.has(missingField(error))))
    .map((error) => schemaProblem(document, error));
}

/** The objects in which a field is misspelt: that the field which was meant is not there is no second error. */
export function misspeltPlaces(document: unknown, errors: readonly SchemaError[]): FieldPath[] {
  return errors
    .filter((error) => meantField(document, error).length > 0)
    .map((error) => pathOfPointer(document, error.instancePath));
}

function schemaProblem(document: unknown, error: SchemaError): Problem {
  const path = pathOfPointer(document, error.instancePath);
  const { params } = error;
  if (error.keyword === 'additionalProperties') return unknownField(path, String(params['additionalProperty']));
  if (error.keyword === 'required') {
    return problem('required', [...path, String(params['missingProperty'])], 'nothing', 'a value; it is required');
  }
  const value = valueAt(document, path);
  return problem(ruleOf(error), path, foundText(path, value), allowedText(error, value));
}

function unknownField(path: FieldPath, name: string): Problem {
  const known = knownFields[placeOf(path)] ?? [];
  return problem('unknown-field', [...path, name], describeValue(name), oneOf('a known field', known, name));
}

/** Values of variables are not repeated: someone may have put a secret there. */
function foundText(path: FieldPath, value: unknown): string {
  const confidential = path.includes('env') && path.at(-1) === 'value' && typeof value === 'string';
  return confidential ? `a text of ${value.length} characters` : describeValue(value);
}

function ruleOf({ keyword }: SchemaError): string {
  if (keyword === 'type') return 'wrong-type';
  if (keyword === 'enum' || keyword === 'const' || keyword === 'pattern') return keyword;
  return 'bounds';
}

function allowedText({ keyword, params }: SchemaError, value: unknown): string {
  const limit = Number(params['limit']);
  switch (keyword) {
    case 'type':
      return typeText(String(params['type']), value);
    case 'const':
      return String(params['allowedValue']);
    case 'enum':
      return enumText(params['allowedValues'], value);
    case 'pattern':
      return patternWords(String(params['pattern']));
    case 'minLength':
      return limit === 1 ? 'a text that is not empty' : `at least ${limit} characters`;
    case 'maxLength':
      return `at most ${limit} characters`;
    case 'minItems':
      return `at least ${limit} of them`;
    case 'maxItems':
    case 'maxProperties':
      return `at most ${limit} of them`;
    case 'minimum':
      return `at least ${limit}`;
    case 'maximum':
      return `at most ${limit}`;
    default:
      return `what ${keyword} says`;
  }
}

function enumText(allowed: unknown, value: unknown): string {
  const names = Array.isArray(allowed) ? allowed.map(String) : [];
  return oneOf('one of these', names, typeof value === 'string' ? value : undefined);
}

function typeText(type: string, value: unknown): string {
  if (type === 'string') {
    const scalar = typeof value === 'number' || typeof value === 'boolean';
    // What was written is not known any more: of 1.10 the number 1.1 is left.
    return scalar ? 'a text, so put it in quotes' : 'a text';
  }
  if (type === 'array' && typeof value === 'string') return `a list, such as [${value.slice(0, 40)}]`;
  const names: Record<string, string> = { array: 'a list', object: 'an object', integer: 'a whole number' };
  return names[type] ?? `a ${type}`;
}

/** The field that an unknown one was probably meant to be, as a pointer. */
function meantField(document: unknown, error: SchemaError): string[] {
  if (error.keyword !== 'additionalProperties') return [];
  const known = knownFields[placeOf(pathOfPointer(document, error.instancePath))] ?? [];
  const meant = nearest(String(error.params['additionalProperty']), known);
  return meant === undefined ? [] : [`${error.instancePath}/${meant}`];
}

function missingField(error: SchemaError): string {
  return `${error.instancePath}/${String(error.params['missingProperty'])}`;
}

/** `spec.steps[].run` of a path. */
function placeOf(path: FieldPath): string {
  return path.reduce<string>((place, part) => {
    if (typeof part === 'number') return `${place}[]`;
    return place === '' ? part : `${place}.${part}`;
  }, '');
}
