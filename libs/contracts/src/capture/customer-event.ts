import { IsIn, IsNumber, IsOptional } from 'class-validator';
import type { Class } from '../field.js';
import { Nested, NotBlank, Words } from '../field.js';
import { ForeignCustomerId } from '../foreign-id.js';
import {
  CONTACT_MODES,
  CONTRIBUTOR_ROLES,
  OCCASIONS,
  type ContactMode,
  type ContributorRole,
  type Occasion,
} from '../vocabulary.js';

export class ContributorData {
  @IsIn(CONTRIBUTOR_ROLES) role!: ContributorRole;
  @IsOptional() @Words(1, 200) name?: string | null;
}

/** `data` of every customer event with words in it. */
export class CustomerWords {
  @ForeignCustomerId() customerId!: string;
  /** What the customer said or showed, unchanged. */
  @Words(1, 20_000) @NotBlank() text!: string;
  @IsOptional() @Words(1, 200) account?: string | null;
  @IsOptional() @Words(1, 200) product?: string | null;
  @IsOptional() @Words(1, 100) channel?: string | null;
  @IsOptional() @IsIn(OCCASIONS) occasion?: Occasion | null;
  @IsOptional() @IsIn(CONTACT_MODES) contactMode?: ContactMode | null;
  @IsOptional() @IsNumber() rating?: number | null;
  @IsOptional() @Words(2, 35) languageHint?: string | null;
  @Nested(() => ContributorData, { optional: true }) contributor?: ContributorData | null;
}

/** `data` of `customer.identified`. */
export class CustomerIdentity {
  @ForeignCustomerId() customerId!: string;
  @IsOptional() @Words(1, 200) name?: string | null;
  @IsOptional() @Words(1, 200) account?: string | null;
  @IsOptional() @Words(2, 35) languageHint?: string | null;
}

/** What upstream systems may send: CloudEvent type → the class of its data. */
export const CUSTOMER_EVENTS = {
  'customer.feedback': CustomerWords,
  'ticket.message': CustomerWords,
  'survey.answered': CustomerWords,
  'call.noted': CustomerWords,
  'visit.noted': CustomerWords,
  'review.posted': CustomerWords,
  'customer.identified': CustomerIdentity,
} as const satisfies Record<string, Class>;

export type CustomerEventType = keyof typeof CUSTOMER_EVENTS;

export const isCustomerEventType = (type: string): type is CustomerEventType => Object.hasOwn(CUSTOMER_EVENTS, type);
