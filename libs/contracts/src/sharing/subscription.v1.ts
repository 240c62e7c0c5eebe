import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { Instant, Nested, Words } from '../field.js';
import {
  CADENCES,
  CHANNEL_KINDS,
  LANGUAGES,
  SENTIMENTS,
  SIGNAL_TYPES,
  type Cadence,
  type ChannelKind,
  type Language,
  type SentimentLabel,
  type SignalType,
} from '../vocabulary.js';

/** What is asked of every item; what is null or absent does not matter. */
export class StandingQuery {
  @IsOptional() @IsUUID() theme?: string | null;
  @IsOptional() @IsIn(SENTIMENTS) sentiment?: SentimentLabel | null;
  @IsOptional() @IsIn(LANGUAGES) language?: Language | null;
  @IsOptional() @IsIn(SIGNAL_TYPES) signalType?: SignalType | null;
  @IsOptional() @IsUUID() customer?: string | null;
}

/** Where the answers go: a team's topic, a webhook, or a feed that is asked for. */
export class SharingChannel {
  @IsIn(CHANNEL_KINDS) kind!: ChannelKind;
  /** Names the topic `ckm.team.<team>.v1`. */
  @IsOptional() @Words(1, 40) team?: string | null;
  @IsOptional() @Words(1, 2_000) url?: string | null;
}

/** What was agreed with the owner of a subscription. */
export class SubscriptionTerms {
  @Words(1, 200) name!: string;
  @Words(1, 200) owner!: string;
  @Nested(() => StandingQuery) query!: StandingQuery;
  @Nested(() => SharingChannel) channel!: SharingChannel;
  @IsIn(CADENCES) cadence!: Cadence;
  /** Whether the customers' words are sent too. */
  @IsBoolean() words!: boolean;
}

/** Somebody wants to know of every item that answers a query. */
export class SubscriptionOpened {
  @IsUUID() subscriptionId!: string;
  @Nested(() => SubscriptionTerms) terms!: SubscriptionTerms;
  /** What was interpreted then or later is shared too; absent: from now on. */
  @IsOptional() @Instant() since?: string | null;
}

/** From here on other terms hold. */
export class SubscriptionChanged {
  @IsUUID() subscriptionId!: string;
  @Nested(() => SubscriptionTerms) terms!: SubscriptionTerms;
}

/** Nothing is shared until it is resumed; then everything since. */
export class SubscriptionPaused {
  @IsUUID() subscriptionId!: string;
  @IsOptional() @Words(1, 500) reason?: string | null;
}

export class SubscriptionResumed {
  @IsUUID() subscriptionId!: string;
}

export class SubscriptionEnded {
  @IsUUID() subscriptionId!: string;
}

/** Somebody has a message sent that shows whether the channel works. */
export class SubscriptionTested {
  @IsUUID() subscriptionId!: string;
  @IsUUID() deliveryId!: string;
}
