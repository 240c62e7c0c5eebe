import type { DomainEvent, ItemInterpreted, SignalPlace } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';
import { type Move, movedThemes } from '../theme/move.js';
import { areTooMany, corrected, type Corrections, isAt, NO_CORRECTIONS, withCorrection } from './corrections.js';

type InterpretationEvent = DomainEvent<'ItemInterpreted' | 'InterpretationCorrected'>;

interface State {
  /** The interpreter versions that have read it. */
  readers: string[];
  newest: ItemInterpreted | null;
  corrections: Corrections;
}

const life = {
  initialState: { readers: [], newest: null, corrections: NO_CORRECTIONS } as State,
  evolve: (state: State, event: InterpretationEvent): State => {
    switch (event.type) {
      case 'ItemInterpreted':
        return { ...state, readers: [...state.readers, nameOf(event.data)], newest: event.data };
      case 'InterpretationCorrected':
        return { ...state, corrections: withCorrection(state.corrections, event.data) };
    }
  },
};

/** Each interpreter version reads an item once; a newer one supersedes it and overwrites nothing, least of all what people said. */
export const interpretation: Decider<ItemInterpreted, State, InterpretationEvent> = {
  ...life,
  decide: (read, { readers, corrections }) =>
    readers.includes(nameOf(read)) || areGone(corrections.stated)
      ? []
      : [{ type: 'ItemInterpreted', data: corrected(read, corrections, corrections.themes) }],
};

/** People know better. Whoever only hears of readings hears of theirs. */
export const correctInterpretation: Decider<Corrections, State, InterpretationEvent> = {
  ...life,
  decide: (said, state) => correctedTo(said, said.themes, state),
};

/** Of many items at once: one that got a theme meanwhile keeps it, and one that people said is of none stays so. */
export const categoriseInterpretation: Decider<Corrections, State, InterpretationEvent> = {
  ...life,
  decide: (said, state) =>
    state.newest?.themes.length || state.corrections.themes ? [] : correctInterpretation.decide(said, state),
};

/**
 * With a part of its theme: what people said of it meanwhile holds, also that it is of another theme. What was only read of it goes along as read: nobody
 * said it, and a later reading need not say it.
 */
export const moveInterpretation: Decider<Move, State, InterpretationEvent> = {
  ...life,
  decide: (move, state) => {
    const themes = movedThemes(state.newest?.themes ?? [], move);
    if (!themes) return [];
    const saidBefore = state.corrections.themes ?? [];
    const said = themes.filter(
      ({ themeId }) => themeId === move.newThemeId || saidBefore.some(one => one.themeId === themeId),
    );
    return correctedTo({ ...NO_CORRECTIONS, themes: said }, themes, state);
  },
};

/** @param themes those that the item then has; null: as before */
function correctedTo(
  said: Corrections,
  themes: Corrections['themes'],
  { newest, corrections }: State,
): InterpretationEvent[] {
  if (!newest) throw new Rejection('interpretation-not-found');
  if (areGone([...newest.signals, ...corrections.stated])) throw new Rejection('item-forgotten');
  const known = [...newest.signals, ...corrections.denied];
  const unknown = said.denied.find(place => !known.some(one => isAt(one, place)));
  if (unknown) throw new Rejection('signal-not-found', placesOf(newest.signals));
  const after = withCorrection(corrections, said);
  if (isSame(after, corrections) && isSame(themes ?? newest.themes, newest.themes)) return [];
  if (areTooMany(corrections, after)) throw new Rejection('signals-too-many');
  const { itemId, customerId } = newest;
  return [
    { type: 'InterpretationCorrected', data: { itemId, customerId, ...said } },
    { type: 'ItemInterpreted', data: corrected(newest, after, themes) },
  ];
}

const nameOf = ({ interpreter, version }: ItemInterpreted): string => `${interpreter}@${version}`;

/** Their person was forgotten a moment ago. */
const areGone = (signals: { text: string | null }[]): boolean => signals.some(({ text }) => text === null);

const placesOf = (signals: SignalPlace[]): string => {
  const places = signals.map(({ type, span }) => `${type} ${span.start}–${span.end}`).join(', ');
  return `The signals of this item are: ${places || 'none'}.`;
};

const isSame = <T extends object>(one: T, other: T): boolean => JSON.stringify(one) === JSON.stringify(other);
