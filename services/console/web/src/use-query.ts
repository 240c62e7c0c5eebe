import { useState } from 'react';
import { usePolling } from './use-polling.js';

/**
 * `data` is what `load` answered for `key`, undefined until it has. It is loaded again every `intervalOf(data)`
 * milliseconds; never, where that is 0.
 */
export function useQuery<T>(
  load: (signal: AbortSignal) => Promise<T>,
  key: string,
  intervalOf: (data: T | undefined) => number = () => 0,
) {
  const [loaded, setLoaded] = useState<{ key: string; data: T }>();
  const data = loaded?.key === key ? loaded.data : undefined;
  const task = async (signal: AbortSignal) => {
    const answer = await load(signal);
    if (!signal.aborted) setLoaded({ key, data: answer });
  };
  return { data, ...usePolling(task, key, intervalOf(data)) };
}
