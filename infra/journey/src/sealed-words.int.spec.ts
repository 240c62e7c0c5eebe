import { eventually } from '@ckm/backing-services';
import { type Collector, startCollector } from './collector.js';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import { filesWith, tablesWith } from './database-scan.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.js';

const CUSTOMER = 'C-Okonkwo-23';
const SAID = 'Hier Kanzlei Okonkwo. Könnten Sie bitte die Mahnung an die Sonnenstraße zurücknehmen?';
const AGAIN = 'Okonkwo noch einmal: die Mahnung ist falsch, bitte nehmen Sie sie zurück!';
const DIFFERS = 'Okonkwo, anders als vorhin: die Mahnung an die Sonnenstraße stimmt doch.';
/** What only this customer said. */
const THEIRS = ['Kanzlei', 'Sonnenstraße', 'Mahnung', 'noch einmal'];
const REBUILT = ['sharing.item_feed', 'innovation.read_item', 'innovation.evidence'];
const READ_MODEL = /^\w+\.\w+_v\d+_\d+$/;

const event = (id: string, text: string, more: object = {}): CustomerEvent => ({
  id,
  source: '/helpdesk',
  type: 'ticket.message',
  time: '2026-11-20T09:12:00Z',
  data: { customerId: CUSTOMER, text, ...more },
});

interface Delivery {
  deliveryId: string;
  state: string;
  attempts: unknown[];
}
interface Certificate {
  state: string;
  lapsesLater: string[];
  services: { service: string; sent?: object[] }[];
}

