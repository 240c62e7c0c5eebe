import { LONG_MS } from '../site/site.js';
import { runScenario } from './run-scenario.js';
import { SCENARIOS } from './scenarios.js';

// On an installation of its own: in the end its feed has builds of two versions. On Kafka it is run by hand.
it(
  'an installation survives rolling-deploy',
  async () => expect(await runScenario(SCENARIOS['rolling-deploy']!, true)).toEqual([]),
  LONG_MS,
);
