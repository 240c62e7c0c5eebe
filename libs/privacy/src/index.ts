export * from './identity.js';
export * from './privacy.js';
export * from './vault.js';
export * from './vault.migration.js';