/** Sealed from the first event, opened for read models only: before, while and after a person is forgotten. */
describe('The words of a person', () => {
  let ckm: Installation;
  let collector: Collector;
  let receiver: WebhookReceiver;
  let subscriptionId: string;
  let certificate: string;
  let aside: { id: string; code: string }[];

  const json = (body: object = {}) => ({ type: 'application/json', body: JSON.stringify(body) });
  const take = (one: CustomerEvent) => ckm.post<{ data: { itemId: string } }>('/v1/events', structuredRequest(one));
  const deliveries = () => ckm.data<Delivery[]>(`/v1/subscriptions/${subscriptionId}/deliveries`);
  const texts = async () =>
    (await ckm.data<{ text: string | null }[]>(`/v1/feed?customer=external:${CUSTOMER}`)).map(({ text }) => text);
  const wordsIn = (text: string): string[] => THEIRS.filter(word => text.includes(word));
  /** Nothing of it is logged at any level, or said to whoever collects spans; of the tables only these have it. */
  const standInTables = async (tables: unknown): Promise<void> => {
    expect(await tablesWith(ckm, THEIRS)).toEqual(tables);
    expect(filesWith(ckm, THEIRS)).toEqual([]);
    await eventually(() =>
      expect(collector.spans.map(({ service }) => service)).toEqual(
        expect.arrayContaining(['ckm-capture', 'ckm-sharing']),
      ),
    );
    expect(wordsIn(collector.exported())).toEqual([]);
  };

  beforeAll(async () => {
    [collector, receiver] = await Promise.all([startCollector(), startWebhookReceiver()]);
    receiver.answer(503);
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: 'trace', CKM_WEBHOOK_ALLOW: receiver.target };
    ckm = await startInstallation({ env });
    const channel = { kind: 'webhook', url: receiver.url };
    const subscription = { name: 'All of it', query: {}, channel, include: ['words'] };
    const opened = await ckm.post<{ data: { subscriptionId: string } }>('/v1/subscriptions', json(subscription));
    ({ subscriptionId } = opened.body.data);
    await take(event('T-1', SAID));
    await eventually(async () => expect(await texts()).toEqual([SAID]));
    const lines = [event('T-1', DIFFERS), event('T-2', AGAIN, { rating: 'Mahnung' })];
    const body = lines.map(one => JSON.stringify({ specversion: '1.0', ...one })).join('\n');
    await ckm.post('/v1/imports?source=/helpdesk', { type: 'application/x-ndjson', body });
    await eventually(async () => {
      aside = await ckm.data('/v1/ops/quarantine');
      expect(aside.map(({ code }) => code).sort()).toEqual(['event-invalid', 'item-differs']);
    });
    await eventually(async () => expect((await deliveries())[0]?.attempts.length).toBeGreaterThan(0));
  });

  afterAll(async () => {
    await ckm?.stop();
    await Promise.all([collector?.close(), receiver?.close()]);
    if (ckm) forget(ckm.home);
  });

  it('stand in read models only, though they were refused, put aside and sent', async () => {
    expect((await take(event('T-1', DIFFERS))).status).toBe(409);
    expect((await take(event('T-3', AGAIN, { rating: 'Mahnung' }))).status).toBe(400);
    expect(wordsIn(receiver.received.map(({ body }) => body).join('\n'))).toContain('Kanzlei');
    await standInTables(expect.arrayContaining(['sharing.item_feed_v4_1']));
    await standInTables((await tablesWith(ckm, THEIRS)).filter(name => READ_MODEL.test(name)));
  });

  it('are nowhere when their person is forgotten while views are built anew and the same comes again', async () => {
    const rebuilding = REBUILT.map(name => ckm.post(`/v1/ops/projections/${name}/rebuild`, json()));
    const erasure = ckm.post<{ data: { certificate: string } }>(`/v1/subjects/external:${CUSTOMER}/erasure`, json());
    const again = take(event('T-1', SAID));
    expect((await Promise.all(rebuilding)).map(({ status }) => status)).toEqual([202, 202, 202]);
    ({ certificate } = (await erasure).body.data);
    expect((await again).status).toBe(202);
    await eventually(async () => expect(await ckm.data(certificate)).toMatchObject({ state: 'complete' }));
    await eventually(async () => {
      const views = await ckm.data<{ name: string; build: number; state: string }[]>('/v1/ops/projections');
      const built = views.filter(({ build, state }) => build === 2 && state === 'live').map(({ name }) => name);
      expect(built.sort()).toEqual([...REBUILT].sort());
    });
    expect(await texts()).toEqual([null]);
    await standInTables([]);
  });

  it('are not sent when a webhook is tried again, and not taken from the quarantine', async () => {
    receiver.answer(204);
    const before = receiver.received.length;
    const [{ deliveryId } = { deliveryId: '' }] = await deliveries();
    await ckm.post(`/v1/subscriptions/${subscriptionId}/deliveries/${deliveryId}/resend`, json());
    await eventually(async () => expect(await deliveries()).toMatchObject([{ state: 'ended' }]));
    const differs = aside.find(({ code }) => code === 'item-differs');
    const { body } = await ckm.post(`/v1/ops/quarantine/${differs?.id}/redrive`, json());
    expect(body).toMatchObject({ data: { outcome: 'forgotten' } });
    expect(
      wordsIn(
        receiver.received
          .slice(before)
          .map(one => one.body)
          .join('\n'),
      ),
    ).toEqual([]);
    await standInTables([]);
  });

  it('are named in the certificate where they lapse later or went before', async () => {
    const { lapsesLater, services } = await ckm.data<Certificate>(certificate);
    expect(lapsesLater).toEqual(
      expect.arrayContaining(
        [/^Quarantined/, /^Backups/, /version 1/, /^The UUIDs/].map(one => expect.stringMatching(one) as string),
      ),
    );
    const { sent } = services.find(({ service }) => service === 'sharing') ?? {};
    expect(JSON.stringify(sent)).toContain(receiver.url);
  });

  it('stay nowhere when the person is back', async () => {
    await take({ ...event('T-4', 'Guten Tag, ich bin wieder da.'), time: new Date().toISOString() });
    await eventually(async () => expect((await texts()).sort()).toEqual(['Guten Tag, ich bin wieder da.', null]));
    await standInTables([]);
  });
});
