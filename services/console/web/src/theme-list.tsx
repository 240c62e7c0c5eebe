import { ActionButton } from './action-button.js';
import * as api from './api.js';
import { hrefTo } from './address.js';
import { DisclosureForm } from './disclosure-form.js';
import { Field } from './field.js';
import { useWords } from './language.js';
import { NewTheme } from './new-theme.js';
import { Loading, ProblemNotice } from './notices.js';
import type { Problem } from './problem.js';
import { May } from './role.js';
import type { Theme } from './themes.js';
import { Lost, useOutcome, type Tell } from './use-outcome.js';

interface Props {
  themes: Theme[] | undefined;
  problem: Problem | null;
  onChange(): void;
}

/** Every theme, and what people can do to it. */
export function ThemeList({ themes, problem, onChange }: Props) {
  const { say } = useWords();
  const { outcome, tell, lost } = useOutcome();
  const changed: Tell = (what, gone) => {
    tell(what, gone);
    onChange();
  };
  return (
    <section aria-labelledby="all-themes">
      <h3 id="all-themes">{say('allThemes')}</h3>
      <ProblemNotice problem={problem} />
      {outcome}
      {!themes && !problem && <Loading />}
      {themes?.length === 0 && <p className="quiet">{say('noThemes')}</p>}
      <May role="steward">
        <NewTheme tell={changed} />
      </May>
      <Lost value={lost}>
        <ul className="themes">
          {themes?.map(one => (
            <ThemeRow
              key={one.themeId}
              theme={one}
              others={themes.filter(({ themeId }) => themeId !== one.themeId)}
              tell={changed}
            />
          ))}
        </ul>
      </Lost>
    </section>
  );
}

interface RowProps {
  theme: Theme;
  others: Theme[];
  tell: Tell;
}

function ThemeRow({ theme, others, tell }: RowProps) {
  const { say, count } = useWords();
  const { themeId, name, description, examples, merged } = theme;
  return (
    <li>
      <h4 dir="auto">{name}</h4>
      {description && (
        <p className="words" dir="auto">
          {description}
        </p>
      )}
      {examples.length > 0 && <p className="quiet">{count('examples', examples.length)}</p>}
      {merged.map(one => (
        <div key={one.themeId} className="merged">
          <span className="quiet">{say('standsFor', one.name)}</span>
          <May role="steward">
            <ActionButton
              label={say('unmerge')}
              about={one.name}
              act={() => api.unmergeTheme(one.themeId)}
              onDone={() => tell(say('unmerged', one.name), true)}
            />
          </May>
        </div>
      ))}
      <div className="asks">
        <a className="link" href={hrefTo({ page: 'feed', filters: { theme: themeId } })}>
          {say('inTheFeed')} <span className="sr-only">{name}</span>
        </a>
        <May role="steward">
          <Rename theme={theme} tell={tell} />
          {others.length > 0 && <Merge theme={theme} others={others} tell={tell} />}
        </May>
      </div>
    </li>
  );
}

function Rename({ theme: { themeId, name }, tell }: Omit<RowProps, 'others'>) {
  const { say } = useWords();
  const rename = async (given: FormData) => {
    const called = String(given.get('name')).trim();
    await api.renameTheme(themeId, called);
    tell(say('renamed', called), false);
  };
  return (
    <DisclosureForm label={say('rename')} about={name} act={rename}>
      <Field name="name" label={say('themeName')}>
        <input required maxLength={200} autoComplete="off" autoFocus defaultValue={name} />
      </Field>
    </DisclosureForm>
  );
}

function Merge({ theme: { themeId, name }, others, tell }: RowProps) {
  const { say } = useWords();
  const merge = async (given: FormData) => {
    const into = String(given.get('into'));
    await api.mergeTheme(themeId, into);
    tell(say('mergedInto', others.find(one => one.themeId === into)?.name), true);
  };
  return (
    <DisclosureForm label={say('merge')} about={name} act={merge} gone>
      <Field name="into" label={say('mergeInto')}>
        <select required autoFocus defaultValue="">
          <option value="" disabled hidden />
          {others.map(one => (
            <option key={one.themeId} value={one.themeId}>
              {one.name}
            </option>
          ))}
        </select>
      </Field>
      <p className="quiet">{say('mergeHint')}</p>
    </DisclosureForm>
  );
}
