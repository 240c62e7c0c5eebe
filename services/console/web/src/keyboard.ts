import { useEffect, useEffectEvent, useRef, useState } from 'react';

const KEY = 'ckm-shortcuts';

/** Letters as shortcuts can be switched off (WCAG 2.1.4). */
export function useShortcutSetting() {
  const [on, setOn] = useState(localStorage.getItem(KEY) !== 'off');
  const set = (value: boolean) => {
    localStorage.setItem(KEY, value ? 'on' : 'off');
    setOn(value);
  };
  return [on, set] as const;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');

/** Calls `keys[event.key]` unless somebody is typing; Escape always counts. */
export function useKeys(keys: Record<string, () => unknown>, letters: boolean) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1 && !letters) return;
    if (event.key !== 'Escape' && isTyping(event.target)) return;
    if (event.key.startsWith('Arrow') && !cards().some(card => card === event.target)) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const stop = new AbortController();
    document.addEventListener('keydown', press, { signal: stop.signal });
    return () => stop.abort();
  }, []);
}

const cards = () => [...document.querySelectorAll<HTMLAnchorElement>('a[data-card]')];
const cardOf = (id: string) => cards().find(card => card.dataset.card === id);

/** Whoever closes what they opened goes on where they were. */
export function useFocusOnReturn(opened: string | undefined) {
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (opened) cardOf(opened)?.scrollIntoView({ block: 'nearest' });
    else if (before.current) cardOf(before.current)?.focus();
    before.current = opened;
  }, [opened]);
}

/** The card above (-1) or below (1) the one that has the focus or is open. */
export function neighbour(by: 1 | -1): HTMLAnchorElement | undefined {
  const all = cards();
  const focused = all.findIndex(card => card === document.activeElement);
  const from = focused >= 0 ? focused : all.findIndex(card => card.getAttribute('aria-current'));
  return from < 0 ? all[0] : all[from + by];
}
