import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Nested, NestedMany } from '../field.js';
import { LANGUAGES, SIGNAL_TYPES, type Language, type SignalType } from '../vocabulary.js';
import { Sentiment, Signal, Span, ThemeMatch } from './item-interpreted.v1.js';

/** Where a signal of this type is, or is not. */
export class SignalPlace {
  @IsIn(SIGNAL_TYPES) type!: SignalType;
  @Nested(() => Span) span!: Span;
}

/** A person knows better than what was read in an item; it holds against every later reading. What is null or absent is as it was read. */
export class InterpretationCorrected {
  @IsUUID() itemId!: string;
  @IsUUID() customerId!: string;
  /** All themes of the item. */
  @NestedMany(() => ThemeMatch, { optional: true }) themes?: ThemeMatch[] | null;
  @Nested(() => Sentiment, { optional: true }) sentiment?: Sentiment | null;
  @IsOptional() @IsIn(LANGUAGES) language?: Language | null;
  /** Signals that are there, whatever of their types was read in these places. */
  @NestedMany(() => Signal) stated!: Signal[];
  /** Places where no signal of this type is. */
  @NestedMany(() => SignalPlace) denied!: SignalPlace[];
}
