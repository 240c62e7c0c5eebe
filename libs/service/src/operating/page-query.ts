import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

export class PageQuery {
  @IsOptional() @IsString() cursor?: string;
  /** At most 100; 50 unless told. */
  @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}
