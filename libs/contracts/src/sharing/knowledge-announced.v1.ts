import { IsArray, IsIn, IsUUID } from 'class-validator';
import { Instant } from '../field.js';
import {
  LANGUAGES,
  SENTIMENTS,
  SIGNAL_TYPES,
  type Language,
  type SentimentLabel,
  type SignalType,
} from '../vocabulary.js';

/** An item was interpreted; what a standing query can ask of it, in the order in which sharing heard of it. */
export class KnowledgeAnnounced {
  @IsUUID() itemId!: string;
  @IsUUID() customerId!: string;
  /** When the interpretation was recorded. */
  @Instant() interpretedAt!: string;
  @IsIn(LANGUAGES) language!: Language;
  @IsIn(SENTIMENTS) sentiment!: SentimentLabel;
  @IsArray() @IsIn(SIGNAL_TYPES, { each: true }) signalTypes!: SignalType[];
  @IsArray() @IsUUID(undefined, { each: true }) themeIds!: string[];
}
