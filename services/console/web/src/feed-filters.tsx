import { useRef, type FormEvent } from 'react';
import { LANGUAGES, SENTIMENTS, SIGNAL_TYPES } from '@ckm/contracts/vocabulary';
import { FILTERS, type Filters } from './api.js';
import { shortId } from './customer-link.js';
import { ClearFilters, FilterSelect } from './filter-select.js';
import { textOf } from './form-text.js';
import { useWords } from './language.js';
import { SearchField } from './search-field.js';
import { formatDateTime } from './time-format.js';
import type { Theme } from './themes.js';

const EXTERNAL = 'external:';

/** The address may name a customer by our id or by that of another system. */
const calledIn = (customer: string) =>
  customer.startsWith(EXTERNAL) ? customer.slice(EXTERNAL.length) : shortId(customer);

/** The address may contain something else than a time. */
const momentIn = (language: string, given: string) =>
  Number.isNaN(Date.parse(given)) ? given : formatDateTime(language, given);

interface Props {
  filters: Filters;
  themes: Theme[];
  onChange(filters: Filters): void;
}

export function FeedFilters({ filters, themes, onChange }: Props) {
  const { language, say, name } = useWords();
  const theme = themes.find(one => [one, ...one.merged].some(({ themeId }) => themeId === filters.theme));
  const nameless = filters.theme && !theme ? [[filters.theme, say('nameUnknown')] as const] : [];
  // An address may name a theme that was merged: the select shows the one that it was merged into.
  const chosen = { ...filters, theme: theme?.themeId ?? filters.theme };
  const named = (group: string, values: readonly string[]) => values.map(value => [value, name(group, value)] as const);
  const choices = [
    ['signalType', 'signalType', named('signal', SIGNAL_TYPES)],
    ['sentiment', 'sentiment', named('sentiment', SENTIMENTS)],
    ['language', 'itemLanguage', named('itemLanguage', LANGUAGES)],
    ['theme', 'theme', [...nameless, ...themes.map(({ themeId, name }) => [themeId, name] as const)]],
  ] as const;
  const form = useRef<HTMLFormElement>(null);
  // The words are searched for, too, where they were typed without Enter.
  const change = (changed: Filters) =>
    form.current && onChange({ ...filters, q: textOf(new FormData(form.current), 'q') || undefined, ...changed });
  const search = (event: FormEvent) => {
    event.preventDefault();
    change({});
  };
  return (
    <form ref={form} className="filters" role="search" aria-label={say('filters')} onSubmit={search}>
      <SearchField words={filters.q} onEmptied={() => change({ q: undefined })} />
      {choices.map(([filter, label, options]) => (
        <FilterSelect
          key={filter}
          label={say(label)}
          value={chosen[filter]}
          options={options}
          onChange={value => change({ [filter]: value })}
        />
      ))}
      {filters.customer && (
        <span className="chosen">
          {say('customer')} {calledIn(filters.customer)}
        </span>
      )}
      {filters.since && <span className="chosen">{say('capturedSince', momentIn(language, filters.since))}</span>}
      {FILTERS.some(filter => filters[filter]) && <ClearFilters label={say('clear')} onPress={() => onChange({})} />}
    </form>
  );
}
