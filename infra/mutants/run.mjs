// `npm run mutants [-- NAME… | --list]`: runs src/main.ts as the tests run it, without a build.
import { register } from 'node:module';

register('../chaos/typescript.mjs', import.meta.url);
await import('./src/main.ts');
