import type { DomainEvent, ItemInterpreted, SignalPlace } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';
import { type Move, movedThemes } from '../theme/move.js';
import { areTooMany, corrected, type Corrections, isAt, NO_CORRECTIONS, withCorrection } from './corrections.js';

type InterpretationEvent = DomainEvent<'ItemInterpreted' | 'InterpretationCorrected'>;

interface State {
  /** The interpreter versions that have read the item. */
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

/** Each interpreter version reads an item once. A newer version supersedes the older reading, but no correction. */
export const interpretation: Decider<ItemInterpreted, State, InterpretationEvent> = {
  ...life,
  decide: (read, { readers, corrections }) =>
    readers.includes(nameOf(read)) || areErased(corrections.stated)
      ? []
      : [{ type: 'ItemInterpreted', data: corrected(read, corrections, corrections.themes) }],
};

/** Also gives a new reading, for those who read readings only. */
export const correctInterpretation: Decider<Corrections, State, InterpretationEvent> = {
  ...life,
  decide: (said, state) => correctedTo(said, said.themes, state),
};

/** For many items at once: an item keeps a theme that it got in the meantime, and stays without one where people said so. */
export const categoriseInterpretation: Decider<Corrections, State, InterpretationEvent> = {
  ...life,
  decide: (said, state) =>
    state.newest?.themes.length || state.corrections.themes ? [] : correctInterpretation.decide(said, state),
};

/**
 * To the theme that was split off from its own, unless people gave the item another theme in the meantime. Themes that people gave stay corrections;
 * themes that were only read stay in this reading, and a later one need not have them.
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

/** @param themes the themes of the item after the correction; null: as before */
function correctedTo(
  said: Corrections,
  themes: Corrections['themes'],
  { newest, corrections }: State,
): InterpretationEvent[] {
  if (!newest) throw new Rejection('interpretation-not-found');
  if (areErased([...newest.signals, ...corrections.stated])) throw new Rejection('item-forgotten');
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

/** Their customer was forgotten. */
const areErased = (signals: { text: string | null }[]): boolean => signals.some(({ text }) => text === null);

const placesOf = (signals: SignalPlace[]): string => {
  const places = signals.map(({ type, span }) => `${type} ${span.start}–${span.end}`).join(', ');
  return `The signals of this item are: ${places || 'none'}.`;
};

const isSame = <T extends object>(one: T, other: T): boolean => JSON.stringify(one) === JSON.stringify(other);
