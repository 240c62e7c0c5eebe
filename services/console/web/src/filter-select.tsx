import { useWords } from './language.js';

interface Props {
  label: string;
  /** Undefined where the filter is off. */
  value: string | undefined;
  options: readonly (readonly [value: string, text: string])[];
  onChange(value: string | undefined): void;
}

/** One filter of a list; its first option switches it off. */
export function FilterSelect({ label, value = '', options, onChange }: Props) {
  const { say } = useWords();
  return (
    <select aria-label={label} value={value} onChange={event => onChange(event.target.value || undefined)}>
      <option value="">{say('any', label)}</option>
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** Switches filters off. It goes when it is pressed, so the focus moves to the first filter of its form. */
export function ClearFilters({ label, onPress }: { label: string; onPress(): void }) {
  const clear = (button: HTMLButtonElement) => {
    button.form?.querySelector('select')?.focus();
    onPress();
  };
  return (
    <button type="button" className="link" onClick={event => clear(event.currentTarget)}>
      {label}
    </button>
  );
}
