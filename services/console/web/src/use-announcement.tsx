import {
  createContext,
  Fragment,
  useContext,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useWords } from './language.js';

/** @param moveFocus true where the button that was pressed disappears: the focus then moves to the announcement */
export type Announce = (what: ReactNode, moveFocus: boolean) => void;

/** Called by the row of a list that is removed while the focus is in it. */
export const FocusLoss = createContext(() => {});

/** @returns a ref for an element that reports to `FocusLoss` when it is removed with the focus in it */
export function useFocusLoss() {
  const place = useRef<HTMLDivElement>(null);
  const announceLoss = useEffectEvent(useContext(FocusLoss));
  useLayoutEffect(() => {
    const element = place.current;
    return () => {
      // An element that <Activity> hides stays in the document, and is shown again as it was.
      if (element?.contains(document.activeElement)) queueMicrotask(() => element.isConnected || announceLoss());
    };
  }, []);
  return place;
}

/**
 * A live region that says what the last action did. It stands at the list and not in the row that was acted on, which
 * may be gone. `announceLoss` is for `FocusLoss`: somebody else removed the row that has the focus.
 */
export function useAnnouncement() {
  const { say } = useWords();
  const [last, setLast] = useState<{ what: ReactNode; nth: number }>();
  const place = useRef<HTMLParagraphElement>(null);
  const announce: Announce = (what, moveFocus) => {
    setLast(before => ({ what, nth: (before?.nth ?? 0) + 1 }));
    if (moveFocus) place.current?.focus({ preventScroll: true });
  };
  const announcement = (
    <p className="announcement" role="status" tabIndex={-1} ref={place}>
      {/* The key makes a new node of the same words, so that they are read out again. */}
      {last && <Fragment key={last.nth}>{last.what}</Fragment>}
    </p>
  );
  return { announcement, announce, announceLoss: () => announce(say('goneMeanwhile'), true) };
}
