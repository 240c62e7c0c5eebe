import {
  type Correctable,
  CORRECTIONS,
  type InterpretationCorrected,
  type ItemInterpreted,
  type Signal,
  type SignalPlace,
  type Span,
} from '@ckm/contracts';
import { MOST_SIGNALS, surest } from '../language/interpreter.js';

/** All corrections of an item so far: of each part, the last one. */
export type Corrections = Omit<InterpretationCorrected, 'itemId' | 'customerId'>;

export const NO_CORRECTIONS: Corrections = { themes: null, sentiment: null, language: null, stated: [], denied: [] };

/** A later correction replaces earlier ones of the same part, and of signals at the same place. */
export const withCorrection = (before: Corrections, now: Corrections): Corrections => ({
  themes: now.themes ?? before.themes,
  sentiment: now.sentiment ?? before.sentiment,
  language: now.language ?? before.language,
  stated: [...withoutOverlaps(before.stated, [...now.stated, ...now.denied]), ...now.stated],
  denied: [...withoutOverlaps(before.denied, [...now.stated, ...now.denied]), ...now.denied],
});

const CORRECTS: Record<Correctable, (said: Corrections) => boolean> = {
  themes: ({ themes }) => Boolean(themes),
  signals: ({ stated, denied }) => stated.length + denied.length > 0,
  sentiment: ({ sentiment }) => Boolean(sentiment),
  language: ({ language }) => Boolean(language),
};

/** The parts that are corrected. */
export const partsOf = (said: Corrections): Correctable[] => CORRECTIONS.filter(part => CORRECTS[part](said));

/** Whether more signals are stated or denied than an item may have. Fewer than before is always allowed. */
export const areTooMany = (before: Corrections, after: Corrections): boolean =>
  after.stated.length > Math.max(MOST_SIGNALS, before.stated.length) ||
  after.denied.length > Math.max(MOST_SIGNALS, before.denied.length);

/**
 * A reading with corrections applied. It is idempotent.
 * @param themes the themes of the result, some of which may not be corrections; null: those of the reading
 */
export function corrected(read: ItemInterpreted, said: Corrections, themes: Corrections['themes']): ItemInterpreted {
  const parts = partsOf(said);
  if (parts.length === 0) return read;
  const { sentiment, language, stated, denied } = said;
  const others = withoutOverlaps(read.signals, [...stated, ...denied]);
  return {
    ...read,
    ...(language && { language }),
    ...(sentiment && { sentiment }),
    ...(themes && { themes, nearestTheme: themes[0] ?? null }),
    signals: [...surest(others, MOST_SIGNALS - stated.length), ...stated].sort(inOrder),
    corrected: parts,
  };
}

export const isAt = (one: SignalPlace, other: SignalPlace): boolean =>
  one.type === other.type && one.span.start === other.span.start && one.span.end === other.span.end;

/** Signals that overlap none of the same type at those places. Another version may cut sentences elsewhere, so that spans need not be equal. */
const withoutOverlaps = <Place extends SignalPlace>(signals: Place[], places: SignalPlace[]): Place[] =>
  signals.filter(({ type, span }) => !places.some(place => place.type === type && overlap(place.span, span)));

const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

const inOrder = (one: Signal, other: Signal): number => one.span.start - other.span.start;
