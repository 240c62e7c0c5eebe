import { useState } from 'react';
import { Action } from './action.js';
import * as api from './api.js';
import { hrefTo } from './address.js';
import { Ask } from './ask.js';
import { Field } from './field.js';
import { useWords } from './language.js';
import { Loading, ProblemNotice } from './notices.js';
import type { Problem } from './problem.js';
import { May } from './role.js';
import type { Theme } from './themes.js';

interface Props {
  themes: Theme[] | undefined;
  problem: Problem | null;
  onChange(): void;
}

/** Every theme, and what people can do to it. */
export function ThemeList({ themes, problem, onChange }: Props) {
  const { say } = useWords();
  const [told, setTold] = useState('');
  const changed = (what = '') => {
    setTold(what);
    onChange();
  };
  return (
    <section aria-labelledby="all-themes">
      <h3 id="all-themes">{say('allThemes')}</h3>
      <ProblemNotice problem={problem} />
      <p className="done" role="status">
        {told}
      </p>
      {!themes && !problem && <Loading />}
      {themes?.length === 0 && <p className="quiet">{say('noThemes')}</p>}
      <ul className="themes">
        {themes?.map(one => (
          <ThemeRow
            key={one.themeId}
            theme={one}
            others={themes.filter(({ themeId }) => themeId !== one.themeId)}
            onChange={changed}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  theme: Theme;
  others: Theme[];
  /** @param what became of it, in words, where the row does not show it */
  onChange(what?: string): void;
}

function ThemeRow({ theme, others, onChange }: RowProps) {
  const { say, count } = useWords();
  const { themeId, name, description, examples, merged } = theme;
  return (
    <li>
      <h4>{name}</h4>
      {description && <p className="words">{description}</p>}
      {examples.length > 0 && <p className="quiet">{count('examples', examples.length)}</p>}
      {merged.map(one => (
        <div key={one.themeId} className="merged">
          <span className="quiet">{say('standsFor', one.name)}</span>
          <May role="steward">
            <Action
              label={say('unmerge')}
              act={() => api.unmergeTheme(one.themeId)}
              onDone={() => onChange(say('unmerged', one.name))}
            />
          </May>
        </div>
      ))}
      <div className="asks">
        <a className="link" href={hrefTo({ page: 'feed', filters: { theme: themeId } })}>
          {say('inTheFeed')} <span className="sr-only">{name}</span>
        </a>
        <May role="steward">
          <Rename theme={theme} onChange={onChange} />
          {others.length > 0 && <Merge theme={theme} others={others} onChange={onChange} />}
        </May>
      </div>
    </li>
  );
}

function Rename({ theme: { themeId, name }, onChange }: Omit<RowProps, 'others'>) {
  const { say } = useWords();
  const rename = async (given: FormData) => {
    await api.renameTheme(themeId, String(given.get('name')).trim());
    onChange();
  };
  return (
    <Ask label={say('rename')} about={name} act={rename}>
      <Field name="name" label={say('themeName')}>
        <input required maxLength={200} autoComplete="off" autoFocus defaultValue={name} />
      </Field>
    </Ask>
  );
}

function Merge({ theme: { themeId, name }, others, onChange }: RowProps) {
  const { say } = useWords();
  const merge = async (given: FormData) => {
    const into = String(given.get('into'));
    await api.mergeTheme(themeId, into);
    onChange(say('mergedInto', others.find(one => one.themeId === into)?.name));
  };
  return (
    <Ask label={say('merge')} about={name} act={merge}>
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
    </Ask>
  );
}
