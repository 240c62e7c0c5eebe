import type { ItemInterpreted } from '@ckm/contracts';
import { LEASE_MS, leased } from '../fixture/leased.js';
import { enrichment, openBeforeEach } from '../fixture/opened-enrichment.js';
import { interpretationIdOf } from './identity.js';
import { interpretation } from './interpretation.decider.js';
import { releaseLease, retryAt } from './readings.js';

const TEXT = 'Der Wasserkocher leckt seit Mai.';

openBeforeEach();

describe('a waiting item', () => {
  it('is none that was interpreted already, even before the view knows', async () => {
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
    expect(await leased(enrichment)).toMatchObject([{ itemId: other, text: TEXT }]);
  });

  it('is neither withdrawn nor forgotten', async () => {
    await enrichment.capture('forgotten', null);
    await enrichment.withdraw(await enrichment.capture('withdrawn', TEXT));
    const other = await enrichment.capture('neither', TEXT);
    expect(await leased(enrichment)).toMatchObject([{ itemId: other }]);
  });

  it('is leased from every tenant in turn, the first of each before the second of any', async () => {
    const said = { imports: 12, small: 2, smaller: 1 };
    for (const [tenantId, times] of Object.entries(said))
      for (let nth = 0; nth < times; nth += 1) await enrichment.capture(`${nth}`, TEXT, { tenantId });
    const items = await leased(enrichment, 8);
    const times = (tenant: string): number => items.filter(({ tenantId }) => tenantId === tenant).length;
    expect([times('imports'), times('small'), times('smaller')]).toEqual([5, 2, 1]);
  });
});

describe('a lease', () => {
  it('that has ended changes nothing of the lease that another worker has since', async () => {
    const { service } = enrichment;
    const itemId = await enrichment.capture('held twice', TEXT);
    const [first] = await leased(enrichment);
    enrichment.pass(LEASE_MS + 1);
    const [second] = await leased(enrichment);
    for (const change of [retryAt, releaseLease]) {
      await service.transaction(client => change(client, first!, service.now()));
      expect(await leased(enrichment)).toEqual([]);
    }
    await service.transaction(client => releaseLease(client, second!, service.now()));
    expect(await leased(enrichment)).toMatchObject([{ itemId, tried: 2 }]);
  });
});
