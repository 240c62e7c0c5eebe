import { CustomerIdentified } from './capture/customer-identified.v2.js';
import { KnowledgeItemCaptured } from './capture/knowledge-item-captured.v2.js';
import { KnowledgeItemWithdrawn } from './capture/knowledge-item-withdrawn.v1.js';
import { SubjectErased } from './capture/subject-erased.v1.js';
import { CompetitorsNamed } from './enrichment/competitors-named.v1.js';
import { InterpretationCorrected } from './enrichment/interpretation-corrected.v1.js';
import { ItemInterpreted } from './enrichment/item-interpreted.v1.js';
import { LanguagesChosen } from './enrichment/languages-chosen.v1.js';
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
import type { ServiceName } from './services.js';
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

const item = (event: { itemId: string }): string[] => [event.itemId];
const items = (event: { itemIds: string[] }): string[] => event.itemIds;
const noItems = (): string[] => [];

/**
 * Rows of the table for one stream of a service: the class of an event's newest version, its message key, the knowledge items that it
 * names, its newest version.
 */
const on =
  (service: ServiceName, stream: string) =>
  <Event extends object>(
    type: Class<Event>,
    key: (event: Event) => string,
    named: (event: Event) => string[] = noItems,
    version = 1,
  ) => ({ version, class: type, service, stream, key, items: named });

const knowledgeItem = on('capture', 'knowledge-item');
const theme = on('enrichment', 'theme');
const interpretation = on('enrichment', 'interpretation');
const evidence = on('innovation', 'evidence');
const opportunity = on('innovation', 'opportunity');
const subscription = on('sharing', 'subscription');

/** The one table: event → service and stream (hence topic) → class → key → items it names. */
const TABLE = {
  KnowledgeItemCaptured: knowledgeItem(KnowledgeItemCaptured, e => e.itemId, item, 2),
  KnowledgeItemWithdrawn: knowledgeItem(KnowledgeItemWithdrawn, e => e.itemId, item),
  CustomerIdentified: on('capture', 'customer')(CustomerIdentified, e => e.customerId, noItems, 2),
  SubjectErased: on('capture', 'subject')(SubjectErased, e => e.customerId),
  CompetitorsNamed: on('enrichment', 'competitors')(CompetitorsNamed, e => e.listId),
  LanguagesChosen: on('enrichment', 'languages')(LanguagesChosen, e => e.choiceId),
  ThemeDescribed: theme(ThemeDescribed, e => e.themeId),
  ThemeRenamed: theme(ThemeRenamed, e => e.themeId),
  ThemeMerged: theme(ThemeMerged, e => e.themeId),
  ThemeParted: theme(ThemeParted, e => e.themeId),
  ThemeSplit: theme(ThemeSplit, e => e.themeId, items),
  ItemInterpreted: interpretation(ItemInterpreted, e => e.itemId, item),
  InterpretationCorrected: interpretation(InterpretationCorrected, e => e.itemId, item),
  EvidenceLinked: evidence(EvidenceLinked, e => e.opportunityId, item),
  EvidenceRemoved: evidence(EvidenceRemoved, e => e.opportunityId, item),
  DemandNoted: on('innovation', 'emergence')(DemandNoted, e => e.themeId, item),
  OpportunityOpened: opportunity(OpportunityOpened, e => e.opportunityId, items),
  OpportunityProposed: opportunity(OpportunityProposed, e => e.opportunityId),
  OpportunityMoved: opportunity(OpportunityMoved, e => e.opportunityId),
  OpportunitySupported: on('innovation', 'support')(OpportunitySupported, e => e.opportunityId),
  KnowledgeAnnounced: on('sharing', 'announcement')(KnowledgeAnnounced, e => e.itemId, item),
  KnowledgeShared: on('sharing', 'share')(KnowledgeShared, e => e.subscriptionId, item),
  SubscriptionOpened: subscription(SubscriptionOpened, e => e.subscriptionId),
  SubscriptionChanged: subscription(SubscriptionChanged, e => e.subscriptionId),
  SubscriptionPaused: subscription(SubscriptionPaused, e => e.subscriptionId),
  SubscriptionResumed: subscription(SubscriptionResumed, e => e.subscriptionId),
  SubscriptionEnded: subscription(SubscriptionEnded, e => e.subscriptionId),
  SubscriptionTested: subscription(SubscriptionTested, e => e.subscriptionId),
  DeliveryResent: subscription(DeliveryResent, e => e.subscriptionId),
};

/** Event name → class of its newest version. */
export type EventMap = { [Name in keyof typeof TABLE]: InstanceType<(typeof TABLE)[Name]['class']> };
export type EventName = keyof EventMap;

/** An event as deciders see it: `{ type: 'ThemeDescribed', data: ThemeDescribed }`. */
export type DomainEvent<Name extends EventName = EventName> = { [N in Name]: { type: N; data: EventMap[N] } }[Name];

export interface EventContract<Name extends EventName = EventName> {
  type: Name;
  version: number;
  class: Class<EventMap[Name]>;
  /** The only service that appends it. */
  service: ServiceName;
  /** The kind of stream that it belongs to, in kebab case. */
  stream: string;
  /** `ckm.<service>.<stream>.v1` */
  topic: string;
  /** The message key: events of one key stay in order. */
  key(data: EventMap[Name]): string;
  /** The ids of the knowledge items that it names, whose journeys show it. */
  items(data: EventMap[Name]): string[];
  /** Its fields that are sealed under a person's key. */
  personal: PersonalField[];
}

const contracts = Object.fromEntries(
  Object.entries(TABLE).map(([type, row]) => [
    type,
    { ...row, type, topic: `ckm.${row.service}.${row.stream}.v1`, personal: personalFields(row.class) },
  ]),
) as unknown as { [Name in EventName]: EventContract<Name> };

export const EVENT_NAMES = Object.keys(TABLE) as EventName[];

export const isEventName = (name: string): name is EventName => Object.hasOwn(TABLE, name);

export const contractOf = <Name extends EventName>(type: Name): EventContract<Name> => contracts[type];

/** `KnowledgeItemCaptured.v2`, after which the fixture and the schema of an event's newest version are named. */
export const versionedName = (type: EventName): string => `${type}.v${contractOf(type).version}`;

/** The events that one service appends. */
export const eventsOf = (service: ServiceName): EventName[] =>
  EVENT_NAMES.filter(name => contracts[name].service === service);

/** The topics that one service produces. */
export const topicsOf = (service: ServiceName): string[] => [
  ...new Set(eventsOf(service).map(name => contracts[name].topic)),
];

/** The events on a topic; none for a topic that is not ours. */
export const eventsOn = (topic: string): EventName[] => EVENT_NAMES.filter(name => contracts[name].topic === topic);

/** The topics of all services. */
export const DOMAIN_TOPICS: string[] = [...new Set(EVENT_NAMES.map(name => contracts[name].topic))];
/** Of every topic. It never changes, because keys would move to other partitions: a wider topic would be a new one. */
export const PARTITIONS = 6;

/** Where upstream systems publish their CloudEvents. */
export const UPSTREAM_TOPIC = 'ckm.customer-events.v1';
