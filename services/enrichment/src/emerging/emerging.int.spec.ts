import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { RecordedEvent } from '@ckm/event-sourcing';
import type { Principal } from '@ckm/http';
import { event, uuid } from '../fixture/events.js';
import { overridden } from '../fixture/overridden.js';
import { openEnrichment, type TestEnrichment } from '../fixture/test-enrichment.js';
import { EmergingRoute } from './emerging.route.js';
import { DAY, STEP } from './surveillance.js';

const [QUIET, SILENT, PRICE] = [uuid(7), uuid(8), uuid(9)];
/** The beginning of the step that is not over yet. */
const NOW = Date.UTC(2026, 10, 2, 6);

let postgres: TestPostgres;
let enrichment: TestEnrichment;
let items = 100;

beforeAll(async () => {
  postgres = await testPostgres();
});
beforeEach(async () => {
  enrichment = await openEnrichment(postgres.url, null);
  enrichment.pass(Date.UTC(2026, 10, 2, 8, 15) - Date.now());
});
afterEach(() => enrichment.close());
afterAll(() => postgres?.stop());

/** An item with these themes, said so many days ago. */
function said(daysAgo: number, themeIds: string[], { customer = items, tenantId = 'demo' } = {}): RecordedEvent[] {
  const itemId = uuid(items++);
  const data = { itemId, customerId: uuid(customer), occurredAt: new Date(NOW - daysAgo * DAY).toISOString() };
  return [
    event('KnowledgeItemCaptured', { ...data, text: 'Zu laut!' }, { tenantId, keyIds: [uuid(customer)] }),
    event('ItemInterpreted', { itemId, themes: themeIds.map(themeId => ({ themeId })) }, { tenantId }),
  ];
}
const described = (themeId: string, name: string): RecordedEvent => event('ThemeDescribed', { themeId, name });
const merged = event('ThemeMerged', { themeId: SILENT, intoThemeId: QUIET });
/** A theme at a steady rate, twice a day. */
const usual = (): RecordedEvent[] => Array.from({ length: 2 * 40 }, (_, nth) => said(0.1 + nth / 2, [PRICE])).flat();
const burst = (themeId: string, daysAgo = 1): RecordedEvent[] =>
  [0.1, 0.2, 0.3, 0.4, 0.5].flatMap(later => said(daysAgo - later, [themeId]));

const emerging = async (tenantId = 'demo') =>
  (await new EmergingRoute(enrichment.service).list({ tenantId } as Principal)).data;

describe('an emerging theme', () => {
  it('has a name, a beginning and a number of customers', async () => {
    await enrichment.hear(described(QUIET, 'Quiet mode'), ...usual(), ...burst(QUIET));
    expect(await emerging()).toEqual([
      {
        ...{ themeId: QUIET, theme: 'Quiet mode', base: 0, observed: 5, customers: 5 },
        ...{ since: expect.any(Date) as Date, at: new Date(NOW) },
      },
    ]);
    const [one] = await emerging();
    expect([NOW - 0.75 * DAY, NOW - 0.5 * DAY]).toContain(one!.since.getTime());
    expect(await emerging('globex')).toEqual([]);
  });

  it('is computed outside of any read; customers are counted only where there is an alert', async () => {
    const { service } = enrichment;
    const looks: string[] = [];
    const read = (async (...of) => {
      looks.push('look');
      const answer = await service.read(...of);
      looks.push('seen');
      return answer;
    }) as typeof service.read;
    const route = new EmergingRoute(overridden(service, { read }));
    await enrichment.hear(...usual());
    await route.list({ tenantId: 'demo' } as Principal);
    expect(looks.splice(0)).toEqual(['look', 'seen']);
    await enrichment.hear(...burst(QUIET));
    await route.list({ tenantId: 'demo' } as Principal);
    expect(looks).toEqual(['look', 'seen', 'look', 'seen']);
  });

  it('is one alert, which is updated while it lasts and ends by itself', async () => {
    await enrichment.hear(...usual(), ...burst(QUIET));
    const [first] = await emerging();
    enrichment.pass(2 * STEP);
    await enrichment.hear(...said(-0.1, [QUIET]));
    const [later] = await emerging();
    expect(later).toMatchObject({ since: first!.since, at: new Date(NOW + 2 * STEP), observed: 6, customers: 6 });
    enrichment.pass(10 * DAY);
    expect(await emerging()).toEqual([]);
  });

  it('counts each customer once, and needs two', async () => {
    const again = [0.1, 0.2, 0.3, 0.4, 0.5].flatMap(daysAgo => said(daysAgo, [QUIET], { customer: 1 }));
    await enrichment.hear(...usual(), ...again);
    expect(await emerging()).toEqual([]);
    await enrichment.hear(...said(0.1, [QUIET], { customer: 2 }));
    expect(await emerging()).toMatchObject([{ themeId: QUIET, observed: 6, customers: 2 }]);
  });

  it('counts items of forgotten customers, but none that were withdrawn and none of another tenant', async () => {
    await enrichment.hear(...usual(), ...burst(QUIET), ...said(0.2, [QUIET], { tenantId: 'globex' }));
    const withdrawal = event('KnowledgeItemWithdrawn', { itemId: uuid(items - 2) });
    const erasure = event('SubjectErased', { customerId: uuid(items - 3), keyIds: [uuid(items - 3)] });
    await enrichment.hear(withdrawal, erasure);
    expect(await emerging()).toMatchObject([{ themeId: QUIET, observed: 4, customers: 4 }]);
  });

  it('counts merged themes as one, with each item once, until they are unmerged', async () => {
    const both = said(0.2, [QUIET, SILENT]);
    const [some, others] = [burst(QUIET).slice(0, 4), burst(SILENT).slice(0, 4)];
    await enrichment.hear(
      described(QUIET, 'Quiet mode'),
      described(SILENT, 'Whisper'),
      ...usual(),
      ...both,
      ...some,
      ...others,
    );
    expect(await emerging()).toEqual([]);
    await enrichment.hear(merged);
    expect(await emerging()).toMatchObject([{ themeId: QUIET, theme: 'Quiet mode', observed: 5, customers: 5 }]);
    await enrichment.hear(event('ThemeParted', { themeId: SILENT }));
    expect(await emerging()).toEqual([]);
  });

  it('emerges when its items were said, not when they were captured', async () => {
    await enrichment.hear(...usual(), ...burst(QUIET, 20));
    expect(await emerging()).toEqual([]);
  });
});
