import { hrefTo } from './address.js';
import { useWords } from './language.js';
import { formatDate } from './time-format.js';
import { Loading, ProblemNotice } from './notices.js';
import { Reach } from './opportunity-card.js';
import type { Problem } from './problem.js';
import type { Emerging } from './themes.js';

/** Themes that are spoken of much more than usual, each with a link to the items that were counted. */
export function EmergingThemes({ alerts, problem }: { alerts: Emerging[] | undefined; problem: Problem | null }) {
  const { say } = useWords();
  return (
    <section aria-labelledby="emerging">
      <h3 id="emerging">{say('emerging')}</h3>
      <ProblemNotice problem={problem} />
      {!alerts && !problem && <Loading />}
      {alerts?.length === 0 && <p className="quiet">{say('nothingEmerging')}</p>}
      <ul className="emerging">
        {alerts?.map(one => (
          <EmergingRow key={one.themeId} alert={one} />
        ))}
      </ul>
    </section>
  );
}

const COUNTED_MS = 3 * 86_400_000;

function EmergingRow({ alert }: { alert: Emerging }) {
  const { language, say, count } = useWords();
  const { themeId, theme, since, at, base, observed, customers } = alert;
  const counted = { theme: themeId, since: new Date(Date.parse(at) - COUNTED_MS).toISOString() };
  return (
    <li>
      <a className="card reach-card" href={hrefTo({ page: 'feed', filters: counted })}>
        <Reach customers={customers} />
        <strong>{theme ?? say('nameUnknown')}</strong>
        <p className="meta">
          <span className="mentions">{count('mentions', observed)}</span>
          <span>{base < 0.5 ? say('hardlyAny') : say('usual', Math.round(base))}</span>
          <time dateTime={since}>{say('spokenOfSince', formatDate(language, since))}</time>
        </p>
      </a>
    </li>
  );
}
