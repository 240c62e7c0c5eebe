export * from './consumer.js';
export * from './projection.js';
export * from './relay.js';
export * from './road.migration.js';
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
export * from './transport/kafka-transport.js';
export * from './transport/partition.js';
export * from './transport/postgres-transport.js';
export * from './transport/transport.js';
export * from './transport/transport.migration.js';
export * from './verify-road.js';
export * from './view-sums.js';
export * from './wire.js';
