import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import { Words } from '../field.js';

/** So many distinct customers open an opportunity. */
export const CUSTOMERS_TO_OPEN = 3;

/** A further distinct customer asked for, or struggled with, what a theme is about; noted until there are enough. */
export class DemandNoted {
  @IsUUID() themeId!: string;
  /** Its name at that time. */
  @Words(1, 200) theme!: string;
  @IsUUID() customerId!: string;
  @IsUUID() itemId!: string;
  /** The items noted so far, one for each distinct customer, this one last. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(CUSTOMERS_TO_OPEN) @IsUUID(undefined, { each: true }) itemIds!: string[];
}
