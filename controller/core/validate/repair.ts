import type { SchemaError, SchemaValidator } from '../../api/v1alpha1/validators.generated.js';
import { pathOfPointer, setAt } from './json-path.ts';
import type { FieldPath } from './problem.ts';

/** Values that stand in for what is missing or of the wrong type. */
const neutral: Readonly<Record<string, () => unknown>> = {
  object: () => ({}),
  array: () => [],
  string: () => '',
  integer: () => 0,
  number: () => 0,
  boolean: () => false,
};

/** Deeper than any place of the schema. */
const maxPasses = 32;

/**
 * Puts neutral values in place of what is missing or of the wrong type, so that the rules can read a document whose
 * schema is violated and all errors can be told at once. Changes the document.
 * @returns the places it touched, or undefined if that did not help
 */
export function repairShape(document: unknown, validator: SchemaValidator): FieldPath[] | undefined {
  const touched: FieldPath[] = [];
  for (let pass = 0; pass < maxPasses; pass += 1) {
    validator(document);
    const errors = (validator.errors ?? []).filter(({ keyword }) => keyword === 'type' || keyword === 'required');
    if (errors.length === 0) return touched;
    for (const error of errors) touched.push(repairOne(document, error));
  }
  return undefined;
}

/** A missing field becomes an empty text; the next pass corrects that where another type is wanted. */
function repairOne(document: unknown, error: SchemaError): FieldPath {
  const at = pathOfPointer(document, error.instancePath);
  const path = error.keyword === 'required' ? [...at, String(error.params['missingProperty'])] : at;
  const type = error.keyword === 'required' ? 'string' : String(error.params['type']);
  setAt(document, path, neutral[type]?.());
  return path;
}
