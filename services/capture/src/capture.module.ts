import type { ServiceDefinition } from '@ckm/service';
import { TakeCustomerEvents } from './customer-event/take-customer-events.command.js';
import { takeWhenRecordArrives } from './customer-event/take-when-record-arrives.intake.js';
import { failAbandoned } from './import/fail-abandoned.worker.js';
import { Import1764028900000 } from './import/import.migration.js';
import { ImportRoutes } from './import/imports.route.js';
import { ReceiveImport } from './import/receive-import.command.js';
import { takeLines } from './import/take-lines.worker.js';
import { foldTally } from './intake/fold-tally.worker.js';
import { intakeSums } from './intake/intake-tally.js';
import { IntakeTally1764028800000 } from './intake/intake-tally.migration.js';
import { ItemRoute } from './knowledge-item/item.route.js';
import { WithdrawItem } from './knowledge-item/withdraw-item.command.js';
import { WriteItemsDown } from './knowledge-item/write-items-down.command.js';
import { erasureGauge } from './subject/erasure-gauge.js';
import { ForgetSubject } from './subject/forget-subject.command.js';
import { tellWhenForgotten } from './subject/tell-when-forgotten.worker.js';

/** What customers say and show becomes knowledge items, each exactly once, in their own words. */
export const capture: ServiceDefinition = {
  name: 'capture',
  routes: [
    TakeCustomerEvents, // POST /v1/events
    ReceiveImport, // POST /v1/imports
    ImportRoutes, // GET /v1/imports, /v1/imports/{id}
    WriteItemsDown, // POST /v1/items, /v1/items:batch
    WithdrawItem, // POST /v1/items/{id}/withdrawal
    ItemRoute, // GET /v1/items/{id}
    ForgetSubject, // POST /v1/subjects/{customerId}/erasure
  ],
  intakes: service => [
    takeWhenRecordArrives(service), // ckm.customer-events.v1
  ],
  reactions: () => [],
  views: [],
  workers: service => [
    takeLines(service), // what was received as a file
    failAbandoned(service), // a file whose receiver is gone
    foldTally(service), // the counts of a while ago → one row for each way in
    tellWhenForgotten(service), // a tombstone in the vault → SubjectErased
  ],
  migrations: [Import1764028900000, IntakeTally1764028800000],
  restored: service => service.tombstones.announceAgain(),
  gauges: service => [erasureGauge(service)],
  sums: intakeSums,
};
