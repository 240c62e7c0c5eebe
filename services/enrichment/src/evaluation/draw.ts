/** Always the same numbers for one seed, 0 ≤ n < below (mulberry32, Tommy Ettinger, public domain). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** At most so many of them, each as likely as another. */
export function drawnFrom<T>(all: readonly T[], most: number, seed: number): T[] {
  const random = randomOf(seed);
  const left = [...all];
  const drawn: T[] = [];
  while (drawn.length < most && left.length > 0) {
    const at = random(left.length);
    drawn.push(left[at] as T);
    left[at] = left.at(-1) as T;
    left.pop();
  }
  return drawn;
}
