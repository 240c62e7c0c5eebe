import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  buildMessage,
  IsArray,
  IsDefined,
  IsOptional,
  ValidateBy,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';

export type Class<T = object> = new () => T;

const PERSONAL = Symbol('personal');
const NESTED = Symbol('nested');
const DESCRIBED = Symbol('described');

interface NestedField {
  type: () => Class;
  many: boolean;
}

interface Owned {
  /** The name of the event's field, at its root, that holds the person's UUID. */
  subject: string;
  /** The first version of the event in which the field is sealed; in earlier ones it is in clear. */
  since: number;
}

/**
 * A field that says something about a person: it is sealed under that person's key wherever it is stored or sent. It must be a string or
 * null. `since`, the first version of the event in which it is sealed, is 1 by default.
 */
export const Personal =
  ({ subject, since = 1 }: Pick<Owned, 'subject'> & Partial<Owned>): PropertyDecorator =>
  (prototype, property) =>
    Reflect.defineMetadata(PERSONAL, { ...ownPersonal(prototype), [String(property)]: { subject, since } }, prototype);

/** A field that holds one object of another class. */
export const Nested = (type: () => Class, options: { optional?: boolean } = {}): PropertyDecorator =>
  every(nested({ type, many: false }), Type(type), IsOneObject(), ValidateNested(), presence(options.optional));

/** A field that holds a list of objects of another class. */
export const NestedMany = (type: () => Class, options: { optional?: boolean } = {}): PropertyDecorator =>
  every(
    nested({ type, many: true }),
    Type(type),
    IsArray(),
    IsOneObject({ each: true }),
    ValidateNested({ each: true }),
    presence(options.optional),
  );

// ValidateNested alone accepts a list in the place of an object, and null or lists among the objects of a list.
const IsOneObject = (options: ValidationOptions = {}): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isOneObject',
      validator: {
        validate: value => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: buildMessage(each => `${each}$property is an object`, options),
      },
    },
    options,
  );

/** A string of `min` to `max` code points that PostgreSQL can store unchanged: without U+0000 and lone surrogates. */
export const Words = (min: number, max: number): PropertyDecorator =>
  ValidateBy({
    name: 'words',
    constraints: [min, max],
    validator: {
      validate: value => typeof value === 'string' && isStorable(value) && between([...value].length, min, max),
      defaultMessage: buildMessage(
        () => `$property is a string of ${min} to ${max} characters without U+0000 or lone surrogates`,
      ),
    },
  });

/** A string that is not only white space. The empty string passes: `Words` sets the minimum length. */
export const NotBlank = (): PropertyDecorator =>
  ValidateBy({
    name: 'notBlank',
    validator: {
      validate: value => typeof value === 'string' && /^$|\S/u.test(value),
      defaultMessage: buildMessage(() => '$property says something'),
    },
  });

/** An instant with an offset, as `isInstant` accepts it: `2026-11-22T09:30:00+01:00`. */
export const Instant = (): PropertyDecorator =>
  ValidateBy({
    name: 'instant',
    validator: {
      validate: value => typeof value === 'string' && isInstant(value),
      defaultMessage: buildMessage(() => '$property is an instant such as 2026-11-22T09:30:00+01:00'),
    },
  });

/**
 * Whether a text is an RFC 3339 instant that PostgreSQL reads as the same one: in the years 0001 to 9999, in UTC as well, on a day that exists,
 * with at most nine decimals of a second and an offset below 16 hours.
 */
export function isInstant(text: string): boolean {
  const [, day] = INSTANT.exec(text) ?? [];
  // Date reads 31 February as 3 March.
  if (day === undefined || !new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)) return false;
  return between(new Date(text).getUTCFullYear(), 1, 9_999);
}

const INSTANT =
  /^((?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-5]):[0-5]\d)$/;

/** Says in OpenAPI and AsyncAPI what the name of a field does not. */
export const Described = (text: string): PropertyDecorator => Reflect.metadata(DESCRIBED, text);

export const descriptionOf = (type: Class, name: string): string | undefined =>
  Reflect.getMetadata(DESCRIBED, type.prototype as object, name) as string | undefined;

/** Whether PostgreSQL can store a text unchanged: without U+0000 and lone surrogates. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** A personal field of an event: where it is, whose it is, and since which version it is sealed. */
export interface PersonalField extends Owned {
  /** Names from the root; a list's has `[]` behind it: `['signals[]', 'text']`. */
  path: string[];
}

/** The personal fields of a class and of its nested classes. @param path from the root to the class */
export function personalFields(type: Class, path: string[] = []): PersonalField[] {
  const own = Object.entries(ownPersonal(type.prototype as object)).map(([name, owned]) => ({
    path: [...path, name],
    ...owned,
  }));
  const below = Object.entries(nestedFields(type)).flatMap(([name, field]) =>
    personalFields(field.type(), [...path, field.many ? `${name}[]` : name]),
  );
  return [...own, ...below];
}

export const nestedFields = (type: Class): Record<string, NestedField> =>
  (Reflect.getMetadata(NESTED, type.prototype as object) as Record<string, NestedField> | undefined) ?? {};

const ownPersonal = (prototype: object): Record<string, Owned> =>
  (Reflect.getMetadata(PERSONAL, prototype) as Record<string, Owned> | undefined) ?? {};

const nested =
  (field: NestedField): PropertyDecorator =>
  (prototype, property) =>
    Reflect.defineMetadata(
      NESTED,
      { ...nestedFields(prototype.constructor as Class), [String(property)]: field },
      prototype,
    );

const presence = (optional = false): PropertyDecorator => (optional ? IsOptional() : IsDefined());

/** Several decorators as one. */
export const every =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (prototype, property) =>
    decorators.forEach(decorate => decorate(prototype, property));

const between = (value: number, min: number, max: number): boolean => value >= min && value <= max;

/** A UUID of any version in lower case, as PostgreSQL writes it. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
