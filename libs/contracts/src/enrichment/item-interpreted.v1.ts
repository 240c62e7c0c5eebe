import { IsArray, IsIn, IsInt, IsNumber, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Nested, NestedMany, Personal, Words } from '../field.js';
import {
  CORRECTIONS,
  EXPRESSIONS,
  LANGUAGES,
  SENTIMENTS,
  SIGNAL_KINDS,
  SIGNAL_TYPES,
  type Correctable,
  type Expression,
  type Language,
  type SentimentLabel,
  type SignalKind,
  type SignalType,
} from '../vocabulary.js';

/** `score` = P(positive) − P(negative), −1…1. */
export class Sentiment {
  @IsIn(SENTIMENTS) label!: SentimentLabel;
  @IsNumber() @Min(-1) @Max(1) score!: number;
}

/** UTF-16 offsets into the original text: `text.slice(start, end)`. */
export class Span {
  @IsInt() @Min(0) start!: number;
  @IsInt() @Min(1) end!: number;
}

/** One atomic point found in an item. */
export class Signal {
  @IsIn(SIGNAL_TYPES) type!: SignalType;
  @IsOptional() @IsIn(SIGNAL_KINDS) kind!: SignalKind | null;
  @IsIn(EXPRESSIONS) expression!: Expression;
  @Nested(() => Span) span!: Span;
  /** The customer's words at `span`. */
  @Personal({ subject: 'customerId' }) @Words(1, 20_000) text!: string;
  @Nested(() => Sentiment) sentiment!: Sentiment;
  @IsNumber() @Min(0) @Max(1) confidence!: number;
  /** What found it. */
  @Words(1, 100) rule!: string;
  /** Why an implied need is believed; null for what was said. */
  @IsOptional() @Words(1, 100) rationale!: string | null;
}

export class ThemeMatch {
  @IsUUID() themeId!: string;
  /** Its name when it was matched. */
  @Words(1, 200) theme!: string;
  @IsNumber() @Min(0) @Max(1) confidence!: number;
}

/** One interpreter version read one item; what a person corrected stands as that person said. */
export class ItemInterpreted {
  @IsUUID() itemId!: string;
  @IsUUID() customerId!: string;
  @Words(1, 100) interpreter!: string;
  @Words(1, 50) version!: string;
  @IsIn(LANGUAGES) language!: Language;
  @Nested(() => Sentiment) sentiment!: Sentiment;
  @NestedMany(() => Signal) signals!: Signal[];
  /** What passed the reject threshold, best first. */
  @NestedMany(() => ThemeMatch) themes!: ThemeMatch[];
  /** The best before the threshold. */
  @Nested(() => ThemeMatch, { optional: true }) nearestTheme!: ThemeMatch | null;
  /** What of it a person said; absent: nothing. */
  @IsOptional() @IsArray() @IsIn(CORRECTIONS, { each: true }) corrected?: Correctable[] | null;
}
