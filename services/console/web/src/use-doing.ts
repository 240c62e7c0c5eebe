import { useState } from 'react';
import { Problem } from './problem.js';

/** Something that takes a moment: whether it is under way, and what went wrong with it. */
export function useDoing() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** @returns whether it went well */
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    const failure = await act().then(() => null, Problem.from);
    setBusy(false);
    setProblem(failure);
    return failure === null;
  };
  return { busy, problem, run };
}
