import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Nested, Personal, Words } from '../field.js';
import { EXPRESSIONS, SIGNAL_TYPES, STANCES, type Expression, type SignalType, type Stance } from '../vocabulary.js';
import { Span } from '../enrichment/item-interpreted.v1.js';

/** A customer's signal speaks for or against an opportunity, or for one that its theme may yet open. */
export class EvidenceLinked {
  @IsUUID() evidenceId!: string;
  @IsUUID() opportunityId!: string;
  /** That of the opportunity, where it has one. */
  @IsOptional() @IsUUID() themeId?: string | null;
  @IsUUID() itemId!: string;
  @IsUUID() customerId!: string;
  @IsIn(SIGNAL_TYPES) signalType!: SignalType;
  @IsIn(EXPRESSIONS) expression!: Expression;
  @Nested(() => Span) span!: Span;
  /** The customer's words at `span`. */
  @Personal({ subject: 'customerId' }) @Words(1, 20_000) words!: string;
  /** SUPPORTS where none is given. */
  @IsOptional() @IsIn(STANCES) stance?: Stance | null;
}
