// Terms of customer knowledge management, as they are used in events, routes and screens.

/** On what occasion something was said or shown. */
export const OCCASIONS = [
  'CALL',
  'VISIT',
  'REPAIR',
  'TRAINING',
  'FOCUS_GROUP',
  'CONFIGURATOR',
  'SURVEY',
  'TICKET',
  'REVIEW',
  'OBSERVATION',
] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** With the customer present, or by phone or through a third party. */
export const CONTACT_MODES = ['DIRECT', 'INDIRECT'] as const;
export type ContactMode = (typeof CONTACT_MODES)[number];

/** The languages that are analysed. */
export const READABLE = ['en', 'de', 'zh'] as const;
export type Readable = (typeof READABLE)[number];
/** `und`: any other language, or none that could be determined (ISO 639-2). */
export const LANGUAGES = [...READABLE, 'und'] as const;
export type Language = (typeof LANGUAGES)[number];

export const SENTIMENTS = ['positive', 'neutral', 'negative'] as const;
export type SentimentLabel = (typeof SENTIMENTS)[number];

export const SIGNAL_TYPES = [
  'REQUEST',
  'PROBLEM',
  'QUESTION',
  'PRAISE',
  'CHURN_RISK',
  'EXPECTATION',
  'COMPETITOR_MENTION',
] as const;
export type SignalType = (typeof SIGNAL_TYPES)[number];

export const SIGNAL_KINDS = ['NEED', 'WANT', 'EXPECTATION'] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** Said by the customer, or a hypothesis with a rationale. */
export const EXPRESSIONS = ['EXPRESSED', 'IMPLIED'] as const;
export type Expression = (typeof EXPRESSIONS)[number];

/** The parts of an interpretation that a person can correct. */
export const CORRECTIONS = ['themes', 'signals', 'sentiment', 'language'] as const;
export type Correctable = (typeof CORRECTIONS)[number];

export const CONTRIBUTOR_ROLES = ['customer', 'employee', 'partner'] as const;
export type ContributorRole = (typeof CONTRIBUTOR_ROLES)[number];

/** What an opportunity would change. */
export const OPPORTUNITY_KINDS = [
  'NEW_PRODUCT',
  'NEW_SERVICE',
  'IMPROVEMENT',
  'PROCESS_CHANGE',
  'CUSTOMER_SPECIFIC',
] as const;
export type OpportunityKind = (typeof OPPORTUNITY_KINDS)[number];

/** How far an opportunity has come. */
export const STAGES = [
  'proposed',
  'under-review',
  'planned',
  'in-progress',
  'shipped',
  'verified',
  'declined',
] as const;
export type Stage = (typeof STAGES)[number];

/** Whether a piece of evidence speaks for an opportunity or against it. */
export const STANCES = ['SUPPORTS', 'CONTRADICTS'] as const;
export type Stance = (typeof STANCES)[number];

/** What one customer assigns: not, nice, important, critical. */
export const IMPORTANCES = [0, 1, 2, 3] as const;
export type Importance = (typeof IMPORTANCES)[number];

export const CHANNEL_KINDS = ['topic', 'webhook', 'feed'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Sent at once, or collected into one message an hour or a day (UTC). */
export const CADENCES = ['IMMEDIATE', 'HOURLY', 'DAILY'] as const;
export type Cadence = (typeof CADENCES)[number];
