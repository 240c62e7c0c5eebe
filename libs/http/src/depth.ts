/** How many levels of objects and lists a document may have. */
export const MAX_DEPTH = 64;

/** Whether a value has more levels of objects and lists. */
export function deeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some(below => deeperThan(levels - 1, below));
}
