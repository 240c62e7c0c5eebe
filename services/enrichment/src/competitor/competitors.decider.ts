import type { CompetitorsNamed, DomainEvent } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';
import { uuid5 } from '@ckm/privacy';

type State = string[];

export const listIdOf = (tenantId: string): string => uuid5(tenantId, 'competitors');

/** The list that was named last holds. */
export const competitors: Decider<CompetitorsNamed, State, DomainEvent<'CompetitorsNamed'>> = {
  initialState: [],
  decide: (command, known) => (isSame(namesIn(command), known) ? [] : [{ type: 'CompetitorsNamed', data: command }]),
  evolve: (_, { data }) => namesIn(data),
};

const namesIn = (named: CompetitorsNamed): string[] => named.competitors.map(({ name }) => name);

const isSame = (one: string[], other: string[]): boolean => JSON.stringify(one) === JSON.stringify(other);
