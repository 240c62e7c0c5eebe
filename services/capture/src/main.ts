import { main } from '@ckm/service';
import { capture } from './capture.module.js';

await main(capture);
