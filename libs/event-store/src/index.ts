export { connectionAs, roleOf } from './connection.js';
export * from './event-store.js';
export * from './database.js';
export { EventTooLarge } from './entry.js';
export * from './log.migration.js';
export * from './migrate.js';
export * from './outage.js';
export * from './provision.js';
export * from './store.js';
