/** A longer text takes too much time. */
const MAX_LENGTH = 1_000;

/**
 * Levenshtein distance in UTF-16 units, computed only in the band of the diagonal that `most` allows (Ukkonen, Algorithms for approximate string
 * matching, 1985).
 * @returns a number above `most` where the distance is larger, or where a text is longer than 1,000 units
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.max(a.length, b.length) > MAX_LENGTH || Math.abs(a.length - b.length) > most) return most + 1;
  let above = Uint16Array.from({ length: b.length + 1 }, (_, at) => at);
  let row = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    row.fill(most + 1);
    if (i <= most) row[0] = i;
    if (fillRow(row, above, { unit: a.charCodeAt(i - 1), i, b, most }) > most) return most + 1;
    [above, row] = [row, above];
  }
  return above[b.length]!;
}

/** @returns the smallest number in the row */
function fillRow(
  row: Uint16Array,
  above: Uint16Array,
  { unit, i, b, most }: { unit: number; i: number; b: string; most: number },
): number {
  let least = row[0]!;
  const to = i + most < b.length ? i + most : b.length;
  for (let j = i > most ? i - most : 1; j <= to; j++) {
    let edits = above[j - 1]! + (unit === b.charCodeAt(j - 1) ? 0 : 1);
    if (above[j]! + 1 < edits) edits = above[j]! + 1;
    if (row[j - 1]! + 1 < edits) edits = row[j - 1]! + 1;
    row[j] = edits;
    if (edits < least) least = edits;
  }
  return least;
}
