import { useSyncExternalStore } from 'react';

export const PAGES = ['feed', 'opportunities', 'operations'] as const;
export type PageName = (typeof PAGES)[number];

/** The page and what is open on it; it stands in the address, so that it can be shared and the browser's back button works. */
export interface Address {
  page: PageName;
  item?: string;
  opportunity?: string;
}

/** `#feed`, `#opportunities&opportunity=…&item=…` */
export function hrefTo({ page, item, opportunity }: Address): string {
  const opened = new URLSearchParams();
  if (opportunity) opened.set('opportunity', opportunity);
  if (item) opened.set('item', item);
  return `#${[page, ...(opened.size ? [opened] : [])].join('&')}`;
}

export function goTo(address: Address): void {
  location.hash = hrefTo(address);
}

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export function useAddress(): Address {
  const fragment = new URLSearchParams(useSyncExternalStore(subscribe, () => location.hash).slice(1));
  return {
    page: PAGES.find(page => fragment.has(page)) ?? 'feed',
    item: fragment.get('item') ?? undefined,
    opportunity: fragment.get('opportunity') ?? undefined,
  };
}
