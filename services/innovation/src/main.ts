import { main } from '@ckm/service';
import { innovation } from './innovation.module.js';

await main(innovation);
