import type { Page } from './knowledge.js';

export type LoadPage<T> = (options: { cursor?: string; signal?: AbortSignal }) => Promise<Page<T>>;

export interface Listed<T> {
  shown: T[];
  /** The cursor of the next page; null where there is none. */
  next: string | null;
  /** Services that did not answer: their entries are missing. */
  silent: string[];
}

/** The first `wanted` pages, or as many as there are, as one list. */
export async function firstPages<T>(load: LoadPage<T>, wanted: number, signal?: AbortSignal): Promise<Listed<T>> {
  const list: Listed<T> = { shown: [], next: null, silent: [] };
  for (let page = 0; page < wanted && (page === 0 || list.next); page += 1) {
    const answer = await load({ cursor: list.next ?? undefined, signal });
    list.shown.push(...answer.data);
    list.next = answer.page?.next ?? null;
    list.silent.push(...(answer.silent ?? []));
  }
  return list;
}
