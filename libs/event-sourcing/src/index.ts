export * from './decider.js';
export * from './given.js';
export * from './history-unknown.js';
export * from './reaction.js';
export * from './recorded.js';
export * from './rejection.js';
export * from './rows.js';
export * from './view.js';
