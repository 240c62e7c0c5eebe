import { IsIn, IsNumber, IsOptional, IsUUID } from 'class-validator';
import { Instant, Nested, Personal, Words } from '../field.js';
import {
  CONTRIBUTOR_ROLES,
  CONTACT_MODES,
  OCCASIONS,
  type ContactMode,
  type ContributorRole,
  type Occasion,
} from '../vocabulary.js';

/** Who brought the item in; may differ from the customer. */
export class Contributor {
  @IsIn(CONTRIBUTOR_ROLES) role!: ContributorRole;
  @IsOptional() @Personal({ subject: 'customerId' }) @Words(1, 200) name?: string | null;
}

/** A customer said or showed something. Immutable; corrections are later events. */
export class KnowledgeItemCaptured {
  @IsUUID() itemId!: string;
  @IsUUID() customerId!: string;
  /** The customer's id in the upstream system. */
  @Personal({ subject: 'customerId' }) @Words(1, 200) customerExternalId!: string;
  /** The CloudEvent's `source`, `id` and `type`. */
  @Words(1, 500) source!: string;
  @Personal({ subject: 'customerId', since: 2 }) @Words(1, 500) externalId!: string;
  @Words(1, 100) sourceType!: string;
  /** The customer's words, byte for byte as received, at most 20 000 characters. */
  @Personal({ subject: 'customerId' }) @Words(1, 20_000) text!: string;
  @IsOptional() @Personal({ subject: 'customerId', since: 2 }) @Words(1, 200) account?: string | null;
  @IsOptional() @Words(1, 200) product?: string | null;
  @IsOptional() @Words(1, 100) channel?: string | null;
  @IsOptional() @IsIn(OCCASIONS) occasion?: Occasion | null;
  @IsOptional() @IsIn(CONTACT_MODES) contactMode?: ContactMode | null;
  /** As the source gave it; its scale is the source's. */
  @IsOptional() @IsNumber() rating?: number | null;
  /** What the source believes the language to be. */
  @IsOptional() @Words(2, 35) languageHint?: string | null;
  @Nested(() => Contributor, { optional: true }) contributor?: Contributor | null;
  @Instant() occurredAt!: string;
  @Instant() receivedAt!: string;
  /** HMAC of the canonical event, to tell a repeat from another body under the same id. */
  @Personal({ subject: 'customerId' }) @Words(1, 100) sameness!: string;
}
