import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWords } from './language.js';

interface Props {
  /** Of what it shows; when it changes, the focus moves to the heading. */
  id: string;
  title: string;
  closeTo: string;
  children: ReactNode;
}

/** What was opened from a list, beside that list. */
export function Pane({ id, title, closeTo, children }: Props) {
  const { say } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const shown = useRef<string>(undefined);
  useEffect(() => {
    // A pane that was only hidden is shown again as it was left.
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
    // `say` changes with the language, and with it the title of the page that this one is put before.
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
