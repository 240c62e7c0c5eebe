import { ProblemNotice } from './notices.js';
import { useAsyncAction } from './use-async-action.js';
import { useFocusLoss } from './use-announcement.js';

interface Props<T> {
  label: string;
  /** What it is done to, for screen readers: others see where the button stands. */
  about?: string;
  action: () => Promise<T>;
  onDone: (answer: T) => void;
}

/** A button that starts an action at once, and shows the problem where it fails. */
export function ActionButton<T>({ label, about, action, onDone }: Props<T>) {
  const { busy, problem, run } = useAsyncAction();
  const place = useFocusLoss();
  const press = () => {
    if (!busy) void run(async () => onDone(await action()));
  };
  return (
    <div ref={place} className="action">
      {/* Not `disabled`: the button would lose the focus. */}
      <button type="button" className="small" aria-disabled={busy} onClick={press}>
        {label} {about && <span className="sr-only">{about}</span>}
      </button>
      <ProblemNotice problem={problem} />
    </div>
  );
}
