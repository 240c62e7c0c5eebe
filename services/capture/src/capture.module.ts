import type { ServiceDefinition } from '@ckm/service';
import { TakeCustomerEvents } from './customer-event/take-customer-events.command.js';
import { takeWhenRecordArrives } from './customer-event/take-when-record-arrives.reaction.js';
import { ItemRoute } from './knowledge-item/item.view.js';
import { WithdrawItem } from './knowledge-item/withdraw-item.command.js';
import { WriteItemsDown } from './knowledge-item/write-items-down.command.js';

/** What customers say and show becomes knowledge items, each exactly once, in their own words. */
export const capture: ServiceDefinition = {
  name: 'capture',
  routes: [
    TakeCustomerEvents, // POST /v1/events
    WriteItemsDown, // POST /v1/items, /v1/items:batch
    WithdrawItem, // POST /v1/items/{id}/withdrawal
    ItemRoute, // GET /v1/items/{id}
  ],
  intakes: service => [
    takeWhenRecordArrives(service), // ckm.customer-events.v1
  ],
  reactions: () => [],
  views: [],
};
