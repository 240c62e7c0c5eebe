import { useEffect, useRef } from 'react';

interface Props {
  /** The cursor of the next page; null where there is none, which hides the button. */
  next: string | null;
  label: string;
  onPress(): void;
}

/**
 * Asks for the next page of the list right above. When the last page comes, the button disappears, and the focus moves
 * to the first row of that page.
 */
export function ShowMore({ next, label, onPress }: Props) {
  const asked = useRef<{ list: Element | null; had: number }>(undefined);
  useEffect(() => {
    const { list, had = 0 } = asked.current ?? {};
    asked.current = undefined;
    if (next !== null || document.activeElement !== document.body) return;
    const row = list?.children[had] as HTMLElement | undefined;
    const within = row?.querySelector<HTMLElement>('a, button');
    // A row without a link or button takes the focus itself.
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
