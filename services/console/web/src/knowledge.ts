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
  rule: string;
  rationale: string | null;
}

export interface ThemeMatch {
  themeId: string;
  theme: string;
  confidence: number;
}

/** What stays of an item: its words are null once its customer was forgotten. */
export interface Captured {
  itemId: string;
  customerId: string;
  channel?: string | null;
  occasion?: string | null;
  contactMode?: string | null;
  product?: string | null;
  account?: string | null;
  rating?: number | null;
  text: string | null;
  occurredAt: string;
  capturedAt?: string;
}

export interface Reading {
  language: (typeof ITEM_LANGUAGES)[number] | null;
  sentiment: Sentiment | null;
  signals: Signal[];
  themes: ThemeMatch[];
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

export interface Theme {
  themeId: string;
  name: string;
  description: string;
}

export interface Opportunity {
  opportunityId: string;
  themeId: string;
  title: string;
  /** Distinct customers. */
  reach: number;
  evidence: number;
  openedAt: string;
}

export interface Evidence {
  evidenceId: string;
  itemId: string;
  signalType: SignalType;
  expression: Signal['expression'];
  words: string | null;
}

export type OpportunityWithEvidence = Omit<Opportunity, 'evidence'> & { evidence: Evidence[] };

export interface Page<T> {
  data: T[];
  page?: { next: string | null };
}
