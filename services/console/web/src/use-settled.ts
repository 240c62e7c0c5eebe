import { useEffect, useState } from 'react';

/** In milliseconds: a press so soon after a change is meant for what stood there before. */
const SETTLED = 1000;

/** Whether the value stands for long enough that a button which came with it can be meant. */
export function useSettled(value: string): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value;
}
