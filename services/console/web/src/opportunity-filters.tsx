import { OPPORTUNITY_KINDS, STAGES } from '@ckm/contracts/vocabulary';
import type { OpportunityFilters as Filters } from './api.js';
import { ClearFilters, FilterSelect } from './filter-select.js';
import { useWords } from './language.js';

interface Props {
  filters: Filters;
  /** Whether to offer the filter by kind: opportunities that the system opened have none. */
  byKind: boolean;
  /** The name of the theme in `filters`, where it is known. */
  themeName: string | null | undefined;
  onChange(filters: Filters): void;
}

export function OpportunityFilters({ filters, byKind, themeName, onChange }: Props) {
  const { say, name } = useWords();
  const named = (group: string, values: readonly string[]) => values.map(value => [value, name(group, value)] as const);
  return (
    <form className="filters" role="search" aria-label={say('filters')} onSubmit={event => event.preventDefault()}>
      <FilterSelect
        label={say('stage')}
        value={filters.stage}
        options={named('stage', STAGES)}
        onChange={stage => onChange({ ...filters, stage })}
      />
      {byKind && (
        <FilterSelect
          label={say('opportunityKind')}
          value={filters.kind}
          options={named('opportunityKind', OPPORTUNITY_KINDS)}
          onChange={kind => onChange({ ...filters, kind })}
        />
      )}
      {filters.theme && (
        <>
          <span className="chosen">
            {say('theme')} {themeName ?? say('nameUnknown')}
          </span>
          <ClearFilters label={say('allThemes')} onPress={() => onChange({ ...filters, theme: undefined })} />
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
