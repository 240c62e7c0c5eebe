import * as api from './api.js';
import { hrefTo } from './address.js';
import { DisclosureForm } from './disclosure-form.js';
import { Field } from './field.js';
import { textOf } from './form-text.js';
import { langAttribute, useWords } from './language.js';
import { formatDate } from './time-format.js';
import { ShowMore } from './show-more.js';
import { Loading, ProblemNotice } from './notices.js';
import { RequireRole } from './role.js';
import type { Cluster } from './themes.js';
import { FocusLoss, useAnnouncement } from './use-announcement.js';
import { usePagedQuery } from './use-paged-query.js';

interface Made {
  themeId: string;
  name: string;
  items: number;
}

interface Props {
  /** The id of the item that is open. */
  open: string | undefined;
  onMade(): void;
}

/** Clusters of items that fit no theme; a steward can make a theme of each. */
export function NewIssues({ open, onMade }: Props) {
  const { say } = useWords();
  const { shown, next, problem, refetchSoon, more } = usePagedQuery(api.clusters, 'clusters', 15_000);
  const { announcement, announce, announceLoss } = useAnnouncement();
  const done = (theme: Made) => {
    announce(<MadeNotice made={theme} />, true);
    refetchSoon();
    onMade();
  };
  return (
    <section aria-labelledby="new-issues">
      <h3 id="new-issues">{say('newIssues')}</h3>
      <p className="quiet">{say('newIssuesHint')}</p>
      <ProblemNotice problem={problem} />
      {announcement}
      {!shown && !problem && <Loading />}
      {shown?.length === 0 && <p className="quiet">{say('noNewIssues')}</p>}
      <FocusLoss value={announceLoss}>
        <ul className="issues">
          {shown?.map(one => (
            <IssueRow key={one.clusterId} cluster={one} open={open} onMade={done} />
          ))}
        </ul>
      </FocusLoss>
      <ShowMore next={next} label={say('showMore')} onPress={more} />
    </section>
  );
}

function MadeNotice({ made: { themeId, name, items } }: { made: Made }) {
  const { say, count } = useWords();
  return (
    <>
      {say('themeMade', name)}:{' '}
      <a href={hrefTo({ page: 'feed', filters: { theme: themeId } })}>{count('items', items)}</a>
    </>
  );
}

interface IssueRowProps {
  cluster: Cluster;
  open: string | undefined;
  onMade(made: Made): void;
}

function IssueRow({ cluster, open, onMade }: IssueRowProps) {
  const { language, say, count, name: nameOf } = useWords();
  const { clusterId, name, items, customers, since, examples } = cluster;
  const make = async (given: FormData) => {
    const called = textOf(given, 'name');
    onMade({ name: called, ...(await api.makeTheme(clusterId, called)) });
  };
  return (
    <li>
      {name === null ? (
        <h4 className="quiet">{say('noCommonWords')}</h4>
      ) : (
        <h4 lang={langAttribute(cluster.language)} dir="auto">
          {name}
        </h4>
      )}
      <p className="meta">
        <span>{count('items', items)}</span>
        <span>{count('customers', customers)}</span>
        <span>{nameOf('itemLanguage', cluster.language)}</span>
        <time dateTime={since}>{say('spokenOfSince', formatDate(language, since))}</time>
      </p>
      <ul className="examples">
        {examples.map(({ itemId, text }) => (
          <li key={itemId}>
            <a
              data-card={itemId}
              href={hrefTo({ page: 'themes', item: itemId })}
              aria-current={itemId === open || undefined}
            >
              <q className="words" lang={langAttribute(cluster.language)} dir="auto">
                {text}
              </q>
            </a>
          </li>
        ))}
      </ul>
      <RequireRole role="steward">
        <DisclosureForm label={say('makeTheme')} about={name ?? examples[0]?.text} onSubmit={make} removesButton>
          <Field name="name" label={say('themeName')}>
            <input
              required
              maxLength={200}
              autoComplete="off"
              autoFocus
              defaultValue={name ?? ''}
              onFocus={selectAll}
            />
          </Field>
          <p className="quiet">{say('sameName')}</p>
        </DisclosureForm>
      </RequireRole>
    </li>
  );
}

const selectAll = (event: { currentTarget: HTMLInputElement }) => event.currentTarget.select();
