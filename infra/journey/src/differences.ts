const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/**
 * Where an answer is not as its example: keys that are missing, JSON types that are others. Null in the example stands
 * for any type; its first element for each of a list, which then has some.
 */
export function differences(example: unknown, answer: unknown, at = ''): string[] {
  if (example === null && answer !== undefined) return [];
  if (typeOf(example) !== typeOf(answer)) return [`${at} is ${typeOf(answer)}, not ${typeOf(example)}`];
  if (Array.isArray(example)) return inList(example, answer as unknown[], at);
  if (typeof example !== 'object') return [];
  const found = answer as Record<string, unknown>;
  return Object.entries(example as object).flatMap(([key, value]) => differences(value, found[key], `${at}.${key}`));
}

function inList([example]: unknown[], answer: unknown[], at: string): string[] {
  if (example === undefined) return [];
  if (answer.length === 0) return [`${at} is empty`];
  return answer.flatMap((one, nth) => differences(example, one, `${at}[${nth}]`));
}
