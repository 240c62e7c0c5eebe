import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import { Words } from '../field.js';
import { CUSTOMERS_TO_OPEN } from './opportunity-opened.v1.js';

/** A further distinct customer asked for what a theme is about. Not written any more, for evidence tells it; logs of before hold it. */
export class DemandNoted {
  @IsUUID() themeId!: string;
  /** Its name at that time. */
  @Words(1, 200) theme!: string;
  @IsUUID() customerId!: string;
  @IsUUID() itemId!: string;
  /** The items noted so far, one for each distinct customer, this one last. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(CUSTOMERS_TO_OPEN) @IsUUID(undefined, { each: true }) itemIds!: string[];
}
