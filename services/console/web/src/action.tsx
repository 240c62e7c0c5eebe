import { useState } from 'react';
import { ProblemNotice } from './notices.js';
import { Problem } from './problem.js';

interface Props<T> {
  label: string;
  act: () => Promise<T>;
  /** What became of it, in words. */
  told: (answer: T) => string;
  onDone?: () => void;
}

/** A button that does something which takes a moment, and says what became of it. */
export function Action<T>({ label, act, told, onDone }: Props<T>) {
  const [state, setState] = useState<{ busy?: boolean; said?: string; problem?: Problem }>({});
  const run = async () => {
    setState({ busy: true });
    try {
      setState({ said: told(await act()) });
      onDone?.();
    } catch (error) {
      setState({ problem: Problem.from(error) });
    }
  };
  return (
    <div className="action">
      <button type="button" className="small" disabled={state.busy} onClick={() => void run()}>
        {label}
      </button>
      <span role="status">{state.said}</span>
      <ProblemNotice problem={state.problem ?? null} />
    </div>
  );
}
