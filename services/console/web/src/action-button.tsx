import { ProblemNotice } from './notices.js';
import { useDoing } from './use-doing.js';
import { useLost } from './use-outcome.js';

interface Props<T> {
  label: string;
  /** To what, for those who do not see where the button stands. */
  about?: string;
  act: () => Promise<T>;
  /** What became of it. */
  onDone: (answer: T) => void;
}

/** A button that does something which takes a moment, and says what went wrong with it. */
export function ActionButton<T>({ label, about, act, onDone }: Props<T>) {
  const { busy, problem, run } = useDoing();
  const place = useLost();
  const press = () => {
    if (!busy) void run(async () => onDone(await act()));
  };
  return (
    <div ref={place} className="action">
      {/* Disabled, it would lose the focus. */}
      <button type="button" className="small" aria-disabled={busy} onClick={press}>
        {label} {about && <span className="sr-only">{about}</span>}
      </button>
      <ProblemNotice problem={problem} />
    </div>
  );
}
