import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Calls `take` with the words that are selected in `said`, and with the place in its text where they begin. */
export function useSelected(said: RefObject<HTMLElement | null>, take: (words: string, start: number) => void) {
  const look = useEffectEvent(() => {
    const range = said.current && selectedIn(said.current);
    if (range && said.current) take(textOf(range), textOf(upTo(said.current, range)).length);
  });
  useEffect(() => {
    const stop = new AbortController();
    document.addEventListener('selectionchange', look, { signal: stop.signal });
    return () => stop.abort();
  }, []);
}

/** What of the selection lies in the element. */
function selectedIn(element: HTMLElement): Range | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.getRangeAt(0).intersectsNode(element)) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const whole = document.createRange();
  whole.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(element, 0);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(element, element.childNodes.length);
  return range;
}

function upTo(element: HTMLElement, { startContainer, startOffset }: Range): Range {
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(startContainer, startOffset);
  return before;
}

/** Without the names of signals that stand between the words. */
function textOf(range: Range): string {
  const copy = range.cloneContents();
  for (const name of copy.querySelectorAll('sup')) name.remove();
  return copy.textContent;
}
