import * as api from './api.js';
import { goTo, hrefTo, useAddress } from './address.js';
import { EmergingThemes } from './emerging-themes.js';
import { ItemPane } from './item-pane.js';
import { useCards } from './keyboard.js';
import { useWords } from './language.js';
import { NewIssues } from './new-issues.js';
import { ThemeList } from './theme-list.js';
import { useQuery } from './use-query.js';

const HERE = { page: 'themes' } as const;

/** Emerging themes, new issues that may become themes, and all themes. */
export function ThemesPage({ letters }: { letters: boolean }) {
  const { say } = useWords();
  const { item } = useAddress();
  const emerging = useQuery(api.emerging, 'emerging', () => 30_000);
  const themes = useQuery(api.themes, 'themes', () => 5000);
  const changed = () => {
    themes.refetchSoon();
    emerging.refetchSoon();
  };
  useCards({
    opened: item,
    open: id => goTo({ ...HERE, item: id }),
    close: () => item && goTo(HERE),
    letters,
  });
  return (
    <main className={item ? 'themes-page with-pane' : 'themes-page'}>
      <section className="list-column" aria-labelledby="heading">
        <header>
          <h2 id="heading" tabIndex={-1}>
            {say('themes')}
          </h2>
        </header>
        <EmergingThemes alerts={emerging.data} problem={emerging.problem} />
        <NewIssues open={item} onMade={changed} />
        <ThemeList themes={themes.data} problem={themes.problem} onChange={changed} />
      </section>
      {item && <ItemPane id={item} closeTo={hrefTo(HERE)} />}
    </main>
  );
}
