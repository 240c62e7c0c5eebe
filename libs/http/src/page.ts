import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { Problem } from './problem.js';

export class PageQuery {
  @IsOptional() @IsString() cursor?: string;
  /** At most 100; 50 unless told. */
  @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** An opaque cursor: where the next page begins. */
export const toCursor = (place: string[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws Problem `cursor-invalid` unless it is one that `toCursor` made of as many parts */
export function fromCursor(cursor: string, parts: number): string[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === parts && place.every(part => typeof part === 'string')) return place;
  } catch {
    // Falls through: whatever it is, it is no cursor of ours.
  }
  throw new Problem('cursor-invalid');
}

export interface Page<T> {
  data: T[];
  page: { next: string | null };
}

/** @param rows one more than `limit` where there is a next page */
export function pageOf<T>(rows: T[], limit: number, place: (last: T) => string[]): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, page: { next: rows.length > limit && last !== undefined ? toCursor(place(last)) : null } };
}
