import type { DomainEvent } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';

type TakenEvent = DomainEvent<'KnowledgeItemCaptured' | 'CustomerIdentified'>;
type KnowledgeItemEvent = TakenEvent | DomainEvent<'KnowledgeItemWithdrawn'>;

/** Take a customer event that was sent or written down. */
export interface TakeCustomerEvent {
  event: TakenEvent;
}

/** The item should not have been captured, or no longer counts. */
export interface WithdrawItem {
  reason: string | null;
}

interface State {
  taken: boolean;
  /** A digest of what was sent; null when the person was forgotten, as there is nothing left to compare with. */
  sameness: string | null;
  /** Null when the event taken is not an item, but says who a customer is. */
  item: { itemId: string; customerId: string } | null;
  withdrawn: boolean;
}

/** One stream per source and id. What is sent again must be the same, or it is refused; a withdrawn item stays withdrawn. */
export const knowledgeItem: Decider<TakeCustomerEvent | WithdrawItem, State, KnowledgeItemEvent> = {
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
    // The id may be that of another kind of stream, in which no item was captured.
    return state;
  },
};

function take({ event }: TakeCustomerEvent, { taken, sameness }: State): KnowledgeItemEvent[] {
  if (!taken) return [event];
  if (sameness === null || sameness === event.data.sameness) return [];
  throw new Rejection('item-differs');
}

function withdraw({ reason }: WithdrawItem, { item, withdrawn }: State): KnowledgeItemEvent[] {
  if (item === null) throw new Rejection('item-not-found');
  return withdrawn ? [] : [{ type: 'KnowledgeItemWithdrawn', data: { ...item, reason } }];
}
