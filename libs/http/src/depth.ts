/** So many levels a document may have. */
export const DEEPEST = 64;

export function deeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some(below => deeperThan(levels - 1, below));
}
