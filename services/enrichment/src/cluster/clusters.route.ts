import type { Language } from '@ckm/contracts';
import { grouped } from '@ckm/event-sourcing';
import {
  CheckedQuery,
  fromCursor,
  isCount,
  isId,
  type Page,
  pageOf,
  PageQuery,
  type Principal,
  Query,
  Who,
} from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import type { Voice } from './names.js';
import { PendingAnswers } from './pending-answers.js';
import { type UncategorisedItem, uncategorisedItems } from './uncategorised-items.js';
import { inWorkerThread } from './worker-thread.js';

const EXAMPLES = 3;
const MAX_EXAMPLE_CHARACTERS = 500;

interface ClusterRow {
  clusterId: string;
  /** Null where no two customers share a phrase. */
  name: string | null;
  language: Language;
  items: number;
  /** Distinct customers. */
  customers: number;
  since: Date;
  latest: Date;
  /** The newest items, newest first. */
  examples: { itemId: string; text: string }[];
}

/** What clusters are ordered by. */
type Place = Pick<ClusterRow, 'customers' | 'clusterId'>;
type Cluster = Place & { items: UncategorisedItem[] };

@Controller()
export class ClustersRoute {
  private readonly pending = new PendingAnswers<Page<ClusterRow>>();

  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/clusters',
    role: 'reader',
    summary:
      'What two items and more without a theme are about, named by words that two customers share, if there are such: those of most customers first.',
    query: PageQuery,
    problems: [503],
  })
  list(@CheckedQuery(PageQuery) query: PageQuery, @Who() { tenantId }: Principal): Promise<Page<ClusterRow>> {
    return this.pending.of(tenantId, JSON.stringify([query.cursor, query.limit]), () => this.pageFor(tenantId, query));
  }

  private async pageFor(tenantId: string, { cursor, limit = 50 }: PageQuery): Promise<Page<ClusterRow>> {
    const [customers, clusterId] = fromCursor(cursor, isCount, isId);
    const clusters = await clustersOf(this.service, tenantId);
    const after = clusterId ? clusters.findIndex(one => !isUpTo({ customers: Number(customers), clusterId }, one)) : 0;
    const rows = after < 0 ? [] : clusters.slice(after, after + limit + 1);
    const { data, page } = pageOf(rows, limit, last => [String(last.customers), last.clusterId]);
    return { data: await named(data), page };
  }
}

/** Whether the cluster was on a page that ended with the place. */
const isUpTo = (place: Place, one: Place): boolean => byCustomers(one, place) <= 0;

/** Those of most customers first. */
const byCustomers = (one: Place, other: Place): number =>
  other.customers - one.customers || (one.clusterId < other.clusterId ? -1 : Number(one.clusterId > other.clusterId));

async function clustersOf(service: Service, tenantId: string): Promise<Cluster[]> {
  const items = (await uncategorisedItems(service, tenantId)).filter(({ clusterId }) => clusterId !== null);
  const clusters = [...grouped(items, ({ clusterId }) => clusterId!).values()].filter(of => of.length > 1);
  return clusters.map(clusterOf).sort(byCustomers);
}

/** @param items in the order in which they were captured */
const clusterOf = (items: UncategorisedItem[]): Cluster => ({
  clusterId: items[0]!.clusterId!,
  customers: new Set(items.map(({ customerId }) => customerId)).size,
  items,
});

/** Names set the clusters of one page apart from one another, not from those of other pages. */
async function named(clusters: Cluster[]): Promise<ClusterRow[]> {
  if (clusters.length === 0) return [];
  const toName = clusters.map(({ items }) => ({ language: items[0]!.language, voices: voicesOf(items) }));
  const names = await inWorkerThread('name', toName);
  return names.map((name, nth) => rowOf(clusters[nth]!, name));
}

const voicesOf = (items: UncategorisedItem[]): Voice[] =>
  [...grouped(items, ({ customerId }) => customerId).values()].map(of => of.map(({ text }) => text));

const rowOf = ({ clusterId, customers, items }: Cluster, name: string | null): ClusterRow => ({
  clusterId,
  name,
  language: items[0]!.language,
  items: items.length,
  customers,
  since: items[0]!.capturedAt,
  latest: items.at(-1)!.capturedAt,
  examples: items
    .slice(-EXAMPLES)
    .reverse()
    .map(({ itemId, text }) => ({ itemId, text: [...text].slice(0, MAX_EXAMPLE_CHARACTERS).join('') })),
});
