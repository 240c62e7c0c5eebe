import type { DomainEvent, Importance, OpportunitySupported } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** One stream per opportunity and customer: the importance that the customer gave last counts. */
export const support: Decider<OpportunitySupported, Importance | null, DomainEvent<'OpportunitySupported'>> = {
  initialState: null,
  decide: (command, importance) =>
    command.importance === importance ? [] : [{ type: 'OpportunitySupported', data: command }],
  evolve: (_, { data }) => data.importance,
};
