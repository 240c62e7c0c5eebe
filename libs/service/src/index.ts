export type { Certificate } from './certificate.js';
export * from './config.js';
export * from './customer.js';
export * from './main.js';
export * from './process.js';
export * from './run.js';
export * from './service.js';
export * from './worker.js';
export type { Context } from '@ckm/event-store';
