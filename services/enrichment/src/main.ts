import { main } from '@ckm/service';
import { enrichment } from './enrichment.module.js';

await main(enrichment);
