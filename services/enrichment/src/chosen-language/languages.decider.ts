import { type DomainEvent, type LanguagesChosen, READABLE, type Readable } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';
import { uuid5 } from '@ckm/privacy';

type State = readonly Readable[];

export const choiceIdOf = (tenantId: string): string => uuid5(tenantId, 'languages');

/** The languages that were chosen last hold; all until any are chosen. */
export const languages: Decider<LanguagesChosen, State, DomainEvent<'LanguagesChosen'>> = {
  initialState: READABLE,
  decide: (command, chosen) => (isSame(command.languages, chosen) ? [] : [{ type: 'LanguagesChosen', data: command }]),
  evolve: (_, { data }) => data.languages,
};

const isSame = (one: State, other: State): boolean =>
  one.length === other.length && one.every(language => other.includes(language));
