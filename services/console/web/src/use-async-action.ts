import { useState } from 'react';
import { Problem } from './problem.js';

/** Runs an action of a form or button: whether one is under way, and why the last one failed. */
export function useAsyncAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** @returns whether it succeeded */
  const run = async (action: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    const failure = await action().then(() => null, Problem.from);
    setBusy(false);
    setProblem(failure);
    return failure === null;
  };
  return { busy, problem, run };
}
