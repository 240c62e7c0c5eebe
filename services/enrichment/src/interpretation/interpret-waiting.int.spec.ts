import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { eventually, testPostgres, type TestPostgres } from '@ckm/backing-services';
import { type RecordedEvent, Rejection } from '@ckm/event-sourcing';
import type { Worker } from '@ckm/service';
import { hangs, startStubModel, status, type StubModel, writes } from '../fixture/stub-model.js';
import { enrichmentBy } from '../enrichment.module.js';
import { KEY, openEnrichment, type TestEnrichment } from '../fixture/test-enrichment.js';
import { leased } from '../fixture/leased.js';
import { builtInInterpreter } from '../language/built-in-interpreter.js';
import type { ModelConfig } from '../remote/model-config.js';
import { themeExamples } from '../theme/theme-examples.view.js';
import { interpretWaiting } from './interpret-waiting.worker.js';
import { vocabularyOf } from './vocabulary.js';

const TEXT = 'Der Wasserkocher leckt seit Mai.';
const ANSWER = { language: 'de', sentiment: { label: 'negative', score: -0.7 }, signals: [], themes: [] };
const MODEL = 'openai tiny';
const LATER = 'the model is asked again later';
const STAND_IN = /^\S+ instead of openai tiny$/;

jest.setTimeout(180_000);

let postgres: TestPostgres;
let stub: StubModel;
let config: ModelConfig;
let enrichment: TestEnrichment;
let working: Worker[] = [];

beforeAll(async () => {
  postgres = await testPostgres();
  stub = await startStubModel();
  config = { baseUrl: stub.baseUrl, model: 'tiny', apiKey: null, timeoutMs: 500 };
  enrichment = await openEnrichment(postgres.url, config);
});
beforeEach(() => {
  stub.requests.length = 0;
  enrichment.sealedUnder.length = 0;
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(working.map(worker => worker.stop()));
  working = [];
});
afterAll(async () => {
  await enrichment?.close();
  await stub?.close();
  await postgres?.stop();
});

const work = (timeoutMs = config.timeoutMs): Worker => {
  const worker = interpretWaiting(enrichment.service, vocabularyOf(enrichment.service), { ...config, timeoutMs });
  working.push(worker);
  return worker;
};
const asked = (times: number) => eventually(() => expect(stub.requests).toHaveLength(times));
const read = (itemId: string, by: string | RegExp) =>
  eventually(async () => {
    const names = (await enrichment.readingsOf(itemId)).map(({ interpreter }) => interpreter);
    expect(names).toEqual([typeof by === 'string' ? by : expect.stringMatching(by)]);
    await enrichment.catchUp();
  });

/** Waits until the item is due again in so many milliseconds, at most some seconds less. */
const isAskedAgainAfter = (itemId: string, ms: number) =>
  eventually(async () => {
    const { service } = enrichment;
    const sql = 'SELECT next_at FROM reading WHERE item_id = $1';
    const { rows } = await service.transaction(client => client.query<{ next_at: Date }>(sql, [itemId]));
    const left = rows[0]!.next_at.getTime() - service.now().getTime();
    expect([left <= ms, left > ms - 20_000]).toEqual([true, true]);
  });

describe('a model as interpreter', () => {
  it('reads an item once; its reading is sealed with the keys of the item', async () => {
    stub.answers(writes(ANSWER));
    const itemId = await enrichment.capture('good', TEXT);
    work();
    await read(itemId, MODEL);
    await pause(1_200);
    expect(stub.requests).toHaveLength(1);
    expect(enrichment.sealedUnder).toEqual([[KEY]]);
  });

  it('is asked again after a transient failure, with a back-off or when it says', async () => {
    stub.answers((response, nth) =>
      [status(500), status(429, { 'retry-after': '90' }), writes(ANSWER)][nth]?.(response, nth),
    );
    const itemId = await enrichment.capture('away', TEXT);
    const warned = jest.spyOn(enrichment.service.log, 'warn');
    work();
    await asked(1);
    await isAskedAgainAfter(itemId, 1_500);
    enrichment.pass(10_000);
    await asked(2);
    await isAskedAgainAfter(itemId, 90_000);
    enrichment.pass(60_000);
    await pause(1_200);
    expect(stub.requests).toHaveLength(2);
    enrichment.pass(60_000);
    await read(itemId, MODEL);
    for (const message of ['answered 500', 'answered 429'])
      expect(warned).toHaveBeenCalledWith(
        expect.objectContaining({ err: expect.objectContaining({ message }) as unknown }),
        LATER,
      );
  });

  it('that never answers leaves the item to the built-in interpreter after four tries', async () => {
    stub.answers(hangs);
    const itemId = await enrichment.capture('hangs', TEXT);
    work();
    for (const times of [1, 2, 3, 4]) {
      await asked(times);
      expect(await enrichment.readingsOf(itemId)).toEqual([]);
      await pause(700);
      if (times < 4) enrichment.pass(120_000);
    }
    await read(itemId, STAND_IN);
    await pause(1_200);
    expect(stub.requests).toHaveLength(4);
  });

  it.each([
    ['nonsense', writes('I cannot do that.')],
    ['that it knows no such key', status(401)],
  ])('that answers %s leaves the item to the built-in interpreter at once', async (what, answer) => {
    stub.answers(answer);
    const itemId = await enrichment.capture(what, TEXT);
    work();
    await read(itemId, STAND_IN);
    expect((await enrichment.readingsOf(itemId))[0]).toMatchObject({
      language: 'de',
      version: builtInInterpreter.version,
    });
    expect(stub.requests).toHaveLength(1);
  });

  it('is not asked again about an item whose readings the log refuses', async () => {
    stub.answers(writes(ANSWER));
    const said = jest.spyOn(enrichment.service.log, 'error');
    const handled = jest.spyOn(enrichment.service.events, 'handleAll');
    handled.mockResolvedValue([new Rejection('event-too-large')]);
    const itemId = await enrichment.capture('too large', TEXT);
    work();
    await eventually(() => expect(said).toHaveBeenCalledTimes(1));
    expect(said.mock.calls[0]).toMatchObject([{ code: 'event-too-large', itemId }, expect.any(String)]);
    enrichment.pass(600_000);
    await pause(1_500);
    expect(stub.requests).toHaveLength(1);
    expect(handled).toHaveBeenCalledTimes(2);
  });

  it('is not asked about the words of forgotten customers', async () => {
    stub.answers(writes(ANSWER));
    await enrichment.capture('forgotten', null);
    const other = await enrichment.capture('after it', TEXT);
    work();
    await read(other, MODEL);
    expect(stub.requests).toHaveLength(1);
  });
});

