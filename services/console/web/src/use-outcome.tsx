import { useRef, useState } from 'react';

/** @param gone whether the button that did it goes: whoever pressed it goes on from here */
export type Tell = (what: string, gone: boolean) => void;

/** What became of what was done last, in words that stand at the list: the row may be gone. */
export function useOutcome() {
  const [told, setTold] = useState('');
  const place = useRef<HTMLParagraphElement>(null);
  const tell: Tell = (what, gone) => {
    setTold(what);
    if (gone) place.current?.focus({ preventScroll: true });
  };
  const outcome = (
    <p className="outcome" role="status" tabIndex={-1} ref={place}>
      {told}
    </p>
  );
  return { outcome, tell };
}
