import { IsUUID } from 'class-validator';
import { NestedMany, NotBlank, Words } from '../field.js';

/** Somebody else who sells what the tenant sells. */
export class Competitor {
  /** As customers write it. */
  @Words(1, 200) @NotBlank() name!: string;
}

/** People said who all the competitors are whose mention they want to hear of. */
export class CompetitorsNamed {
  /** A tenant has one list. */
  @IsUUID() listId!: string;
  @NestedMany(() => Competitor) competitors!: Competitor[];
}
