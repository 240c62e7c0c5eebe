import { useState } from 'react';
import * as api from './api.js';
import type { Opportunity } from './knowledge.js';
import { Problem } from './problem.js';
import { usePoll } from './use-poll.js';

/** The opportunities under these filters; as many as were asked for with `more`. */
export function useOpportunities(filters: api.OpportunityFilters) {
  const key = JSON.stringify(filters);
  const [loaded, setLoaded] = useState<{ key: string; shown: Opportunity[]; next: string | null }>();
  const [pages, setPages] = useState(1);
  const [failure, setFailure] = useState<Problem | null>(null);
  const current = loaded?.key === key ? loaded : undefined;

  const load = async (wanted: number, signal?: AbortSignal) => {
    const shown: Opportunity[] = [];
    let next: string | null = null;
    for (let page = 0; page < wanted && (page === 0 || next); page += 1) {
      const answer = await api.opportunities(filters, { cursor: next ?? undefined, signal });
      shown.push(...answer.data);
      next = answer.page?.next ?? null;
    }
    if (!signal?.aborted) setLoaded({ key, shown, next });
  };
  const { problem, again } = usePoll(signal => load(current ? pages : 1, signal), key, 5000);

  const more = async () => {
    const wanted = pages + 1;
    setPages(wanted);
    setFailure(await load(wanted).then(() => null, Problem.from));
  };
  return { shown: current?.shown, next: current?.next ?? null, problem: problem ?? failure, again, more };
}
