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
  /** EXPRESSED where none is given. */
  @IsOptional() @IsIn(EXPRESSIONS) expression?: Expression | null;
  /** What the type suggests where none is given. */
  @IsOptional() @IsIn(SENTIMENTS) sentiment?: SentimentLabel | null;
  /** Why an implied need is believed. */
  @IsOptional() @IsIn(RATIONALES) rationale?: Rationale | null;
}

export class SignalCorrection {
  /** A signal of the reading; without it one is added. */
  @Nested(() => SignalPlace, { optional: true }) of?: SignalPlace | null;
  /** What it really is; without it there is none. */
  @Nested(() => StatedSignal, { optional: true }) is?: StatedSignal | null;
}

export class CorrectInterpretation {
  /** All themes of the item. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID(undefined, { each: true }) themes?: string[] | null;
  @ArrayMaxSize(100) @NestedMany(() => SignalCorrection, { optional: true }) signals?: SignalCorrection[] | null;
  @IsOptional() @IsIn(SENTIMENTS) sentiment?: SentimentLabel | null;
  @IsOptional() @IsIn(LANGUAGES) language?: Language | null;
}

/** @throws Problem `span-outside` for a signal that is stated where no words are */
export const signalsOf = (signals: SignalCorrection[], text: string): Pick<Corrections, 'stated' | 'denied'> => ({
  stated: signals.flatMap(({ is }, nth) => (is ? [signalAs(is, text, `/signals/${nth}/is/span`)] : [])),
  denied: signals.flatMap(({ of }) => (of ? [of] : [])),
});
