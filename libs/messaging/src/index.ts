export * from './consumer.js';

export { erasureSlice } from './erasure.js';
export * from './projection.js';
export * from './relay.js';
export * from './migrations.js';
export { writeRows } from './row-changes.js';
export {
  type Forgotten,
  type Intake,
  intakeSlice,
  type Order,
  OWN_LOG,
  type Quarantined,
  reactionSlice,
  type Slice,
  viewSlice,
} from './slice.js';
export * from './status.js';
export * from './transport/kafka-transport.js';
export * from './transport/partition.js';
export { rest } from './transport/patience.js';
export * from './transport/postgres-transport.js';
export * from './transport/transport.js';
export * from './transport/transport.migration.js';
export * from './wire.js';
