import { LONG_MS, Site } from '../site/site.js';
import { runOn } from './run-scenario.js';
import { SCENARIOS } from './scenarios.js';

// One after the other on one installation. The others are run by hand, each alone: `npm run chaos -- --scenario NAME`.
const HERE = [
  'terminate',
  'pool-exhausted',
  'held-transaction',
  'poison',
  'same-id',
  'unreadable',
  'kill-during-rebuild',
  'erasure-during-rebuild',
];

describe('an installation survives', () => {
  let site: Site;

  beforeAll(async () => void (site = await Site.open({ apart: true })), LONG_MS);
  afterAll(() => site?.close(), LONG_MS);

  it.each(HERE)(
    '%s',
    async name => {
      const faults = await runOn({ site, broker: null, receivers: null, isShort: true }, SCENARIOS[name]!);
      expect(faults).toEqual([]);
    },
    LONG_MS,
  );
});
