import { useSyncExternalStore } from 'react';
import { FILTERS, type Filters, OPPORTUNITY_FILTERS, type OpportunityFilters } from './api.js';

export const PAGES = ['feed', 'opportunities', 'themes', 'operations'] as const;
export type PageName = (typeof PAGES)[number];

/** The page and what is open on it. It stands in the fragment of the URL, so that links and the back button work. */
export interface Address {
  page: PageName;
  item?: string;
  opportunity?: string;
  /** Which entries its list shows, and in which order. */
  filters?: Filters & OpportunityFilters;
}

const FILTERS_OF = { feed: FILTERS, opportunities: OPPORTUNITY_FILTERS, themes: [], operations: [] } as const;

/** `#feed&theme=…`, `#opportunities&opportunity=…&item=…` */
export function hrefTo({ page, item, opportunity, filters = {} }: Address): string {
  const opened = new URLSearchParams();
  for (const name of FILTERS_OF[page]) if (filters[name]) opened.set(name, filters[name]);
  if (opportunity) opened.set('opportunity', opportunity);
  if (item) opened.set('item', item);
  return `#${[page, ...(opened.size ? [opened] : [])].join('&')}`;
}

export function addressIn(hash: string): Address {
  const fragment = new URLSearchParams(hash.slice(1));
  const page = PAGES.find(page => fragment.has(page)) ?? 'feed';
  return {
    page,
    item: idIn(fragment.get('item')),
    opportunity: idIn(fragment.get('opportunity')),
    filters: Object.fromEntries(
      FILTERS_OF[page].flatMap(name => (fragment.get(name) ? [[name, fragment.get(name)]] : [])),
    ),
  };
}

// The id becomes part of a request's path: a link must not be able to lead it to another one.
const idIn = (given: string | null) => (given && /^[\w-]+$/.test(given) ? given : undefined);

export function goTo(address: Address): void {
  location.hash = hrefTo(address);
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export const useAddress = (): Address => addressIn(useSyncExternalStore(subscribe, () => location.hash));
