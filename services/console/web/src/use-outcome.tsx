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

/** @param gone whether the button that did it goes: whoever pressed it goes on from here */
export type Tell = (what: ReactNode, gone: boolean) => void;

/** For the rows of a list: whoever stands in one that somebody else removes goes on from the list. */
export const Lost = createContext(() => {});

/** Tells the list where this goes with the focus in it. */
export function useLost() {
  const place = useRef<HTMLDivElement>(null);
  const lost = useEffectEvent(useContext(Lost));
  useLayoutEffect(() => {
    const was = place.current;
    return () => {
      // What is only hidden comes back as it was.
      if (was?.contains(document.activeElement)) queueMicrotask(() => was.isConnected || lost());
    };
  }, []);
  return place;
}

/** What became of what was done last, in words that stand at the list: the row may be gone. */
export function useOutcome() {
  const { say } = useWords();
  const [told, setTold] = useState<{ what: ReactNode; nth: number }>();
  const place = useRef<HTMLParagraphElement>(null);
  const tell: Tell = (what, gone) => {
    setTold(last => ({ what, nth: (last?.nth ?? 0) + 1 }));
    if (gone) place.current?.focus({ preventScroll: true });
  };
  const outcome = (
    <p className="outcome" role="status" tabIndex={-1} ref={place}>
      {/* What is told again in the same words is told anew. */}
      {told && <Fragment key={told.nth}>{told.what}</Fragment>}
    </p>
  );
  return { outcome, tell, lost: () => tell(say('goneMeanwhile'), true) };
}
