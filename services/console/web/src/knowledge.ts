/** The answers of the services about items and opportunities, as far as the pages read them. */
import type {
  Correctable,
  Expression,
  Importance,
  Language,
  OpportunityKind,
  SentimentLabel,
  SignalType,
  Stage,
  Stance,
} from '@ckm/contracts/vocabulary';

export const RATIONALES = ['problem', 'workaround', 'comparison', 'repeated attempt', 'unmet expectation'] as const;

export interface Sentiment {
  label: SentimentLabel;
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
  expression: Expression;
  span: Span;
  text: string | null;
  sentiment: Sentiment;
  confidence: number;
  /** The rule that found it; `correction` where a person did. */
  rule: string;
  /** Why an implied signal is believed; null for one that was said. */
  rationale: (typeof RATIONALES)[number] | null;
}

export interface ThemeMatch {
  themeId: string;
  theme: string;
  confidence: number;
}

/** Who a customer is, as far as it was told. */
export interface Identity {
  name: string | null;
  account: string | null;
  language: string | null;
}

/** An item as captured. Its text is null once it was withdrawn or its customer forgotten. */
export interface Captured {
  itemId: string;
  customerId: string;
  /** The customer's id in other systems. Only in the answer for a single item, until the customer is forgotten. */
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
  /** Like the reason, only in the answer for a single item. */
  withdrawnAt?: string;
  withdrawalReason?: string | null;
}

export interface Reading {
  language: Language | null;
  sentiment: Sentiment | null;
  signals: Signal[];
  themes: ThemeMatch[];
  /** The parts that a person corrected; missing in the feed. */
  corrected?: Correctable[] | null;
}

export interface FeedItem extends Captured, Reading {
  erased: boolean;
  /** Who the customer was when it was said. */
  customer?: Identity | null;
  /** Where a search found its words. */
  hits?: Span[];
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

export interface Opportunity {
  opportunityId: string;
  themeId: string | null;
  /** The theme's name; null where the service does not know it yet. */
  theme: string | null;
  title: string;
  description: string | null;
  /** Null for one that was opened by the system. */
  kind: OpportunityKind | null;
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
  stance: Stance;
  words: string | null;
  linkedAt: string;
  erased: boolean;
  withdrawn: boolean;
}

export interface Supporter {
  customerId: string;
  importance: Importance;
  at: string;
}

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
  /** The stages that it can be moved to from here. */
  reachable: Stage[];
  evidence: Evidence[];
  supporters: Supporter[];
  history: HistoryEntry[];
}

export interface Page<T> {
  data: T[];
  page?: { next: string | null };
  /** Where several services were asked: those that did not answer. */
  silent?: string[];
}
