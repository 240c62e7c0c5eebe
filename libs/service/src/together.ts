/** Whoever asks while it is being found out gets the same answer. */
export function together<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () => (found ??= find().finally(() => (found = null)));
}
