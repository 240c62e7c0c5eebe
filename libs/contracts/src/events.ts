import { CustomerIdentified } from './capture/customer-identified.v1.js';
import { KnowledgeItemCaptured } from './capture/knowledge-item-captured.v1.js';
import { KnowledgeItemWithdrawn } from './capture/knowledge-item-withdrawn.v1.js';
import { SubjectErased } from './capture/subject-erased.v1.js';
import { ItemInterpreted } from './enrichment/item-interpreted.v1.js';
import { ThemeDescribed } from './enrichment/theme-described.v1.js';
import { type Class, type PersonalField, personalFields } from './field.js';
import { DemandNoted } from './innovation/demand-noted.v1.js';
import { EvidenceLinked } from './innovation/evidence-linked.v1.js';
import { EvidenceRemoved } from './innovation/evidence-removed.v1.js';
import { OpportunityMoved } from './innovation/opportunity-moved.v1.js';
import { OpportunityOpened } from './innovation/opportunity-opened.v1.js';
import { OpportunityProposed } from './innovation/opportunity-proposed.v1.js';
import { OpportunitySupported } from './innovation/opportunity-supported.v1.js';

/** Every event there is, with the class of its newest version. */
export interface EventMap {
  KnowledgeItemCaptured: KnowledgeItemCaptured;
  KnowledgeItemWithdrawn: KnowledgeItemWithdrawn;
  CustomerIdentified: CustomerIdentified;
  SubjectErased: SubjectErased;
  ItemInterpreted: ItemInterpreted;
  ThemeDescribed: ThemeDescribed;
  DemandNoted: DemandNoted;
  OpportunityOpened: OpportunityOpened;
  OpportunityProposed: OpportunityProposed;
  OpportunityMoved: OpportunityMoved;
  OpportunitySupported: OpportunitySupported;
  EvidenceLinked: EvidenceLinked;
  EvidenceRemoved: EvidenceRemoved;
}
export type EventName = keyof EventMap;

/** What happened, as deciders see it: `{ type: 'ThemeDescribed', data: ThemeDescribed }`. */
export type DomainEvent<Name extends EventName = EventName> = { [N in Name]: { type: N; data: EventMap[N] } }[Name];

export const SERVICES = ['capture', 'enrichment', 'sharing', 'innovation'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface EventContract<Name extends EventName = EventName> {
  type: Name;
  version: number;
  class: Class<EventMap[Name]>;
  /** The only service that appends it. */
  service: ServiceName;
  /** The kind of stream it stands in. */
  stream: string;
  /** `ckm.<service>.<stream>.v1` */
  topic: string;
  /** The message key: what must stay in order. */
  key(data: EventMap[Name]): string;
  /** The knowledge items it names: their journey shows it. */
  items(data: EventMap[Name]): string[];
  personal: PersonalField[];
}

type Row<Name extends EventName> = Pick<
  EventContract<Name>,
  'version' | 'class' | 'service' | 'stream' | 'key' | 'items'
>;

/** The one table: event → class → service and stream (hence topic) → key → items it names. */
const TABLE: { [Name in EventName]: Row<Name> } = {
  KnowledgeItemCaptured: {
    version: 1,
    class: KnowledgeItemCaptured,
    service: 'capture',
    stream: 'knowledge-item',
    key: e => e.itemId,
    items: e => [e.itemId],
  },
  KnowledgeItemWithdrawn: {
    version: 1,
    class: KnowledgeItemWithdrawn,
    service: 'capture',
    stream: 'knowledge-item',
    key: e => e.itemId,
    items: e => [e.itemId],
  },
  CustomerIdentified: {
    version: 1,
    class: CustomerIdentified,
    service: 'capture',
    stream: 'customer',
    key: e => e.customerId,
    items: () => [],
  },
  SubjectErased: {
    version: 1,
    class: SubjectErased,
    service: 'capture',
    stream: 'subject',
    key: e => e.customerId,
    items: () => [],
  },
  ThemeDescribed: {
    version: 1,
    class: ThemeDescribed,
    service: 'enrichment',
    stream: 'theme',
    key: e => e.themeId,
    items: () => [],
  },
  ItemInterpreted: {
    version: 1,
    class: ItemInterpreted,
    service: 'enrichment',
    stream: 'interpretation',
    key: e => e.itemId,
    items: e => [e.itemId],
  },
  EvidenceLinked: {
    version: 1,
    class: EvidenceLinked,
    service: 'innovation',
    stream: 'evidence',
    key: e => e.opportunityId,
    items: e => [e.itemId],
  },
  EvidenceRemoved: {
    version: 1,
    class: EvidenceRemoved,
    service: 'innovation',
    stream: 'evidence',
    key: e => e.opportunityId,
    items: e => [e.itemId],
  },
  DemandNoted: {
    version: 1,
    class: DemandNoted,
    service: 'innovation',
    stream: 'emergence',
    key: e => e.themeId,
    items: e => [e.itemId],
  },
  OpportunityOpened: {
    version: 1,
    class: OpportunityOpened,
    service: 'innovation',
    stream: 'opportunity',
    key: e => e.opportunityId,
    items: e => e.itemIds,
  },
  OpportunityProposed: {
    version: 1,
    class: OpportunityProposed,
    service: 'innovation',
    stream: 'opportunity',
    key: e => e.opportunityId,
    items: () => [],
  },
  OpportunityMoved: {
    version: 1,
    class: OpportunityMoved,
    service: 'innovation',
    stream: 'opportunity',
    key: e => e.opportunityId,
    items: () => [],
  },
  OpportunitySupported: {
    version: 1,
    class: OpportunitySupported,
    service: 'innovation',
    stream: 'support',
    key: e => e.opportunityId,
    items: () => [],
  },
};

const contracts = Object.fromEntries(
  Object.entries(TABLE).map(([type, row]) => [
    type,
    { ...row, type, topic: `ckm.${row.service}.${row.stream}.v1`, personal: personalFields(row.class) },
  ]),
) as unknown as { [Name in EventName]: EventContract<Name> };

export const EVENT_NAMES = Object.keys(TABLE) as EventName[];

export const isEventName = (name: string): name is EventName => Object.hasOwn(TABLE, name);

export const contractOf = <Name extends EventName>(type: Name): EventContract<Name> => contracts[type];

/** The events that one service appends. */
export const eventsOf = (service: ServiceName): EventName[] =>
  EVENT_NAMES.filter(name => contracts[name].service === service);

/** The topics that one service produces. */
export const topicsOf = (service: ServiceName): string[] => [
  ...new Set(eventsOf(service).map(name => contracts[name].topic)),
];

export const eventsOn = (topic: string): EventName[] => EVENT_NAMES.filter(name => contracts[name].topic === topic);

/** Every domain topic. Its number of partitions never changes: a wider topic is a new one. */
export const DOMAIN_TOPICS: string[] = [...new Set(EVENT_NAMES.map(name => contracts[name].topic))];
export const PARTITIONS = 6;

/** Where upstream systems publish their CloudEvents. */
export const UPSTREAM_TOPIC = 'ckm.customer-events.v1';
