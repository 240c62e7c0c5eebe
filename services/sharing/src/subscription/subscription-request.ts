import {
  CADENCES,
  type Cadence,
  Described,
  type Fault,
  Instant,
  LANGUAGES,
  type Language,
  Nested,
  NotBlank,
  SENTIMENTS,
  type SentimentLabel,
  SharingChannel,
  SIGNAL_TYPES,
  type SignalType,
  type StandingQuery,
  Words,
} from '@ckm/contracts';
import { Problem } from '@ckm/http';
import { customerOf } from '@ckm/service';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { AddressGuard, AddressRefused } from '../delivery/address-guard.js';

/** The filters of the feed; one that is absent filters nothing. */
export class QueryFilters {
  @IsOptional() @IsUUID() theme?: string | null;
  @IsOptional() @IsIn(SENTIMENTS) sentiment?: SentimentLabel | null;
  @IsOptional() @IsIn(LANGUAGES) language?: Language | null;
  @IsOptional() @IsIn(SIGNAL_TYPES) signalType?: SignalType | null;
  /** A customer's UUID, or `external:<id>`. */
  @IsOptional() @Words(1, 220) customer?: string | null;
}

export class OpenSubscription {
  @Words(1, 200) @NotBlank() name!: string;
  @Nested(() => QueryFilters) query!: QueryFilters;
  @Nested(() => SharingChannel) channel!: SharingChannel;
  @IsOptional() @IsIn(CADENCES) cadence?: Cadence | null;
  /** Who it is for; the token's subject when absent. */
  @IsOptional() @Words(1, 200) owner?: string | null;
  @Described('Also delivers the past: what ckm interpreted then or later, whenever the customer said it.')
  @IsOptional()
  @Instant()
  since?: string | null;
  /** `words`: send the customers' words too. */
  @IsOptional() @IsArray() @ArrayMaxSize(1) @IsIn(['words'], { each: true }) include?: 'words'[] | null;
}

/** What is absent stays as it is. */
export class ChangeSubscription {
  @IsOptional() @Words(1, 200) @NotBlank() name?: string | null;
  @Nested(() => QueryFilters, { optional: true }) query?: QueryFilters | null;
  @IsOptional() @Words(1, 2_000) url?: string | null;
  @IsOptional() @IsIn(CADENCES) cadence?: Cadence | null;
  @IsOptional() @IsArray() @ArrayMaxSize(1) @IsIn(['words'], { each: true }) include?: 'words'[] | null;
}

/** With every filter present, null where it is not asked for, and the customer by its UUID. */
export const queryOf = (tenantId: string, { customer, ...asked }: QueryFilters): StandingQuery => ({
  theme: asked.theme?.toLowerCase() ?? null,
  sentiment: asked.sentiment ?? null,
  language: asked.language ?? null,
  signalType: asked.signalType ?? null,
  customer: customer ? customerOf(tenantId, customer, { code: 'body-invalid', pointer: '/query/customer' }) : null,
});

const SLUG = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

const CHANNEL_FAULT: Record<SharingChannel['kind'], (channel: SharingChannel, allowed: string[]) => Fault | null> = {
  topic: ({ team }) =>
    SLUG.test(team ?? '') ? null : fault('/channel/team', 'is 1 to 40 lower-case letters, digits and hyphens'),
  webhook: ({ url }, allowed) => urlFault('/channel/url', url ?? '', allowed),
  feed: () => null,
};

/** The channel with only the members that belong to its kind. @throws Problem that points at the one that can never work */
export function channelOf(asked: SharingChannel, allowed: string[]): SharingChannel {
  const wrong = CHANNEL_FAULT[asked.kind](asked, allowed);
  if (wrong) throw new Problem('body-invalid', undefined, [wrong]);
  return {
    kind: asked.kind,
    team: asked.kind === 'topic' ? asked.team : null,
    url: asked.kind === 'webhook' ? asked.url : null,
  };
}

export function checkedUrl(url: string, allowed: string[]): string {
  const wrong = urlFault('/url', url, allowed);
  if (wrong) throw new Problem('body-invalid', undefined, [wrong]);
  return url;
}

function urlFault(pointer: string, text: string, allowed: string[]): Fault | null {
  if (!URL.canParse(text)) return fault(pointer, 'is a URL');
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol)) return fault(pointer, 'is an http or https URL');
  if (url.username || url.password) return fault(pointer, 'holds no credentials: messages are signed');
  try {
    new AddressGuard(allowed).checkUrl(url);
    return null;
  } catch (error) {
    if (error instanceof AddressRefused) return fault(pointer, error.message);
    throw error;
  }
}

const fault = (pointer: string, detail: string): Fault => ({ pointer, rule: 'channel', detail });
