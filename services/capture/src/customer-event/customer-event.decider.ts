import type { DomainEvent } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';

type Taken = DomainEvent<'KnowledgeItemCaptured' | 'CustomerIdentified'>;

/** Take what an upstream system sent under one (source, id). */
export interface TakeCustomerEvent {
  event: Taken;
}

interface State {
  taken: boolean;
  /** Null when the person was forgotten: then there is nothing left to compare. */
  sameness: string | null;
}

/** One stream per (source, id): whatever is sent again is the same, or is refused. */
export const customerEvent: Decider<TakeCustomerEvent, State, Taken> = {
  stream: 'knowledge-item',
  initialState: { taken: false, sameness: null },
  decide: ({ event }, { taken, sameness }) => {
    if (!taken) return [event];
    if (sameness === null || sameness === event.data.sameness) return [];
    throw new Rejection('item-differs');
  },
  evolve: (_, event) => ({ taken: true, sameness: event.data.sameness }),
};
