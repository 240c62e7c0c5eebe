import { IsBoolean, IsIn, IsNumber, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Sentiment, Span, ThemeMatch } from '../enrichment/item-interpreted.v1.js';
import { Instant, Nested, NestedMany, Words } from '../field.js';
import {
  EXPRESSIONS,
  LANGUAGES,
  SIGNAL_KINDS,
  SIGNAL_TYPES,
  type Expression,
  type Language,
  type SignalKind,
  type SignalType,
} from '../vocabulary.js';

/** A signal found in an item; `text`, the customer's words, only for a subscription that may have them. */
export class SharedSignal {
  @IsIn(SIGNAL_TYPES) type!: SignalType;
  @IsOptional() @IsIn(SIGNAL_KINDS) kind!: SignalKind | null;
  @IsIn(EXPRESSIONS) expression!: Expression;
  @Nested(() => Span) span!: Span;
  @IsNumber() @Min(0) @Max(1) confidence!: number;
  @IsOptional() @Words(1, 20_000) text?: string;
}

/** One item as it is sent to a team or a webhook. The same `deliveryId` again is a repeat. */
export class SharedItem {
  @IsUUID() deliveryId!: string;
  @IsUUID() subscriptionId!: string;
  @IsUUID() itemId!: string;
  /** Where the item can be read. */
  @Words(1, 2_000) link!: string;
  @Instant() capturedAt!: string;
  @IsIn(LANGUAGES) language!: Language;
  @Nested(() => Sentiment) sentiment!: Sentiment;
  @NestedMany(() => SharedSignal) signals!: SharedSignal[];
  @NestedMany(() => ThemeMatch) themes!: ThemeMatch[];
  @IsOptional() @Words(1, 20_000) text?: string;
}

/** A message that shows whether a channel works; there is no item behind it. */
export class TestDelivery {
  @IsUUID() deliveryId!: string;
  @IsUUID() subscriptionId!: string;
  @IsBoolean() test!: boolean;
}

export const TEAM_TOPIC = 'ckm.team.{team}.v1';

export const teamTopic = (team: string): string => TEAM_TOPIC.replace('{team}', team);
