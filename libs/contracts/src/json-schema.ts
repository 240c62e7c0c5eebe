import { getMetadataStorage } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import { type Class, descriptionOf, nestedFields, personalFields } from './field.js';

export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: JsonSchema;
  enum?: unknown[];
  description?: string;
  [keyword: string]: unknown;
}

// What `IsUUID` accepts: the versions of RFC 9562, the nil UUID and the max UUID.
const UUID =
  '^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|0{8}(-0{4}){3}-0{12}|[fF]{8}(-[fF]{4}){3}-[fF]{12})$';

/** The empty string passes: whether it may stand there is for the minimum length to say. */
const NOT_BLANK = '^$|\\S';

const BARE_ID = '^(?!external:)';

/** Pattern → the detail of a fault when a text does not match it. */
export const PATTERNS: Record<string, string> = {
  [UUID]: 'must be a UUID',
  [NOT_BLANK]: 'must hold more than white space',
  [BARE_ID]: 'must be the bare id, without external:',
};

type Rule = (constraints: unknown[]) => JsonSchema;

/** Each decorator that a contract may use, as JSON Schema. Any other makes `jsonSchemaOf` throw, rather than check less. */
const RULES: Record<string, Rule> = {
  words: ([min, max]) => ({ type: 'string', minLength: min, maxLength: max, storable: true }),
  visibleEnds: () => ({ visibleEnds: true }),
  bareId: () => ({ pattern: BARE_ID }),
  notBlank: () => ({ pattern: NOT_BLANK }),
  instant: () => ({ type: 'string', format: 'date-time', instant: true }),
  isUuid: () => ({ type: 'string', pattern: UUID }),
  isIn: ([values]) => ({ enum: [...(values as unknown[])] }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isString: () => ({ type: 'string' }),
  min: ([value]) => ({ minimum: value }),
  max: ([value]) => ({ maximum: value }),
  isArray: () => ({ type: 'array' }),
  arrayMinSize: ([size]) => ({ minItems: size }),
  arrayMaxSize: ([size]) => ({ maxItems: size }),
  isDefined: () => ({}),
  // The schema of the nested class says so.
  isOneObject: () => ({}),
};

interface Options {
  /** The schema as an event of this version is sent, personal fields sealed. Default: personal fields open. */
  sealedIn?: number;
  /** The schema as it is read: a personal field is null once its person was forgotten. */
  erasable?: boolean;
  /** A field that is not shown. */
  without?: string;
}

/** The JSON Schema (2020-12) of a class, made from its decorators. It refuses unknown members. @throws for a decorator that is not in RULES */
export function jsonSchemaOf(type: Class, options: Options = {}): JsonSchema {
  const fields = Object.entries(rulesByProperty(type)).filter(([name]) => name !== options.without);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, rules]) => [name, fieldOf(type, name, rules, options)])),
    required: fields.filter(([, rules]) => !isOptional(rules)).map(([name]) => name),
    additionalProperties: false,
  };
}

const isOptional = (rules: ValidationMetadata[]): boolean => rules.some(rule => rule.type === 'conditionalValidation');

function fieldOf(type: Class, name: string, rules: ValidationMetadata[], options: Options): JsonSchema {
  const { sealedIn = 0, erasable = false } = options;
  const personal = personalFields(type).find(({ path }) => path.length === 1 && path[0] === name);
  const schema = personal && personal.since <= sealedIn ? SEALED : propertyOf(type, name, rules, options);
  return described(isOptional(rules) || (erasable && personal) ? nullable(schema) : schema, descriptionOf(type, name));
}

const described = (schema: JsonSchema, description?: string): JsonSchema =>
  description ? { ...schema, description } : schema;

const SEALED: JsonSchema = { type: 'string', pattern: '^sealed:1:', description: "Sealed under the person's key." };

function propertyOf(type: Class, name: string, rules: ValidationMetadata[], options: Options): JsonSchema {
  const schema: JsonSchema = {};
  const each: JsonSchema = {};
  for (const rule of rules.filter(one => one.type === 'customValidation')) {
    const made = ruleFor(type, rule)((rule.constraints ?? []) as unknown[]);
    Object.assign(rule.each ? each : schema, made);
  }
  const nested = nestedFields(type)[name];
  if (nested) {
    const below = jsonSchemaOf(nested.type(), options);
    return nested.many ? { type: 'array', items: below, ...schema } : below;
  }
  return Object.keys(each).length > 0 ? { ...schema, items: each } : schema;
}

function ruleFor(type: Class, { name = '', propertyName }: ValidationMetadata): Rule {
  const rule = RULES[name];
  if (!rule) throw new Error(`${type.name}.${propertyName}: no JSON Schema for the decorator ${name}`);
  return rule;
}

const nullable = (schema: JsonSchema): JsonSchema => {
  if (schema.enum) return { ...schema, enum: [...schema.enum, null] };
  return { ...schema, type: [...[schema.type ?? []].flat(), 'null'] };
};

function rulesByProperty(type: Class): Record<string, ValidationMetadata[]> {
  const groups: Record<string, ValidationMetadata[]> = {};
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false))
    (groups[rule.propertyName] ??= []).push(rule);
  return groups;
}
