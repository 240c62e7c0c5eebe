export * from './aside.js';
export * from './bell.js';
export * from './build.js';
export * from './consumer.js';
export { eraseForgotten, erasureSlice } from './erasure.js';
export { divergentPartition } from './log-divergence.js';
export * from './new-log.js';
export { Lateness } from './pace.js';
export { type Asker, listParked, type Parked, WAITS } from './parking.js';
export * from './projection.js';
export * from './projection-status.js';
export { lapse, listQuarantine, openQuarantined, type QuarantinedRecord, type RecordBytes } from './quarantine.js';
export * from './low-watermark.js';
export { redriveParked, type Redriven } from './redrive.js';
export { redriveQuarantined, type Reread } from './redrive-quarantined.js';
export * from './relay.js';
export * from './republish.js';
export * from './migrations.js';
export { writeRows } from './row-changes.js';
export {
  type Intake,
  intakeSlice,
  type Order,
  OWN_LOG,
  type Quarantined,
  reactionSlice,
  type Slice,
  type Tally,
  viewSlice,
} from './slice.js';
export * from './status.js';
export { partitionOf } from './transport/partition.js';
export { postgresTransport } from './transport/postgres-transport.js';
export * from './transport/transport.js';
export { TRANSPORT_MIGRATIONS } from './transport/transport.migration.js';
export * from './verify-road.js';
export * from './verify-views.js';
export * from './view-sums.js';
export { toMessage } from './wire.js';
