import { UUID } from '@ckm/contracts';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { Problem } from './problem.js';

export class PageQuery {
  @IsOptional() @IsString() cursor?: string;
  /** 1 to 100. Default 50. */
  @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** An opaque cursor: base64url of the place behind which the next page begins. */
export const toCursor = (place: string[]): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** Whether one part of a cursor has the form that its query can use. */
export type Part = (part: string) => boolean;

export const isId: Part = part => UUID.test(part);
export const isCount: Part = part => /^\d{1,18}$/.test(part);

/** SQL: a timestamp as text for a cursor, to the microsecond, in the form that `isInstant` accepts. */
export const cursorInstant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The place that `toCursor` encoded; empty without a cursor. @throws Problem `cursor-invalid` unless it has these parts */
export function fromCursor(cursor: string | undefined, ...parts: Part[]): string[] {
  if (cursor === undefined) return [];
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isPlace(place, parts)) return place;
  } catch {
    // Falls through: it is no cursor of ours.
  }
  throw new Problem('cursor-invalid');
}

const isPlace = (place: unknown, parts: Part[]): place is string[] =>
  Array.isArray(place) &&
  place.length === parts.length &&
  parts.every((isOne, nth) => typeof place[nth] === 'string' && isOne(place[nth]));

export interface Page<T> {
  data: T[];
  page: { next: string | null };
}

/**
 * A page of rows that carry their own place, which is taken off the answer.
 * @param after reads at most so many rows behind a place; an empty place means from the first
 */
export async function pageAfter<T extends { place?: string[] }>(
  { cursor, limit = 50 }: PageQuery,
  parts: Part[],
  after: (place: string[], most: number) => Promise<T[]>,
): Promise<Page<T>> {
  const rows = await after(fromCursor(cursor, ...parts), limit + 1);
  const { data, page } = pageOf(rows, limit, ({ place }) => place ?? []);
  return { data: data.map(row => ({ ...row, place: undefined })), page };
}

/** @param rows one more than `limit` if there is a next page @param place of a row, for the cursor */
export function pageOf<T>(rows: T[], limit: number, place: (last: T) => string[]): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, page: { next: rows.length > limit && last !== undefined ? toCursor(place(last)) : null } };
}
