import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Words } from '../field.js';
import { STAGES, type Stage } from '../vocabulary.js';

/** People took an opportunity a step further, or laid it aside. */
export class OpportunityMoved {
  @IsUUID() opportunityId!: string;
  /** Where it stands now. */
  @IsIn(STAGES) stage!: Stage;
  @IsOptional() @Words(1, 1_000) reason?: string | null;
}
