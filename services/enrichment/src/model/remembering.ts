/** A pure function that keeps its last answer: several readers of one text ask the same thing one after the other. */
export function remembering<Arguments extends unknown[], Answer>(
  answer: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  let last: { given: Arguments; answer: Answer } | undefined;
  return (...given) => {
    if (last?.given.length !== given.length || !given.every((one, nth) => one === last!.given[nth]))
      last = { given, answer: answer(...given) };
    return last.answer;
  };
}
