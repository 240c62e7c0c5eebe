import type { Stage } from '@ckm/contracts/vocabulary';
import type { Role } from '@ckm/http/token';
import type { Correction } from './correction.js';
import type { LoadPage } from './first-pages.js';
import type {
  Captured,
  FeedItem,
  Identity,
  Interpretation,
  JourneyStep,
  Opportunity,
  Page,
  Supporter,
  WholeOpportunity,
} from './knowledge.js';
import type { Parked, Projection, Quarantined, ServiceStatus } from './operating.js';
import { Problem } from './problem.js';
import { refuseToken, token } from './session.js';
import type { Cluster, Emerging, Theme } from './themes.js';

async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  const sent = token();
  const headers = { accept: 'application/json', ...init.headers, authorization: `Bearer ${sent}` };
  const response = await fetch(path, { ...init, headers });
  if (!response.ok) {
    const problem = await Problem.of(response);
    if (response.status === 401) refuseToken(sent, problem);
    throw problem;
  }
  return (await response.json()) as T;
}

/** The same as the console's own time-out: the longest read of a service takes 30 s, so one that needs longer hangs. */
const READ_TIMEOUT_MS = 35_000;

const read = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  request(path, { signal: AbortSignal.any([AbortSignal.timeout(READ_TIMEOUT_MS), ...(signal ? [signal] : [])]) });

const dataOf = <T>(path: string, signal?: AbortSignal) => read<{ data: T }>(path, signal).then(answer => answer.data);

const pageOf = <T>(path: string, { cursor, signal }: Parameters<LoadPage<T>>[0]): Promise<Page<T>> =>
  read(`${path}${cursor ? `?${new URLSearchParams({ cursor })}` : ''}`, signal);

export const FILTERS = ['q', 'signalType', 'sentiment', 'language', 'theme', 'customer', 'since'] as const;
export type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

/** The newest items; with `q`, the best of the newest that have its words. */
export function feed(filters: Filters, options: { cursor?: string; signal?: AbortSignal }): Promise<Page<FeedItem>> {
  const query = new URLSearchParams({ limit: '50' });
  for (const name of FILTERS) if (filters[name]) query.set(name, filters[name]);
  if (options.cursor) query.set('cursor', options.cursor);
  return read(`/v1/${filters.q ? 'search' : 'feed'}?${query}`, options.signal);
}

export const item = (id: string, signal?: AbortSignal) => dataOf<Captured>(`/v1/items/${id}`, signal);
export const themes = (signal?: AbortSignal) => dataOf<Theme[]>('/v1/themes', signal);

export const emerging = (signal?: AbortSignal) => dataOf<Emerging[]>('/v1/themes/emerging', signal);

export const clusters: LoadPage<Cluster> = options => pageOf('/v1/clusters', options);

export const OPPORTUNITY_FILTERS = ['stage', 'kind', 'theme', 'sort'] as const;
export type OpportunityFilters = Partial<Record<(typeof OPPORTUNITY_FILTERS)[number], string>>;

export function opportunities(
  filters: OpportunityFilters,
  options: { cursor?: string; signal?: AbortSignal },
): Promise<Page<Opportunity>> {
  const given = Object.entries({ ...filters, cursor: options.cursor }).filter(([, value]) => value);
  return read(`/v1/opportunities?${new URLSearchParams(given as [string, string][])}`, options.signal);
}

export const opportunity = (id: string, signal?: AbortSignal) =>
  dataOf<WholeOpportunity>(`/v1/opportunities/${id}`, signal);

/** Null until the item has been interpreted. */
export const interpretation = (id: string, signal?: AbortSignal) =>
  dataOf<Interpretation>(`/v1/interpretations/${id}`, signal).catch(nullIfMissing);

/** Null until the item has been shared. */
export const journey = (id: string, signal?: AbortSignal) =>
  dataOf<JourneyStep[]>(`/v1/items/${id}/journey`, signal).catch(nullIfMissing);

