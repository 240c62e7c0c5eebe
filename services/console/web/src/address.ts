import { useSyncExternalStore } from 'react';
import { FILTERS, type Filters, OPPORTUNITY_FILTERS, type OpportunityFilters } from './api.js';

export const PAGES = ['feed', 'opportunities', 'themes', 'operations'] as const;
export type PageName = (typeof PAGES)[number];

/** The page and what is open on it; it stands in the address, so that it can be shared and the browser's back button works. */
export interface Address {
  page: PageName;
  item?: string;
  opportunity?: string;
  /** What its list shows, and in which order. */
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

// Anything else would make another path of that which it is put into, whatever a link says.
const idIn = (given: string | null) => (given && /^[\w-]+$/.test(given) ? given : undefined);

export function goTo(address: Address): void {
  location.hash = hrefTo(address);
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export const useAddress = (): Address => addressIn(useSyncExternalStore(subscribe, () => location.hash));
