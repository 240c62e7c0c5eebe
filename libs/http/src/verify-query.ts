import { IsBoolean, IsOptional } from 'class-validator';

export class VerifyQuery {
  /** False: views are not compared with their events, which takes as long as to build them again. */
  @IsOptional() @IsBoolean() views?: boolean;
}
