import { useEffect } from 'react';
import { hrefTo, PAGES, type PageName } from './address.js';
import { useWords } from './language.js';

/** Links to the pages; sets the title of the document to that of the open one. */
export function PageNavigation({ open }: { open: PageName }) {
  const { say } = useWords();
  useEffect(() => {
    document.title = `${say(open)} · ckm`;
  }, [open, say]);
  return (
    <nav className="page-navigation" aria-label={say('pages')}>
      <ul>
        {PAGES.map(page => (
          <li key={page}>
            <a href={hrefTo({ page })} aria-current={page === open ? 'page' : undefined}>
              {say(page)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
