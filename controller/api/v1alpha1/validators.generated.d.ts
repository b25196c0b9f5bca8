/* Generated from crds/ by `npm run generate`. */
/** One finding of a validator, as ajv writes it. */
export interface SchemaError {
  keyword: string;
  /** JSON pointer. */
  instancePath: string;
  params: Record<string, unknown>;
}

/** Fills in defaults (in place) and says whether the object has the kind's shape; if not, `errors` says why. */
export interface SchemaValidator {
  (object: unknown): boolean;
  errors?: SchemaError[] | null;
}

export declare const validateWorkflowSpec: SchemaValidator;
export declare const validateWorkflowRun: SchemaValidator;
export declare const validateModelVersion: SchemaValidator;
