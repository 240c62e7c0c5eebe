import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Words } from '../field.js';
import { OPPORTUNITY_KINDS, type OpportunityKind } from '../vocabulary.js';

/** Somebody thought of a candidate change, whether customers have asked for it yet or not. */
export class OpportunityProposed {
  @IsUUID() opportunityId!: string;
  @Words(1, 200) title!: string;
  @IsIn(OPPORTUNITY_KINDS) kind!: OpportunityKind;
  @IsOptional() @Words(1, 2_000) description?: string | null;
  /** What it is about, where that is a theme. */
  @IsOptional() @IsUUID() themeId?: string | null;
}
