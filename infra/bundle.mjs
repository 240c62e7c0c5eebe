// Run by the build of a service, in its folder: joins dist/main.js and all that it imports in dist/bundle.js. A service has two thousand files of
// packages; to find and open them takes half of its start.
import { rolldown } from 'rolldown';

/** TypeORM and the faults of infra/chaos take these by their names, and must get what the service has. */
const BY_NAME = /^(pg|kafkajs)$/;

// Packages have optional ones, which are not installed: a warning for each would say nothing.
const bundle = await rolldown({ input: 'dist/main.js', platform: 'node', external: BY_NAME, logLevel: 'silent' });
await bundle.write({ file: 'dist/bundle.js', keepNames: true, codeSplitting: false });
