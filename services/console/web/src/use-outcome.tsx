import { Fragment, useRef, useState, type ReactNode } from 'react';

/** @param gone whether the button that did it goes: whoever pressed it goes on from here */
export type Tell = (what: ReactNode, gone: boolean) => void;

/** What became of what was done last, in words that stand at the list: the row may be gone. */
export function useOutcome() {
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
  return { outcome, tell };
}
