import type { OpportunityFilters as Filters } from './api.js';
import { OPPORTUNITY_KINDS, STAGES } from './knowledge.js';
import { useWords } from './language.js';

interface Props {
  filters: Filters;
  /** Whether any may have a kind: those that open by themselves have none. */
  byKind: boolean;
  /** Of the one that they are asked for by. */
  themeName: string | null | undefined;
  onChange(filters: Filters): void;
}

export function OpportunityFilters({ filters, byKind, themeName, onChange }: Props) {
  const { say, name } = useWords();
  const choices = [
    ['stage', say('stage'), STAGES],
    ...(byKind ? ([['kind', say('opportunityKind'), OPPORTUNITY_KINDS]] as const) : []),
  ] as const;
  const clear = (button: HTMLButtonElement) => {
    // The button goes.
    button.form?.querySelector('select')?.focus();
    onChange({ ...filters, theme: undefined });
  };
  return (
    <form className="filters" role="search" aria-label={say('filters')} onSubmit={event => event.preventDefault()}>
      {choices.map(([filter, label, values]) => (
        <select
          key={filter}
          aria-label={label}
          value={filters[filter] ?? ''}
          onChange={event => onChange({ ...filters, [filter]: event.target.value || undefined })}
        >
          <option value="">{say('any', label)}</option>
          {values.map(value => (
            <option key={value} value={value}>
              {name(filter === 'kind' ? 'opportunityKind' : 'stage', value)}
            </option>
          ))}
        </select>
      ))}
      {filters.theme && (
        <>
          <span className="chosen">
            {say('theme')} {themeName ?? say('nameUnknown')}
          </span>
          <button type="button" className="link" onClick={event => clear(event.currentTarget)}>
            {say('allThemes')}
          </button>
        </>
      )}
      <select
        aria-label={say('sort')}
        className="sort"
        value={filters.sort ?? ''}
        onChange={event => onChange({ ...filters, sort: event.target.value || undefined })}
      >
        <option value="">{say('sort.newest')}</option>
        <option value="reach">{say('sort.reach')}</option>
      </select>
    </form>
  );
}
