import { eventually, testPostgres, type TestPostgres } from '@ckm/backing-services';
import { uuid5 } from '@ckm/privacy';
import type { Worker } from '@ckm/service';
import { jest } from '@jest/globals';
import { LEASE_MS, leased } from '../fixture/leased.js';
import { startStubModel, status, type StubModel, writes } from '../fixture/stub-model.js';
import { openEnrichment, type TestEnrichment } from '../fixture/test-enrichment.js';
import { interpretWaiting } from './interpret-waiting.worker.js';
import { vocabularyOf } from './vocabulary.js';
import { sentOf } from './sent-to-model.js';

const TEXT = 'Der Wasserkocher leckt seit Mai.';
const ANSWER = { language: 'de', sentiment: { label: 'negative', score: -0.7 }, signals: [], themes: [] };

jest.setTimeout(180_000);

let postgres: TestPostgres;
let stub: StubModel;
let enrichment: TestEnrichment;
let worker: Worker | null = null;

beforeEach(async () => {
  postgres = await testPostgres();
  stub = await startStubModel();
  enrichment = await openEnrichment(postgres.url, null);
});
afterEach(async () => {
  await worker?.stop();
  await enrichment?.close();
  await stub?.close();
  await postgres?.stop();
});

const work = (): void => {
  const config = { baseUrl: stub.baseUrl, model: 'tiny', apiKey: null, timeoutMs: 5_000 };
  worker = interpretWaiting(enrichment.service, vocabularyOf(enrichment.service), config);
};
const read = (itemId: string) => eventually(async () => expect(await enrichment.readingsOf(itemId)).toHaveLength(1));
const sent = (tenantId = 'demo') =>
  enrichment.service.read([], tenantId, client =>
    sentOf(client, { tenantId, subject: uuid5('demo', 'customer', 'K-1') }),
  );

describe('the certificate of an erasure', () => {
  it('names the address of the model before that is asked, and once, however often it was asked', async () => {
    let named: unknown;
    stub.answers((response, nth) => {
      void sent().then(found => {
        named ??= found;
        (nth === 0 ? status(500) : writes(ANSWER))(response, nth);
      });
    });
    const itemId = await enrichment.capture('sent', TEXT);
    await enrichment.capture('of another', TEXT, { customer: 'K-2' });
    work();
    await eventually(() => expect(stub.requests).toHaveLength(2));
    enrichment.pass(10_000);
    await read(itemId);
    expect(named).toEqual([{ itemId, to: stub.baseUrl, at: expect.any(Date) as Date, words: true }]);
    expect(await sent()).toEqual(named);
    expect(await sent('globex')).toEqual([]);
  });

  it('names no address for what the built-in interpreter read', async () => {
    const itemId = await enrichment.capture('never sent', TEXT);
    // Leased by processes that died before they could ask.
    for (let times = 0; times < 4; times += 1) {
      await leased(enrichment);
      enrichment.pass(LEASE_MS + 1);
    }
    work();
    await read(itemId);
    expect(await sent()).toEqual([]);
  });
});
