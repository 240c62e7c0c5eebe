// `npm run chaos`: runs src/main.ts as the tests run it, without a build.
import { register } from 'node:module';

register('./typescript.mjs', import.meta.url);
await import('./src/main.ts');
