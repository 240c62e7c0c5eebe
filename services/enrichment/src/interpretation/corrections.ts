import {
  type Correctable,
  CORRECTIONS,
  type InterpretationCorrected,
  type ItemInterpreted,
  type Signal,
  type SignalPlace,
  type Span,
} from '@ckm/contracts';
import { MOST_SIGNALS } from '../language/interpreter.js';

/** What people said of an item so far: of each part the last word. */
export type Corrections = Omit<InterpretationCorrected, 'itemId' | 'customerId'>;

export const NO_CORRECTIONS: Corrections = { themes: null, sentiment: null, language: null, stated: [], denied: [] };

/** What is said now holds; of what was said before, what it does not speak of. */
export const withCorrection = (before: Corrections, now: Corrections): Corrections => ({
  themes: now.themes ?? before.themes,
  sentiment: now.sentiment ?? before.sentiment,
  language: now.language ?? before.language,
  stated: [...outside(before.stated, [...now.stated, ...now.denied]), ...now.stated],
  denied: [...outside(before.denied, [...now.stated, ...now.denied]), ...now.denied],
});

const SPEAKS_OF: Record<Correctable, (said: Corrections) => boolean> = {
  themes: ({ themes }) => Boolean(themes),
  signals: ({ stated, denied }) => stated.length + denied.length > 0,
  sentiment: ({ sentiment }) => Boolean(sentiment),
  language: ({ language }) => Boolean(language),
};

export const partsOf = (said: Corrections): Correctable[] => CORRECTIONS.filter(part => SPEAKS_OF[part](said));

/** Whether people state more signals, or take more away, than are kept of one item. They may always become fewer. */
export const areTooMany = (before: Corrections, after: Corrections): boolean =>
  after.stated.length > Math.max(MOST_SIGNALS, before.stated.length) ||
  after.denied.length > Math.max(MOST_SIGNALS, before.denied.length);

/**
 * A reading as people want it. Of a reading that they corrected already it makes the same again.
 * @param themes those that they said, and what is not theirs beside them; null: as they were read
 */
export function corrected(read: ItemInterpreted, said: Corrections, themes: Corrections['themes']): ItemInterpreted {
  const parts = partsOf(said);
  if (parts.length === 0) return read;
  const { sentiment, language, stated, denied } = said;
  const others = outside(read.signals, [...stated, ...denied]);
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

/** Another version may cut sentences elsewhere: whatever of the type touches the place is meant. */
const outside = <Place extends SignalPlace>(signals: Place[], places: SignalPlace[]): Place[] =>
  signals.filter(({ type, span }) => !places.some(place => place.type === type && overlap(place.span, span)));

const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** At most so many, in their order. */
function surest(signals: Signal[], most: number): Signal[] {
  const kept = new Set(signals.toSorted((a, b) => b.confidence - a.confidence).slice(0, Math.max(most, 0)));
  return signals.filter(signal => kept.has(signal));
}

const inOrder = (one: Signal, other: Signal): number => one.span.start - other.span.start;
