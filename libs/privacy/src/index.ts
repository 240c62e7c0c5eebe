export * from './identity.js';
export * from './privacy.js';
export * from './register.js';
export * from './tombstone.migration.js';
export * from './tombstones.js';
export * from './vault.js';
export * from './vault.migration.js';
