import {
  type Correctable,
  CORRECTIONS,
  type InterpretationCorrected,
  type ItemInterpreted,
  type Signal,
  type SignalPlace,
  type Span,
} from '@ckm/contracts';

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

/**
 * A reading as people want it. Of a reading that they corrected already it makes the same again.
 * @param themes those that they said, and what is not theirs beside them; null: as they were read
 */
export function corrected(read: ItemInterpreted, said: Corrections, themes: Corrections['themes']): ItemInterpreted {
  const parts = partsOf(said);
  if (parts.length === 0) return read;
  const { sentiment, language, stated, denied } = said;
  return {
    ...read,
    ...(language && { language }),
    ...(sentiment && { sentiment }),
    ...(themes && { themes, nearestTheme: themes[0] ?? null }),
    signals: [...outside(read.signals, [...stated, ...denied]), ...stated].sort(inOrder),
    corrected: parts,
  };
}

export const isAt = (one: SignalPlace, other: SignalPlace): boolean =>
  one.type === other.type && one.span.start === other.span.start && one.span.end === other.span.end;

/** Another version may cut sentences elsewhere: whatever of the type touches the place is meant. */
const outside = <Place extends SignalPlace>(signals: Place[], places: SignalPlace[]): Place[] =>
  signals.filter(({ type, span }) => !places.some(place => place.type === type && overlap(place.span, span)));

const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

const inOrder = (one: Signal, other: Signal): number => one.span.start - other.span.start;