/** Who the customer of an item was at that time: null where nobody told, or until the item is in the feed. */
export const customerOfItem = (id: string, signal?: AbortSignal) =>
  dataOf<Identity | null>(`/v1/items/${id}/customer`, signal).catch(nullIfMissing);

function nullIfMissing(error: unknown): null {
  if (error instanceof Problem && error.details.status === 404) return null;
  throw error;
}

export interface Note {
  customerId: string;
  text: string;
  occasion?: string;
  product?: string;
  rating?: number;
}

// crypto.randomUUID is missing where the page is served over plain HTTP to another machine.
const newKey = () =>
  crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(16)).join('-');

/** A note with its idempotency key: sent again after a failure, it makes no second item. */
export const draftOf = (note: Note) => ({
  key: newKey(),
  body: { ...note, channel: 'console', contributor: { role: 'employee' } },
});
export type Draft = ReturnType<typeof draftOf>;

const post = <T>(path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  request<{ data: T }>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }).then(answer => answer.data);

export const writeDown = ({ key, body }: Draft) =>
  post<{ itemId: string }>('/v1/items', body, { 'idempotency-key': key }).then(({ itemId }) => itemId);

export const withdraw = (id: string, withdrawal: { reason?: string }) => post(`/v1/items/${id}/withdrawal`, withdrawal);

export const me = (signal?: AbortSignal) => dataOf<{ subject: string; tenantId: string; role: Role }>('/v1/me', signal);

export const status = (signal?: AbortSignal) => dataOf<ServiceStatus[]>('/v1/ops/status', signal);
export const parked: LoadPage<Parked> = options => pageOf('/v1/ops/parked', options);
export const quarantine: LoadPage<Quarantined> = options => pageOf('/v1/ops/quarantine', options);
export const projections = (signal?: AbortSignal) => pageOf<Projection>('/v1/ops/projections', { signal });
export const redriveParked = (id: string) =>
  post<{ redriven: number; parked: number; cause: string | null }>(`/v1/ops/parked/${id}/redrive`);
export const redriveQuarantined = (id: string) =>
  post<{ outcome: string; detail?: string }>(`/v1/ops/quarantine/${id}/redrive`);
export const rebuild = (name: string) => post<Projection>(`/v1/ops/projections/${name}/rebuild`);

/** @param move `from` is the stage that was shown: the move is refused where somebody else has changed it meanwhile */
export const moveOpportunity = (id: string, move: { stage: Stage; from: Stage; reason?: string }) =>
  post(`/v1/opportunities/${id}/stage`, move);
/** @param support its `customerId` is the id in other systems, as in notes, even where it looks like one of ours */
export const supportOpportunity = (id: string, { customerId, importance }: Omit<Supporter, 'at'>) =>
  post(`/v1/opportunities/${id}/support`, { customerId: `external:${customerId}`, importance });
export const removeEvidence = (id: string, evidenceId: string, removal: { reason?: string }) =>
  post(`/v1/opportunities/${id}/evidence/${evidenceId}/removal`, removal);

export const makeTheme = (clusterId: string, name: string) =>
  post<{ themeId: string; items: number }>(`/v1/clusters/${clusterId}/theme`, { name });
export const newTheme = (theme: { name: string; description: string }) =>
  post<{ themeId: string }>('/v1/themes', { ...theme, examples: [] });
export const renameTheme = (id: string, name: string) => post(`/v1/themes/${id}/rename`, { name });
export const describeTheme = (id: string, description: string) => post(`/v1/themes/${id}/describe`, { description });
export const mergeTheme = (id: string, into: string) => post(`/v1/themes/${id}/merge`, { into });
export const unmergeTheme = (id: string) => post(`/v1/themes/${id}/unmerge`);

export const correct = (itemId: string, correction: Correction) =>
  post(`/v1/interpretations/${itemId}/corrections`, correction);
