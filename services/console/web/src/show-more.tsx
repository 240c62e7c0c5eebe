import { useEffect, useRef } from 'react';

interface Props {
  /** Where the next page of the list begins. */
  next: string | null;
  label: string;
  onPress(): void;
}

/** Asks for more of the list above it. With the last of it the button goes: whoever pressed it goes on at what came. */
export function ShowMore({ next, label, onPress }: Props) {
  const asked = useRef<{ list: Element | null; had: number }>(undefined);
  useEffect(() => {
    const { list, had = 0 } = asked.current ?? {};
    asked.current = undefined;
    if (next !== null || document.activeElement !== document.body) return;
    const row = list?.children[had] as HTMLElement | undefined;
    const within = row?.querySelector<HTMLElement>('a, button');
    // Some rows offer nothing to go on at but themselves.
    if (row && !within) row.tabIndex = -1;
    (within ?? row)?.focus();
  }, [next]);
  if (next === null) return null;
  const press = (button: HTMLElement) => {
    const list = button.previousElementSibling;
    asked.current = { list, had: list?.childElementCount ?? 0 };
    onPress();
  };
  return (
    <button type="button" className="show-more" onClick={event => press(event.currentTarget)}>
      {label}
    </button>
  );
}
