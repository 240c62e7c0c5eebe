import { IsIn, IsUUID } from 'class-validator';
import { IMPORTANCES, type Importance } from '../vocabulary.js';

/** How much an opportunity matters to one customer; the newest counts. */
export class OpportunitySupported {
  @IsUUID() opportunityId!: string;
  @IsUUID() customerId!: string;
  /** 0 not, 1 nice, 2 important, 3 critical. */
  @IsIn(IMPORTANCES) importance!: Importance;
}
