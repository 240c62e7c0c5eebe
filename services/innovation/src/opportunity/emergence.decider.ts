import { CUSTOMERS_TO_OPEN, type DemandNoted, type DomainEvent } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

export type NoteDemand = Omit<DemandNoted, 'itemIds'>;

interface State {
  customerIds: string[];
  itemIds: string[];
}

/** Counts a theme's distinct customers until there are enough; the stream's version decides the race for the last place. */
export const emergence: Decider<NoteDemand, State, DomainEvent<'DemandNoted'>> = {
  stream: 'emergence',
  initialState: { customerIds: [], itemIds: [] },
  decide: (command, { customerIds, itemIds }) => {
    if (customerIds.length >= CUSTOMERS_TO_OPEN || customerIds.includes(command.customerId)) return [];
    return [{ type: 'DemandNoted', data: { ...command, itemIds: [...itemIds, command.itemId] } }];
  },
  evolve: ({ customerIds }, { data }) => ({ customerIds: [...customerIds, data.customerId], itemIds: data.itemIds }),
};
