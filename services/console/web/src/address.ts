import { useSyncExternalStore } from 'react';

/** What is open; it stands in the address, so that it can be shared and the browser's back button works. */
export interface Address {
  item?: string;
  opportunity?: string;
}

export function hrefTo({ item, opportunity }: Address): string {
  const fragment = new URLSearchParams();
  if (opportunity) fragment.set('opportunity', opportunity);
  if (item) fragment.set('item', item);
  // An empty fragment would scroll to the top.
  return fragment.size ? `#${fragment}` : '#feed';
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
  return { item: fragment.get('item') ?? undefined, opportunity: fragment.get('opportunity') ?? undefined };
}
