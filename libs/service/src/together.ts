/** Whoever asks while it is being found out gets the same answer. */
export function together<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () => (found ??= find().finally(() => (found = null)));
}

/** One at a time. Who asks while it is being found out waits for the next time, with all who wait: what each is told was found out after he had asked. */
export function nextTogether<T>(find: () => Promise<T>): () => Promise<T> {
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
