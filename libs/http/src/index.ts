export * from './access.js';
export * from './codes.js';
export * from './page.js';
export * from './problem.js';
export * from './read-json.js';
export * from './route.js';
export * from './server.js';
export * from './open-api.js';
