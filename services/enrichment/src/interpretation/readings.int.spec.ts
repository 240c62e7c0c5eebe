import type { ItemInterpreted } from '@ckm/contracts';
import { holding, LEASE_MS } from '../fixture/holding.js';
import { enrichment, openBeforeEach } from '../fixture/each-time.js';
import { interpretationIdOf } from './identity.js';
import { interpretation } from './interpretation.decider.js';
import { letGo, tryAgain } from './readings.js';

const TEXT = 'Der Wasserkocher leckt seit Mai.';

openBeforeEach();

describe('what waits', () => {
  it('is not what was read already, though the view does not know it yet', async () => {
    const { service } = enrichment;
    const itemId = await enrichment.capture('read before', TEXT);
    const other = await enrichment.capture('not read', TEXT);
    const read = {
      ...{ itemId, customerId: itemId, interpreter: 'test', version: '1', language: 'de', themes: [], signals: [] },
      ...{ sentiment: { label: 'neutral', score: 0 }, nearestTheme: null },
    } as unknown as ItemInterpreted;
    const context = {
      ...{ tenantId: 'demo', actor: 'test', now: service.now() },
      ...{ correlationId: 'c', causationId: null, traceparent: null },
    };
    await service.events.handle(context, interpretation, interpretationIdOf('demo', itemId), read);
    expect(await holding(enrichment)).toMatchObject([{ itemId: other, text: TEXT }]);
  });

  it('is neither what was withdrawn nor what was forgotten', async () => {
    await enrichment.capture('forgotten', null);
    await enrichment.withdraw(await enrichment.capture('withdrawn', TEXT));
    const other = await enrichment.capture('neither', TEXT);
    expect(await holding(enrichment)).toMatchObject([{ itemId: other }]);
  });

  it('is taken from every tenant in turn, the first that each said before the second of any', async () => {
    const said = { imports: 12, small: 2, smaller: 1 };
    for (const [tenantId, times] of Object.entries(said))
      for (let nth = 0; nth < times; nth += 1) await enrichment.capture(`${nth}`, TEXT, { tenantId });
    const held = await holding(enrichment, 8);
    const times = (tenant: string): number => held.filter(({ tenantId }) => tenantId === tenant).length;
    expect([times('imports'), times('small'), times('smaller')]).toEqual([5, 2, 1]);
  });
});

describe('a lease', () => {
  it('that ended changes nothing of what another holds since', async () => {
    const { service } = enrichment;
    const itemId = await enrichment.capture('held twice', TEXT);
    const [first] = await holding(enrichment);
    enrichment.pass(LEASE_MS + 1);
    const [second] = await holding(enrichment);
    for (const change of [tryAgain, letGo]) {
      await service.transaction(client => change(client, first!, service.now()));
      expect(await holding(enrichment)).toEqual([]);
    }
    await service.transaction(client => letGo(client, second!, service.now()));
    expect(await holding(enrichment)).toMatchObject([{ itemId, tried: 2 }]);
  });
});
