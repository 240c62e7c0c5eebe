import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWords } from './language.js';

interface Props {
  /** What it shows; a change brings the focus to its heading. */
  id: string;
  title: string;
  closeTo: string;
  children: ReactNode;
}

/** What was opened, beside the feed. */
export function Pane({ id, title, closeTo, children }: Props) {
  const { say } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const shown = useRef<string>(undefined);
  useEffect(() => {
    // One that comes out of hiding is as it was left.
    if (shown.current === id) return;
    shown.current = id;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('section')?.scrollTo(0, 0);
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [id]);
  useEffect(() => {
    const page = document.title;
    document.title = `${title} · ${page}`;
    return () => void (document.title = page);
    // In another language the page has another title.
  }, [title, say]);
  return (
    <section className="pane opened" aria-labelledby={titleId}>
      <header>
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <a className="close" href={closeTo}>
          {say('close')} <kbd>Esc</kbd>
        </a>
      </header>
      {children}
    </section>
  );
}
