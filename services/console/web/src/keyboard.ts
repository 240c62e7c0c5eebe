import { useEffect, useEffectEvent, useRef, useState } from 'react';

const KEY = 'ckm-shortcuts';

/** Whether single letters act as shortcuts; WCAG 2.1.4 demands that they can be switched off. */
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

/** Calls `keys[event.key]` unless the key is typed into a field; Escape counts there, too. */
function useKeys(keys: Record<string, () => unknown>, letters: boolean) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    // An input method uses Escape itself, to end a composition.
    if (event.isComposing || !action || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
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

/** On closing, the focus returns to the card that was open, or to the heading of the page where the card is gone. */
function useFocusOnReturn(opened: string | undefined) {
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (opened) cardOf(opened)?.scrollIntoView({ block: 'nearest' });
    else if (before.current) (cardOf(before.current) ?? document.getElementById('heading'))?.focus();
    before.current = opened;
  }, [opened]);
}

/** Where the link that led here went away with its page, the focus moves to the heading of the new page. */
export function useFocusOnArrival(page: string) {
  const before = useRef(page);
  useEffect(() => {
    if (before.current !== page && document.activeElement === document.body)
      document.getElementById('heading')?.focus();
    before.current = page;
  }, [page]);
}

interface Cards {
  /** The id of the card that is open. */
  opened: string | undefined;
  open(id: string): void;
  close(): unknown;
  letters: boolean;
  /** Further shortcuts. */
  keys?: Record<string, () => unknown>;
}

/** Keys that move between the cards of a page. While one is open, j and k open the next; else they move the focus. */
export function useCards({ opened, open, close, letters, keys }: Cards) {
  const move = (by: 1 | -1) => {
    const card = neighbour(by);
    if (opened && card?.dataset.card) open(card.dataset.card);
    else card?.focus();
  };
  const step = (by: 1 | -1) => neighbour(by)?.focus();
  const pressed = { j: () => move(1), k: () => move(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1) };
  useKeys({ ...pressed, Escape: close, ...keys }, letters);
  useFocusOnReturn(opened);
}

/** The card above (-1) or below (1) the one that has the focus or is open. */
function neighbour(by: 1 | -1): HTMLAnchorElement | undefined {
  const all = cards();
  const focused = all.findIndex(card => card === document.activeElement);
  const from = focused >= 0 ? focused : all.findIndex(card => card.getAttribute('aria-current'));
  return from < 0 ? all[0] : all[from + by];
}
