import { main } from '@ckm/service';
import { sharing } from './sharing.module.js';

await main(sharing);
