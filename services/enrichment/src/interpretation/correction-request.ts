import {
  EXPRESSIONS,
  type Expression,
  LANGUAGES,
  type Language,
  Nested,
  NestedMany,
  SENTIMENTS,
  type SentimentLabel,
  SIGNAL_KINDS,
  SIGNAL_TYPES,
  type SignalKind,
  SignalPlace,
  type SignalType,
  Span,
} from '@ckm/contracts';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { type Rationale, RATIONALES } from '../language/rule.js';
import type { Corrections } from './corrections.js';
import { signalAs } from './stated-signal.js';

export class StatedSignal {
  @IsIn(SIGNAL_TYPES) type!: SignalType;
  @Nested(() => Span) span!: Span;
  @IsOptional() @IsIn(SIGNAL_KINDS) kind?: SignalKind | null;
  /** EXPRESSED by default. */
  @IsOptional() @IsIn(EXPRESSIONS) expression?: Expression | null;
  /** By default what the type suggests. */
  @IsOptional() @IsIn(SENTIMENTS) sentiment?: SentimentLabel | null;
  /** Why an implied need is believed. */
  @IsOptional() @IsIn(RATIONALES) rationale?: Rationale | null;
}

export class SignalCorrection {
  /** A signal of the reading that is replaced or denied; without it `is` is added. */
  @Nested(() => SignalPlace, { optional: true }) of?: SignalPlace | null;
  /** The signal that it really is; without it `of` is denied. */
  @Nested(() => StatedSignal, { optional: true }) is?: StatedSignal | null;
}

export class CorrectInterpretation {
  /** All themes of the item. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID(undefined, { each: true }) themes?: string[] | null;
  @ArrayMaxSize(100) @NestedMany(() => SignalCorrection, { optional: true }) signals?: SignalCorrection[] | null;
  @IsOptional() @IsIn(SENTIMENTS) sentiment?: SentimentLabel | null;
  @IsOptional() @IsIn(LANGUAGES) language?: Language | null;
}

/** @throws Problem `span-outside` for a stated signal without words at its span */
export const signalsOf = (signals: SignalCorrection[], text: string): Pick<Corrections, 'stated' | 'denied'> => ({
  stated: signals.flatMap(({ is }, nth) => (is ? [signalAs(is, text, `/signals/${nth}/is/span`)] : [])),
  denied: signals.flatMap(({ of }) => (of ? [of] : [])),
});
