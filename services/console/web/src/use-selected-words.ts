import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Calls `onSelect` with the words selected in the element and their offset in its text, in UTF-16 code units. */
export function useSelectedWords(
  textRef: RefObject<HTMLElement | null>,
  onSelect: (words: string, start: number) => void,
) {
  const readSelection = useEffectEvent(() => {
    const range = textRef.current && selectedRangeIn(textRef.current);
    if (range && textRef.current) onSelect(textOf(range), textOf(rangeBefore(textRef.current, range)).length);
  });
  useEffect(() => {
    const stop = new AbortController();
    document.addEventListener('selectionchange', readSelection, { signal: stop.signal });
    return () => stop.abort();
  }, []);
}

/** The part of the selection that lies within the element; null where there is none. */
function selectedRangeIn(element: HTMLElement): Range | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.getRangeAt(0).intersectsNode(element)) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const whole = document.createRange();
  whole.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(element, 0);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(element, element.childNodes.length);
  return range;
}

function rangeBefore(element: HTMLElement, { startContainer, startOffset }: Range): Range {
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(startContainer, startOffset);
  return before;
}

/** The customer's words in the range, without the names of signals that stand between them. */
function textOf(range: Range): string {
  const copy = range.cloneContents();
  for (const name of copy.querySelectorAll('sup')) name.remove();
  return copy.textContent;
}
