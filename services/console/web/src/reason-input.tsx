import { textOf } from './form-text.js';
import { useWords } from './language.js';

/** The field for the reason of something that cannot be undone. */
export function ReasonInput() {
  const { say } = useWords();
  return (
    <input
      name="reason"
      maxLength={1_000}
      autoComplete="off"
      autoFocus
      aria-label={say('reason')}
      placeholder={`${say('reason')} (${say('optional')})`}
    />
  );
}

export function reasonIn(given: FormData): { reason?: string } {
  const reason = textOf(given, 'reason');
  return reason ? { reason } : {};
}
