import { readServiceConfig, runProcess, runService } from '@ckm/service';
import { enrichmentBy } from './enrichment.module.js';
import { checkOwnWeights } from './model/own-weights.js';
import { readModelConfig } from './remote/model-config.js';

await runProcess('enrichment', stuck => {
  checkOwnWeights(process.env);
  return runService(enrichmentBy(readModelConfig(process.env)), readServiceConfig('enrichment', process.env), stuck);
});
