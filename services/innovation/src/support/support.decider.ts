import type { DomainEvent, Importance, OpportunitySupported } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** A stream per opportunity and customer: what that customer last said it is worth counts. */
export const support: Decider<OpportunitySupported, Importance | null, DomainEvent<'OpportunitySupported'>> = {
  initialState: null,
  decide: (command, importance) =>
    command.importance === importance ? [] : [{ type: 'OpportunitySupported', data: command }],
  evolve: (_, { data }) => data.importance,
};
