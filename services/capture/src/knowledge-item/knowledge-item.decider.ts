import type { DomainEvent } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';

type Taken = DomainEvent<'KnowledgeItemCaptured' | 'CustomerIdentified'>;
type Told = Taken | DomainEvent<'KnowledgeItemWithdrawn'>;

/** Take what was sent, or written down, under one (source, id). */
export interface TakeCustomerEvent {
  event: Taken;
}

/** The item should not have been kept, or counts no longer. */
export interface WithdrawItem {
  reason: string | null;
}

interface State {
  taken: boolean;
  /** Null when the person was forgotten: then there is nothing left to compare. */
  sameness: string | null;
  /** Null when what was taken is no item. */
  item: { itemId: string; customerId: string } | null;
  withdrawn: boolean;
}

/** One stream per (source, id): whatever is sent again is the same, or is refused; a withdrawn item stays withdrawn. */
export const knowledgeItem: Decider<TakeCustomerEvent | WithdrawItem, State, Told> = {
  initialState: { taken: false, sameness: null, item: null, withdrawn: false },
  decide: (command, state) => ('event' in command ? take(command, state) : withdraw(command, state)),
  evolve: (state, event) => {
    switch (event.type) {
      case 'CustomerIdentified':
        return { ...state, taken: true, sameness: event.data.sameness };
      case 'KnowledgeItemCaptured': {
        const { itemId, customerId, sameness } = event.data;
        return { ...state, taken: true, sameness, item: { itemId, customerId } };
      }
      case 'KnowledgeItemWithdrawn':
        return { ...state, withdrawn: true };
    }
  },
};

function take({ event }: TakeCustomerEvent, { taken, sameness }: State): Told[] {
  if (!taken) return [event];
  if (sameness === null || sameness === event.data.sameness) return [];
  throw new Rejection('item-differs');
}

function withdraw({ reason }: WithdrawItem, { item, withdrawn }: State): Told[] {
  if (item === null) throw new Rejection('item-not-found');
  return withdrawn ? [] : [{ type: 'KnowledgeItemWithdrawn', data: { ...item, reason } }];
}
