import type { DomainEvent, OpportunityOpened } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** An opportunity is opened once. */
export const opportunity: Decider<OpportunityOpened, boolean, DomainEvent<'OpportunityOpened'>> = {
  stream: 'opportunity',
  initialState: false,
  decide: (command, open) => (open ? [] : [{ type: 'OpportunityOpened', data: command }]),
  evolve: () => true,
};
