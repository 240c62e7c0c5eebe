/** Callers who come while a call is under way share it, and its result or error. */
export function singleFlight<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () => (found ??= find().finally(() => (found = null)));
}

/**
 * One call at a time: callers who come while one is under way share the next one, so that each gets a result that was computed after it
 * asked.
 */
export function freshSingleFlight<T>(find: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    next = null;
    return find();
  };
  return () => {
    if (next) return next;
    next = last.then(begin, begin);
    last = next;
    return next;
  };
}
