import { fromCursor, Problem } from '@ckm/http';

type Part = (part: string) => boolean;

export const isId: Part = part => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part);
export const isCount: Part = part => /^\d{1,18}$/.test(part);

/** What a cursor brings back; nothing without one. @throws Problem `cursor-invalid` unless every part is what it must be */
export function placeIn(cursor: string | undefined, ...parts: Part[]): string[] {
  if (cursor === undefined) return [];
  const place = fromCursor(cursor, parts.length);
  if (!place.every((part, nth) => parts[nth]?.(part))) throw new Problem('cursor-invalid');
  return place;
}
