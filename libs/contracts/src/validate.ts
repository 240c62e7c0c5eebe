import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Class, isInstant, isStorable } from './field.js';
import { hasVisibleEnds } from './foreign-id.js';
import { jsonSchemaOf, PATTERNS } from './json-schema.js';

/** What is wrong with a document, and where. */
export interface Fault {
  /** RFC 6901 JSON pointer into the document. */
  pointer: string;
  /** The JSON Schema keyword that is violated. */
  rule: string;
  detail: string;
}

const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  // JSON.parse reads 1e400 as Infinity, which would be stored as null.
  strictNumbers: true,
  allowUnionTypes: true,
  validateFormats: false,
});
// PostgreSQL refuses U+0000, and a lone surrogate would come back as another character.
ajv.addKeyword({
  keyword: 'storable',
  type: 'string',
  schemaType: 'boolean',
  validate: (_: boolean, text: string) => isStorable(text),
});
ajv.addKeyword({
  keyword: 'visibleEnds',
  type: 'string',
  schemaType: 'boolean',
  validate: (_: boolean, text: string) => hasVisibleEnds(text),
});
ajv.addKeyword({
  keyword: 'instant',
  type: 'string',
  schemaType: 'boolean',
  validate: (_: boolean, text: string) => isInstant(text),
});

const compiled = new Map<Class, ValidateFunction>();

/** More than anybody reads; otherwise a document that consists of faults would get an answer larger than itself. */
const MOST_FAULTS = 100;

/**
 * Checks a document against the JSON Schema of a class, compiled once. It accepts and refuses the same documents as class-validator.
 * @returns at most 100 faults; none when the document is valid
 */
export function faultsOf(type: Class, document: unknown): Fault[] {
  const validate = compiled.get(type) ?? ajv.compile(jsonSchemaOf(type));
  compiled.set(type, validate);
  return validate(document) ? [] : (validate.errors ?? []).slice(0, MOST_FAULTS).map(fault);
}

function fault({ instancePath, keyword, params, message }: ErrorObject): Fault {
  const { missingProperty, additionalProperty, allowedValues, pattern } = params as Record<
    string,
    string | string[] | undefined
  >;
  const said: Record<string, Omit<Fault, 'rule'>> = {
    required: { pointer: below(instancePath, missingProperty), detail: 'is missing' },
    additionalProperties: isName(additionalProperty)
      ? { pointer: below(instancePath, additionalProperty), detail: 'is not known here' }
      : { pointer: instancePath, detail: 'has a member whose name nobody can know' },
    enum: { pointer: instancePath, detail: `must be one of ${named(allowedValues).join(', ')}` },
    storable: { pointer: instancePath, detail: 'holds U+0000 or a lone surrogate' },
    visibleEnds: { pointer: instancePath, detail: 'must begin and end with a visible character' },
    pattern: { pointer: instancePath, detail: PATTERNS[String(pattern)] ?? message ?? keyword },
    instant: { pointer: instancePath, detail: 'must be an instant such as 2026-11-22T09:30:00+01:00' },
  };
  return { ...(said[keyword] ?? { pointer: instancePath, detail: message ?? keyword }), rule: keyword };
}

const below = (pointer: string, member: unknown): string =>
  `${pointer}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Whether an unknown member's name may be repeated in a fault, which must be short and storable. */
const isName = (member: unknown): boolean => isStorable(String(member)) && String(member).length <= 200;

const named = (values: unknown): unknown[] => [values].flat().filter(value => value !== null);
