import { useEffect, useState } from 'react';

/** Whoever presses a button so soon after a change meant the one that stood there before. */
const SETTLE_MS = 1000;

/** Whether the value has been the same for long enough that a press on a button which depends on it is meant. */
export function useSettled(value: string): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value;
}
