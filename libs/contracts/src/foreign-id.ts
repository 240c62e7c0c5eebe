import { buildMessage, ValidateBy } from 'class-validator';
import { Described, every, Words } from './field.js';

/**
 * The id that another system gave, of 1 to `max` code points. Its ends can be seen: people take ids that differ in white space around them for
 * one, and cannot write one down that shows nothing.
 */
export const ForeignId = (max: number): PropertyDecorator =>
  every(
    Words(1, max),
    ValidateBy({
      name: 'visibleEnds',
      validator: {
        validate: value => typeof value === 'string' && hasVisibleEnds(value),
        defaultMessage: buildMessage(() => '$property begins and ends with a visible character'),
      },
    }),
  );

/** The customer's id in the system that sends the event. `external:` before it is for routes, which take the UUID as well. */
export const ForeignCustomerId = (): PropertyDecorator =>
  every(
    ForeignId(200),
    ValidateBy({
      name: 'bareId',
      validator: {
        validate: value => typeof value === 'string' && !value.startsWith('external:'),
        defaultMessage: buildMessage(() => '$property is the bare id, without external:'),
      },
    }),
    Described("The customer's id in your own system, never ckm's: neither its UUID nor external:<id>."),
  );

/** Whether a text begins and ends with a character that can be seen. The empty one passes: `Words` sets the minimum length. */
export const hasVisibleEnds = (text: string): boolean => !INVISIBLE_END.test(text);

// White space, control characters, what Unicode wants shown as nothing, and Braille without dots. U+0000 is refused as not storable.
const INVISIBLE = '(?!\\0)[\\s\\p{Cc}\\p{Default_Ignorable_Code_Point}\\u2800]';
const INVISIBLE_END = new RegExp(`^${INVISIBLE}|${INVISIBLE}$`, 'u');
