/** A pure function that keeps its last result: several readers of one text call it with the same arguments one after the other. */
export function memoiseLast<Arguments extends unknown[], Result>(
  compute: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  let last: { given: Arguments; result: Result } | undefined;
  return (...given) => {
    if (last?.given.length !== given.length || !given.every((one, nth) => one === last!.given[nth]))
      last = { given, result: compute(...given) };
    return last.result;
  };
}

/** A pure function that keeps its results by argument; when a result more than `most` would be kept, it first forgets them all. */
export function memoiseByKey<Key, Result>(compute: (key: Key) => Result, most = Infinity): (key: Key) => Result {
  const results = new Map<Key, Result>();
  return key => {
    const known = results.get(key);
    if (known !== undefined || results.has(key)) return known as Result;
    if (results.size === most) results.clear();
    const result = compute(key);
    results.set(key, result);
    return result;
  };
}

/** A pure function of two arguments that keeps its results, as `memoiseByKey` does, apart for each second one. */
export function memoiseByBoth<Key, Other, Result>(
  compute: (key: Key, other: Other) => Result,
  most = Infinity,
): (key: Key, other: Other) => Result {
  const byOther = memoiseByKey((other: Other) => memoiseByKey((key: Key) => compute(key, other), most));
  return (key, other) => byOther(other)(key);
}