describe('a worker', () => {
  it('releases an item when it is stopped, so that the next one asks at once', async () => {
    stub.answers((response, nth) => (nth === 0 ? hangs : writes(ANSWER))(response, nth));
    const itemId = await enrichment.capture('stopped', TEXT);
    const first = work();
    await asked(1);
    await first.stop();
    expect(await enrichment.readingsOf(itemId)).toEqual([]);
    work();
    await read(itemId, MODEL);
  });

  it('asks about an item that one which died had leased when the lease has ended', async () => {
    stub.answers(writes(ANSWER));
    const itemId = await enrichment.capture('died', TEXT);
    expect(await leased(enrichment)).toMatchObject([{ itemId, text: TEXT, locale: 'de', tried: 1 }]);
    work();
    await pause(1_500);
    expect(stub.requests).toEqual([]);
    enrichment.pass(61_000);
    await read(itemId, MODEL);
  });

  it('has ended all that it began when it is stopped, even where something failed', async () => {
    const { service } = enrichment;
    const { transaction } = service;
    stub.answers((response, nth) => (nth === 0 ? writes(ANSWER) : hangs)(response, nth));
    const handled = jest.spyOn(service.events, 'handleAll').mockRejectedValueOnce(new Error('away'));
    const itemIds = [await enrichment.capture('failing', TEXT), await enrichment.capture('hanging', TEXT)];
    const worker = work();
    await asked(2);
    await eventually(() => expect(handled).toHaveBeenCalledTimes(1));
    jest.spyOn(service, 'transaction').mockImplementation(async doing => {
      await pause(200);
      return transaction(doing);
    });
    await worker.stop();
    jest.restoreAllMocks();
    expect(await leased(enrichment)).toHaveLength(1);
    stub.answers(writes(ANSWER));
    enrichment.pass(61_000);
    work();
    for (const itemId of itemIds) await read(itemId, MODEL);
  });

  it('shares the waiting items with another, each of which is asked about once', async () => {
    stub.answers((response, nth) => void setTimeout(() => writes(ANSWER)(response, nth), 50));
    const itemIds: string[] = [];
    for (let nth = 0; nth < 20; nth += 1) itemIds.push(await enrichment.capture(`shared ${nth}`, TEXT));
    // So many calls at once take longer, and a late one would be made again.
    work(10_000);
    work(10_000);
    for (const itemId of itemIds) await read(itemId, MODEL);
    expect(stub.requests).toHaveLength(20);
  });
});

describe('an item that a model left', () => {
  it('is read by the built-in interpreter after a change to that', async () => {
    const itemId = await enrichment.capture('left unread', TEXT);
    const after = await openEnrichment(postgres.url, null);
    const workers = enrichmentBy(null).workers!(after.service);
    await read(itemId, 'built-in').finally(() => Promise.all(workers.map(worker => worker.stop())));
    await after.close();
    expect(stub.requests).toEqual([]);
  });

  it('is read with the vocabulary that captured items are read with', async () => {
    const itemId = await enrichment.capture('left unread too', TEXT);
    const after = await openEnrichment(postgres.url, null);
    const reads = jest.spyOn(after.service, 'read');
    const { reactions, workers } = enrichmentBy(null);
    const data = { itemId, customerId: itemId, text: TEXT };
    await reactions(after.service)[0]!.react({ data, tenantId: 'demo', erased: false } as unknown as RecordedEvent);
    const begun = workers!(after.service);
    await read(itemId, 'built-in').finally(() => Promise.all(begun.map(worker => worker.stop())));
    await after.close();
    expect(reads.mock.calls.filter(([[view]]) => view === themeExamples)).toHaveLength(1);
  });
});
