import { ActionButton } from './action-button.js';
import * as api from './api.js';
import { hrefTo } from './address.js';
import { DisclosureForm } from './disclosure-form.js';
import { Field } from './field.js';
import { textOf } from './form-text.js';
import { useWords } from './language.js';
import { MeaningField, NewTheme } from './new-theme.js';
import { Loading, ProblemNotice } from './notices.js';
import type { Problem } from './problem.js';
import { RequireRole } from './role.js';
import type { Theme } from './themes.js';
import { FocusLoss, useAnnouncement, type Announce } from './use-announcement.js';

interface Props {
  themes: Theme[] | undefined;
  problem: Problem | null;
  onChange(): void;
}

/** Every theme, with forms to rename, describe and merge it, and to undo a merge. */
export function ThemeList({ themes, problem, onChange }: Props) {
  const { say } = useWords();
  const { announcement, announce, announceLoss } = useAnnouncement();
  const changed: Announce = (what, moveFocus) => {
    announce(what, moveFocus);
    onChange();
  };
  return (
    <section aria-labelledby="all-themes">
      <h3 id="all-themes">{say('allThemes')}</h3>
      <ProblemNotice problem={problem} />
      {announcement}
      {!themes && !problem && <Loading />}
      {themes?.length === 0 && <p className="quiet">{say('noThemes')}</p>}
      <RequireRole role="steward">
        <NewTheme announce={changed} />
      </RequireRole>
      <FocusLoss value={announceLoss}>
        <ul className="themes">
          {themes?.map(one => (
            <ThemeRow
              key={one.themeId}
              theme={one}
              others={themes.filter(({ themeId }) => themeId !== one.themeId)}
              announce={changed}
            />
          ))}
        </ul>
      </FocusLoss>
    </section>
  );
}

interface RowProps {
  theme: Theme;
  others: Theme[];
  announce: Announce;
}

function ThemeRow({ theme, others, announce }: RowProps) {
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
          <RequireRole role="steward">
            <ActionButton
              label={say('unmerge')}
              about={one.name}
              action={() => api.unmergeTheme(one.themeId)}
              onDone={() => announce(say('unmerged', one.name), true)}
            />
          </RequireRole>
        </div>
      ))}
      <div className="row-actions">
        <a className="link" href={hrefTo({ page: 'feed', filters: { theme: themeId } })}>
          {say('inTheFeed')} <span className="sr-only">{name}</span>
        </a>
        <RequireRole role="steward">
          <Rename theme={theme} announce={announce} />
          <Describe theme={theme} announce={announce} />
          {others.length > 0 && <Merge theme={theme} others={others} announce={announce} />}
        </RequireRole>
      </div>
    </li>
  );
}

function Rename({ theme: { themeId, name }, announce }: Omit<RowProps, 'others'>) {
  const { say } = useWords();
  const rename = async (given: FormData) => {
    const called = textOf(given, 'name');
    await api.renameTheme(themeId, called);
    announce(say('renamed', called), false);
  };
  return (
    <DisclosureForm label={say('rename')} about={name} onSubmit={rename}>
      <Field name="name" label={say('themeName')}>
        <input required maxLength={200} autoComplete="off" autoFocus defaultValue={name} />
      </Field>
    </DisclosureForm>
  );
}

/** Browsers begin at the beginning of a text area. */
const toItsEnd = ({ currentTarget: text }: { currentTarget: HTMLTextAreaElement }) =>
  text.setSelectionRange(text.value.length, text.value.length);

function Describe({ theme: { themeId, name, description }, announce }: Omit<RowProps, 'others'>) {
  const { say } = useWords();
  const describe = async (given: FormData) => {
    await api.describeTheme(themeId, textOf(given, 'description'));
    announce(say('described', name), false);
  };
  return (
    <DisclosureForm label={say('describe')} about={name} onSubmit={describe}>
      <MeaningField autoFocus defaultValue={description} onFocus={toItsEnd} />
    </DisclosureForm>
  );
}

function Merge({ theme: { themeId, name }, others, announce }: RowProps) {
  const { say } = useWords();
  const merge = async (given: FormData) => {
    const into = textOf(given, 'into');
    await api.mergeTheme(themeId, into);
    announce(say('mergedInto', others.find(one => one.themeId === into)?.name), true);
  };
  return (
    <DisclosureForm label={say('merge')} about={name} onSubmit={merge} removesButton>
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
