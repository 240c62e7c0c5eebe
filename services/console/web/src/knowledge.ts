/** The answers of the services, as this page reads them. */
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
export const SENTIMENTS = ['positive', 'neutral', 'negative'] as const;
export const ITEM_LANGUAGES = ['en', 'de', 'zh', 'und'] as const;
export const RATIONALES = ['problem', 'workaround', 'comparison', 'repeated attempt', 'unmet expectation'] as const;
export const CORRECTABLE = ['themes', 'signals', 'sentiment', 'language'] as const;

export interface Sentiment {
  label: (typeof SENTIMENTS)[number];
  score: number;
}

/** UTF-16 offsets: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

export interface Signal {
  type: SignalType;
  kind: string | null;
  expression: 'EXPRESSED' | 'IMPLIED';
  span: Span;
  text: string | null;
  sentiment: Sentiment;
  confidence: number;
  /** What found it: `correction` where a person did. */
  rule: string;
  /** Why it is believed, where nobody stated it. */
  rationale: (typeof RATIONALES)[number] | null;
}

export interface ThemeMatch {
  themeId: string;
  theme: string;
  confidence: number;
}

/** What stays of an item: its words are null once it was withdrawn or its customer forgotten. */
export interface Captured {
  itemId: string;
  customerId: string;
  /** As other systems know them; told of an item that is open, while they are not forgotten. */
  customerExternalId?: string | null;
  channel?: string | null;
  occasion?: string | null;
  contactMode?: string | null;
  product?: string | null;
  account?: string | null;
  rating?: number | null;
  text: string | null;
  occurredAt: string;
  capturedAt?: string;
  withdrawn?: boolean;
  /** Told, like why, of an item that is open. */
  withdrawnAt?: string;
  withdrawalReason?: string | null;
}

export interface Reading {
  language: (typeof ITEM_LANGUAGES)[number] | null;
  sentiment: Sentiment | null;
  signals: Signal[];
  themes: ThemeMatch[];
  /** What of it a person said; the feed does not tell. */
  corrected?: (typeof CORRECTABLE)[number][] | null;
}

export interface FeedItem extends Captured, Reading {
  erased: boolean;
}

export interface Interpretation extends Reading {
  interpreter: string;
  version: string;
}

export interface JourneyStep {
  eventId: string;
  service: string;
  type: string;
  recordedAt: string;
  position: number | string;
  traceId: string | null;
}

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

export const OPPORTUNITY_KINDS = [
  'NEW_PRODUCT',
  'NEW_SERVICE',
  'IMPROVEMENT',
  'PROCESS_CHANGE',
  'CUSTOMER_SPECIFIC',
] as const;
export const STANCES = ['SUPPORTS', 'CONTRADICTS'] as const;
export const IMPORTANCES = [0, 1, 2, 3] as const;

export interface Opportunity {
  opportunityId: string;
  themeId: string | null;
  /** Its name; null where it is not known there yet. */
  theme: string | null;
  title: string;
  description: string | null;
  /** Null for one that opened by itself. */
  kind: (typeof OPPORTUNITY_KINDS)[number] | null;
  stage: Stage;
  /** Distinct customers behind it. */
  reach: number;
  evidence: number;
  support: { customers: number; importance: number; critical: number };
  openedAt: string;
}

export interface Evidence {
  evidenceId: string;
  itemId: string;
  customerId: string;
  signalType: SignalType;
  expression: Signal['expression'];
  stance: (typeof STANCES)[number];
  words: string | null;
  linkedAt: string;
  erased: boolean;
  withdrawn: boolean;
}

export interface Supporter {
  customerId: string;
  importance: (typeof IMPORTANCES)[number];
  at: string;
}

/** One thing that happened to an opportunity. */
export interface HistoryEntry {
  at: string;
  actor: string;
  event: string;
  stage: Stage | null;
  customerId: string | null;
  importance: Supporter['importance'] | null;
  itemId: string | null;
  reason: string | null;
}

export interface WholeOpportunity extends Omit<Opportunity, 'evidence'> {
  /** Where it can be moved from here. */
  reachable: Stage[];
  evidence: Evidence[];
  supporters: Supporter[];
  history: HistoryEntry[];
}

export interface Page<T> {
  data: T[];
  page?: { next: string | null };
  /** Services that do not answer, where several are asked. */
  silent?: string[];
}
