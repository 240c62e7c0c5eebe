import { eventually } from '@ckm/backing-services';
import { binaryRecord, type CustomerEvent, structuredRequest } from './customer-events.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { headsAtRest, recordsRead, statusOf } from './operations.js';
import { ownKafka, upstreamOverPostgres } from './upstream.js';

interface Step {
  eventId: string;
}

const THEME = {
  name: 'Spare keys',
  examples: [
    { language: 'en', text: 'Please send a spare key.' },
    { language: 'de', text: 'Bitte schicken Sie einen Ersatzschlüssel.' },
    { language: 'zh', text: '请寄一把备用钥匙。' },
  ],
};
const WISHES = ['Please send a spare key.', 'Bitte schicken Sie einen Ersatzschlüssel.', '请寄一把备用钥匙。'];

const wish = (customer: number): CustomerEvent => ({
  id: `w-${customer}`,
  source: '/counter',
  type: 'customer.feedback',
  time: '2026-11-20T09:12:00Z',
  data: { customerId: `s-${customer}`, text: WISHES[customer % 3]! },
});

const kafka = await ownKafka();
const describeWhereKafkaIs = 'brokers' in kafka ? describe : describe.skip;

describeWhereKafkaIs(`One home on another road${'brokers' in kafka ? '' : ` (${kafka.skipped})`}`, () => {
  const onKafka = 'road' in kafka ? kafka.road : null;
  let ckm: Installation;

  const take = async (customer: number): Promise<string> => {
    const answer = await ckm.post<{ data: { itemId: string } }>('/v1/events', structuredRequest(wish(customer)));
    expect(answer.status).toBe(202);
    return answer.body.data.itemId;
  };
  /** Everything that readers see. */
  const look = async (): Promise<{ feed: { itemId: string }[]; journeys: Step[][]; opportunities: unknown[] }> => {
    const feed = await ckm.data<{ itemId: string }[]>('/v1/feed');
    const journeys = await Promise.all(feed.map(({ itemId }) => ckm.data<Step[]>(`/v1/items/${itemId}/journey`)));
    return { feed, journeys, opportunities: await ckm.data('/v1/opportunities') };
  };
  /** On the road of the settings; nothing that was there is there twice, and nothing is missing. */
  const startAgain = async (env: Record<string, string> = {}): Promise<void> => {
    const heads = await eventually(() => headsAtRest(ckm));
    const before = await look();
    const { quarantined } = await statusOf(ckm, 'capture');
    await ckm.stop();
    ckm = await startInstallation({ home: ckm.home, env });
    expect(await eventually(() => headsAtRest(ckm), 60_000)).toEqual(heads);
    expect(await look()).toEqual(before);
    expect(await statusOf(ckm, 'capture')).toMatchObject({ quarantined });
  };
  const reachOf = async (reach: number): Promise<void> =>
    void (await eventually(async () =>
      expect(await ckm.data('/v1/opportunities')).toMatchObject([{ title: 'Spare keys', reach, evidence: reach }]),
    ));

  beforeAll(async () => {
    ckm = await startInstallation();
    await ckm.post('/v1/themes', { type: 'application/json', body: JSON.stringify(THEME) });
    await eventually(async () => expect(await ckm.data('/v1/themes')).toHaveLength(1));
  });

  afterAll(async () => {
    await ckm?.stop();
    if ('brokers' in kafka) await kafka.stop();
    if (ckm) forget(ckm.home);
  });

  it('begins on PostgreSQL', async () => {
    for (const customer of [0, 1, 2]) await take(customer);
    const upstream = await upstreamOverPostgres(ckm);
    await upstream.send(binaryRecord(wish(3)), { ...binaryRecord(wish(4)), value: 'no JSON' });
    await upstream.close();
    await eventually(async () => expect(await recordsRead(ckm)).toBe(2));
    await reachOf(4);
    expect(await statusOf(ckm, 'capture')).toMatchObject({ quarantined: 1 });
  });

  it('shows the same on Kafka, and goes on there', async () => {
    await startAgain(onKafka?.env);
    await take(5);
    const upstream = await onKafka!.upstreamOf(ckm);
    await upstream.send(binaryRecord(wish(6)));
    await upstream.close();
    await reachOf(6);
  });

  it('reads afterwards what was published while nobody read', async () => {
    const upstream = await onKafka!.upstreamOf(ckm);
    await eventually(() => headsAtRest(ckm));
    await ckm.stop();
    await upstream.send(binaryRecord(wish(7)));
    await upstream.close();
    ckm = await startInstallation({ home: ckm.home, env: onKafka?.env });
    await reachOf(7);
  });

  it('shows the same back on PostgreSQL, and goes on there', async () => {
    await startAgain();
    const itemId = await take(8);
    await reachOf(8);
    const journey = await ckm.data<Step[]>(`/v1/items/${itemId}/journey`);
    expect(new Set(journey.map(({ eventId }) => eventId)).size).toBe(journey.length);
  });

  it('has recorded nothing twice, and put nothing aside twice', async () => {
    // Eight wishes; each was read once, as was the theme, and announced once; each is evidence, one opportunity was opened.
    const heads = { capture: 8, enrichment: 9, sharing: 8, innovation: 9 };
    expect(await eventually(() => headsAtRest(ckm))).toEqual(heads);
    await eventually(async () => expect(await recordsRead(ckm)).toBe(2));
    expect(await statusOf(ckm, 'capture')).toMatchObject({ quarantined: 1 });
  });
});
