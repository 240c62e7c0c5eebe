import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { Words } from '../field.js';

/** A further distinct customer asked for, or struggled with, what a theme is about; noted until there are three. */
export class DemandNoted {
  @IsUUID() themeId!: string;
  @Words(1, 200) theme!: string;
  @IsUUID() customerId!: string;
  @IsUUID() itemId!: string;
  /** Distinct customers so far, this one included. */
  @IsInt() @Min(1) @Max(3) customers!: number;
}
