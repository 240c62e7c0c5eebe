import { hrefTo } from './address.js';
import type { Opportunity } from './knowledge.js';
import { useWords } from './language.js';

/** The theme of an opportunity, with a link to its items in the feed. */
export function OpportunityTheme({
  opportunity: { themeId, theme },
}: {
  opportunity: Pick<Opportunity, 'themeId' | 'theme'>;
}) {
  const { say } = useWords();
  if (themeId === null) return null;
  const name = theme ?? say('nameUnknown');
  return (
    <p className="tags">
      <span className="theme">{name}</span>
      <a className="link" href={hrefTo({ page: 'feed', filters: { theme: themeId } })}>
        {say('inTheFeed')} <span className="sr-only">{name}</span>
      </a>
    </p>
  );
}
