import { CustomerIdentified } from './capture/customer-identified.v1.js';
import { KnowledgeItemCaptured } from './capture/knowledge-item-captured.v1.js';
import { KnowledgeItemWithdrawn } from './capture/knowledge-item-withdrawn.v1.js';
import { SubjectErased } from './capture/subject-erased.v1.js';
import { CompetitorsNamed } from './enrichment/competitors-named.v1.js';
import { InterpretationCorrected } from './enrichment/interpretation-corrected.v1.js';
import { ItemInterpreted } from './enrichment/item-interpreted.v1.js';
import { ThemeDescribed } from './enrichment/theme-described.v1.js';
import { ThemeMerged, ThemeParted } from './enrichment/theme-merged.v1.js';
import { ThemeRenamed } from './enrichment/theme-renamed.v1.js';
import { ThemeSplit } from './enrichment/theme-split.v1.js';
import { type Class, type PersonalField, personalFields } from './field.js';
import { DemandNoted } from './innovation/demand-noted.v1.js';
import { EvidenceLinked } from './innovation/evidence-linked.v1.js';
import { EvidenceRemoved } from './innovation/evidence-removed.v1.js';
import { OpportunityMoved } from './innovation/opportunity-moved.v1.js';
import { OpportunityOpened } from './innovation/opportunity-opened.v1.js';
import { OpportunityProposed } from './innovation/opportunity-proposed.v1.js';
import { OpportunitySupported } from './innovation/opportunity-supported.v1.js';
import { DeliveryResent } from './sharing/delivery-resent.v1.js';
import { KnowledgeAnnounced } from './sharing/knowledge-announced.v1.js';
import { KnowledgeShared } from './sharing/knowledge-shared.v1.js';
import {
  SubscriptionChanged,
  SubscriptionEnded,
  SubscriptionOpened,
  SubscriptionPaused,
  SubscriptionResumed,
  SubscriptionTested,
} from './sharing/subscription.v1.js';

/** Every event there is, with the class of its newest version. */
export interface EventMap {
  KnowledgeItemCaptured: KnowledgeItemCaptured;
  KnowledgeItemWithdrawn: KnowledgeItemWithdrawn;
  CustomerIdentified: CustomerIdentified;
  SubjectErased: SubjectErased;
  ItemInterpreted: ItemInterpreted;
  InterpretationCorrected: InterpretationCorrected;
  CompetitorsNamed: CompetitorsNamed;
  ThemeDescribed: ThemeDescribed;
  ThemeRenamed: ThemeRenamed;
  ThemeMerged: ThemeMerged;
  ThemeParted: ThemeParted;
  ThemeSplit: ThemeSplit;
  DemandNoted: DemandNoted;
  OpportunityOpened: OpportunityOpened;
  OpportunityProposed: OpportunityProposed;
  OpportunityMoved: OpportunityMoved;
  OpportunitySupported: OpportunitySupported;
  EvidenceLinked: EvidenceLinked;
  EvidenceRemoved: EvidenceRemoved;
  KnowledgeAnnounced: KnowledgeAnnounced;
  KnowledgeShared: KnowledgeShared;
  SubscriptionOpened: SubscriptionOpened;
  SubscriptionChanged: SubscriptionChanged;
  SubscriptionPaused: SubscriptionPaused;
  SubscriptionResumed: SubscriptionResumed;
  SubscriptionEnded: SubscriptionEnded;
  SubscriptionTested: SubscriptionTested;
  DeliveryResent: DeliveryResent;
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

const none = (): string[] => [];
const item = (event: { itemId: string }): string[] => [event.itemId];
const on = (service: ServiceName, stream: string) => ({ version: 1, service, stream });
const ofSubscription = {
  ...on('sharing', 'subscription'),
  key: (event: { subscriptionId: string }) => event.subscriptionId,
  items: none,
};

/** The one table: event → service and stream (hence topic) → class → key → items it names. */
const TABLE: { [Name in EventName]: Row<Name> } = {
  KnowledgeItemCaptured: {
    ...on('capture', 'knowledge-item'),
    class: KnowledgeItemCaptured,
    key: e => e.itemId,
    items: item,
  },
  KnowledgeItemWithdrawn: {
    ...on('capture', 'knowledge-item'),
    class: KnowledgeItemWithdrawn,
    key: e => e.itemId,
    items: item,
  },
  CustomerIdentified: { ...on('capture', 'customer'), class: CustomerIdentified, key: e => e.customerId, items: none },
  SubjectErased: { ...on('capture', 'subject'), class: SubjectErased, key: e => e.customerId, items: none },
  CompetitorsNamed: { ...on('enrichment', 'competitors'), class: CompetitorsNamed, key: e => e.listId, items: none },
  ThemeDescribed: { ...on('enrichment', 'theme'), class: ThemeDescribed, key: e => e.themeId, items: none },
  ThemeRenamed: { ...on('enrichment', 'theme'), class: ThemeRenamed, key: e => e.themeId, items: none },
  ThemeMerged: { ...on('enrichment', 'theme'), class: ThemeMerged, key: e => e.themeId, items: none },
  ThemeParted: { ...on('enrichment', 'theme'), class: ThemeParted, key: e => e.themeId, items: none },
  ThemeSplit: { ...on('enrichment', 'theme'), class: ThemeSplit, key: e => e.themeId, items: e => e.itemIds },
  ItemInterpreted: { ...on('enrichment', 'interpretation'), class: ItemInterpreted, key: e => e.itemId, items: item },
  InterpretationCorrected: {
    ...on('enrichment', 'interpretation'),
    class: InterpretationCorrected,
    key: e => e.itemId,
    items: item,
  },
  EvidenceLinked: { ...on('innovation', 'evidence'), class: EvidenceLinked, key: e => e.opportunityId, items: item },
  EvidenceRemoved: { ...on('innovation', 'evidence'), class: EvidenceRemoved, key: e => e.opportunityId, items: item },
  DemandNoted: { ...on('innovation', 'emergence'), class: DemandNoted, key: e => e.themeId, items: item },
  OpportunityOpened: {
    ...on('innovation', 'opportunity'),
    class: OpportunityOpened,
    key: e => e.opportunityId,
    items: e => e.itemIds,
  },
  OpportunityProposed: {
    ...on('innovation', 'opportunity'),
    class: OpportunityProposed,
    key: e => e.opportunityId,
    items: none,
  },
  OpportunityMoved: {
    ...on('innovation', 'opportunity'),
    class: OpportunityMoved,
    key: e => e.opportunityId,
    items: none,
  },
  OpportunitySupported: {
    ...on('innovation', 'support'),
    class: OpportunitySupported,
    key: e => e.opportunityId,
    items: none,
  },
  KnowledgeAnnounced: { ...on('sharing', 'announcement'), class: KnowledgeAnnounced, key: e => e.itemId, items: item },
  KnowledgeShared: { ...on('sharing', 'share'), class: KnowledgeShared, key: e => e.subscriptionId, items: item },
  SubscriptionOpened: { ...ofSubscription, class: SubscriptionOpened },
  SubscriptionChanged: { ...ofSubscription, class: SubscriptionChanged },
  SubscriptionPaused: { ...ofSubscription, class: SubscriptionPaused },
  SubscriptionResumed: { ...ofSubscription, class: SubscriptionResumed },
  SubscriptionEnded: { ...ofSubscription, class: SubscriptionEnded },
  SubscriptionTested: { ...ofSubscription, class: SubscriptionTested },
  DeliveryResent: { ...ofSubscription, class: DeliveryResent },
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
