import type { FocusEvent, KeyboardEvent } from 'react';
import { useWords } from './language.js';

/** The list of shortcuts, with the switch that turns letters off, as speech input needs it. */
export function Shortcuts({ on, onChange }: { on: boolean; onChange(on: boolean): void }) {
  const { say } = useWords();
  const keys = [
    [['j', 'k'], say('keyMove')],
    [['Enter'], say('keyOpen')],
    [['Esc'], say('close')],
    [['n'], say('keyNew')],
    [['/'], say('keySearch')],
  ] as const;
  const press = (event: KeyboardEvent<HTMLDetailsElement>) => {
    const { currentTarget: shown } = event;
    if (event.key !== 'Escape' || !shown.open) return;
    event.preventDefault();
    shown.open = false;
    shown.querySelector('summary')?.focus();
  };
  const leave = ({ currentTarget: shown, relatedTarget: next }: FocusEvent<HTMLDetailsElement>) => {
    if (!shown.contains(next)) shown.open = false;
  };
  return (
    <details className="shortcuts" onKeyDown={press} onBlur={leave}>
      <summary>{say('shortcuts')}</summary>
      {/* Takes the focus where something in it is pressed that does not. */}
      <div tabIndex={-1}>
        <ul>
          {keys.map(([names, meaning]) => (
            <li key={meaning}>
              {names.map(name => (
                <kbd key={name}>{name}</kbd>
              ))}{' '}
              {meaning}
            </li>
          ))}
        </ul>
        <label>
          <input type="checkbox" checked={on} onChange={event => onChange(event.target.checked)} /> {say('useLetters')}
        </label>
      </div>
    </details>
  );
}
