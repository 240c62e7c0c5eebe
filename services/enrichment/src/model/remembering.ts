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

/** A pure function of a text that keeps up to `most` answers, and with the next one forgets them all: a text and its sentences are read by turns. */
export function rememberingTexts<Answer>(most: number, answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return text => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as Answer;
    if (known.size === most) known.clear();
    const now = answer(text);
    known.set(text, now);
    return now;
  };
}
