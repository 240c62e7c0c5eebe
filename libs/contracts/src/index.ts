export * from './capture/customer-event.js';
export * from './capture/customer-identified.v2.js';
export * from './capture/knowledge-item-captured.v2.js';
export * from './capture/knowledge-item-withdrawn.v1.js';
export * from './capture/subject-erased.v1.js';
export * from './enrichment/competitors-named.v1.js';
export * from './enrichment/interpretation-corrected.v1.js';
export * from './enrichment/item-interpreted.v1.js';
export * from './enrichment/languages-chosen.v1.js';
export * from './enrichment/theme-described.v1.js';
export * from './enrichment/theme-merged.v1.js';
export * from './enrichment/theme-renamed.v1.js';
export * from './enrichment/theme-split.v1.js';
export {
  contractOf,
  DOMAIN_TOPICS,
  type DomainEvent,
  EVENT_NAMES,
  type EventContract,
  type EventMap,
  type EventName,
  eventsOn,
  isEventName,
  PARTITIONS,
  topicsOf,
  UPSTREAM_TOPIC,
} from './events.js';
export {
  type Class,
  Described,
  Instant,
  isInstant,
  isStorable,
  Nested,
  NestedMany,
  type PersonalField,
  NotBlank,
  UUID,
  Words,
} from './field.js';
export { ForeignId } from './foreign-id.js';
export * from './innovation/demand-noted.v1.js';
export * from './innovation/evidence-linked.v1.js';
export * from './innovation/evidence-removed.v1.js';
export * from './innovation/opportunity-moved.v1.js';
export * from './innovation/opportunity-opened.v1.js';
export * from './innovation/opportunity-proposed.v1.js';
export * from './innovation/opportunity-supported.v1.js';
export * from './services.js';
export * from './sharing/delivery-resent.v1.js';
export * from './sharing/knowledge-announced.v1.js';
export * from './sharing/knowledge-shared.v1.js';
export { SharedItem, SharedSignal, teamTopic, TestDelivery } from './sharing/shared-item.js';
export * from './sharing/subscription.v1.js';
export { TEAM_MESSAGES } from './sharing/team-messages.js';
export * from './vocabulary.js';
export { type JsonSchema, jsonSchemaOf } from './json-schema.js';
export * from './map-personal.js';
export * from './validate.js';
export * from './async-api.js';
