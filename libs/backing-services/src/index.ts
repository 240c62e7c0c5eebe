export * from './eventually.js';
export * from './free-port.js';
export { DataGone } from './postgres/data-location.js';
export * from './postgres/schema-dump.js';
export * from './postgres/start-postgres.js';
export * from './postgres/test-postgres.js';
export * from './kafka/describe-with-kafka.js';
export * from './kafka/find-kafka.js';
export * from './kafka/start-local-kafka.js';
