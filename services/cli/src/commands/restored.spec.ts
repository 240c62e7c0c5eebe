import { Stub } from '../fixture/stub.js';

const EPOCH = '0a52b1d6-1111-4111-8111-000000000001';
const OTHERS = ['enrichment', 'sharing', 'innovation'];
const TOPICS = ['ckm.capture.customer.v1', 'ckm.capture.knowledge-item.v1'];
const REFUSED = 'TOPIC_AUTHORIZATION_FAILED';
/** How far the lanes of these topics are; null: the topic cannot be written. */
const status = (...checkpoints: (number | null)[]) => ({
  data: [
    {
      service: 'capture',
      lanes: checkpoints.map((checkpoint, nth) => ({
        ...{ topic: TOPICS[nth], checkpoint: checkpoint ?? 0 },
        failure: checkpoint === null ? REFUSED : null,
      })),
    },
  ],
});
const orphan = {
  itemId: 'i-1',
  eventId: 'e-1',
  service: 'sharing',
  type: 'KnowledgeShared',
  sentTo: ['ckm.team.a.v1'],
};

describe('ckm', () => {
  let ckm: Stub;

  beforeEach(async () => (ckm = await Stub.open()));
  afterEach(() => ckm.close());

  describe('restored', () => {
    const answerAll = (began: boolean): void => {
      const data = { service: 'capture', topics: TOPICS, epoch: EPOCH, head: 12, began };
      ckm.answer('POST /v1/ops/logs/capture/restored', { data });
      ckm.answer('GET /v1/ops/status', status(), status(12, 5), status(12, 12));
      for (const service of OTHERS)
        ckm.answer(`POST /v1/ops/sources/${service}.capture/replaced`, {
          data: { service, views: service === 'sharing' ? ['item_feed'] : [] },
        });
      ckm.answer('GET /v1/ops/projections', { data: [{ state: 'building', read: 1, total: 2 }] }, { data: [] });
    };

    it('begins a new epoch, waits until the log is sent, tells the consumers, and lists the orphans', async () => {
      answerAll(true);
      ckm.answer('GET /v1/ops/orphans', { data: [orphan] });
      const { code, said } = await ckm.ckm('restored', 'capture');
      expect([code, said]).toEqual([
        0,
        [
          `capture: begins epoch ${EPOCH}, 12 events`,
          'sharing: built anew: item_feed',
          'made of events that were lost (what they tell of may have come again), and not taken back:',
          '  item i-1: KnowledgeShared (sharing), sent to ckm.team.a.v1',
        ],
      ]);
    });

    it('waits for a service that is being restarted, as its views may be half built', async () => {
      answerAll(true);
      ckm.answer('GET /v1/ops/orphans', { data: [] });
      ckm.answer(
        'GET /v1/ops/projections',
        { data: [], silent: ['sharing'] },
        { data: [{ state: 'building', read: 1, total: 2 }] },
        { data: [] },
      );
      const { code, drawn } = await ckm.ckm('restored', 'capture');
      expect([code, drawn.at(-2)]).toEqual([0, expect.stringContaining('1 views are being built')]);
      ckm.answer('GET /v1/ops/projections', { data: [], silent: ['sharing'] });
      expect(await ckm.ckm('restored', 'capture')).toMatchObject({ code: 3, complained: 'sharing does not answer\n' });
    });

    it('does not say that there are no orphans where sharing does not answer', async () => {
      answerAll(true);
      ckm.answer('GET /v1/ops/orphans', { data: [], silent: ['sharing'] });
      expect(await ckm.ckm('restored', 'capture')).toMatchObject({ code: 3, said: [] });
    });

    it('says which epoch a log is in that goes on already', async () => {
      answerAll(false);
      ckm.answer('GET /v1/ops/orphans', { data: [] });
      expect((await ckm.ckm('restored', 'capture')).said[0]).toBe(`capture: is in epoch ${EPOCH}, 12 events`);
    });

    it('tells no consumer while the token may not see how far the log is sent', async () => {
      ckm.answer('POST /v1/ops/logs/capture/restored', {
        data: { service: 'capture', topics: TOPICS, epoch: EPOCH, head: 1, began: true },
      });
      ckm.answer('GET /v1/ops/status', { data: [{ service: 'capture', answers: false }] });
      expect(await ckm.ckm('restored', 'capture')).toMatchObject({ code: 1, said: [] });
    });

    it('refuses an unknown service', async () =>
      expect(await ckm.ckm('restored', 'nobody')).toMatchObject({ code: 2, said: [] }));
  });

  describe('republish', () => {
    const answerFor = (topics: string[]): void =>
      ckm.answer('POST /v1/ops/logs/capture/republish', { data: { service: 'capture', topics, head: 12 } });

    it('waits until it is sent again', async () => {
      answerFor(TOPICS.slice(0, 1));
      ckm.answer('GET /v1/ops/status', status(4), status(12));
      const { code, said } = await ckm.ckm('republish', 'capture', '--topic', 'ckm.capture.customer.v1', '--from', '5');
      expect([code, said]).toEqual([0, ['capture: sent again to ckm.capture.customer.v1']]);
    });

    it('does not wait for other topics', async () => {
      answerFor(TOPICS.slice(0, 1));
      ckm.answer('GET /v1/ops/status', status(4, null), status(12, null));
      expect(await ckm.ckm('republish', 'capture', '--topic', TOPICS[0]!)).toMatchObject({ code: 0, complained: '' });
    });

    it('waits for a topic that nothing was ever sent to', async () => {
      answerFor(TOPICS);
      ckm.answer('GET /v1/ops/status', status(12), status(12, 12));
      expect(await ckm.ckm('republish', 'capture')).toMatchObject({ code: 0 });
      expect(ckm.asked.filter(({ route }) => route === 'GET /v1/ops/status')).toHaveLength(2);
    });

    it('says once that a topic cannot be written, and waits until it can', async () => {
      answerFor(TOPICS);
      ckm.answer('GET /v1/ops/status', status(12, null), status(12, null), status(12, 4), status(12, 12));
      expect(await ckm.ckm('republish', 'capture')).toMatchObject({
        code: 0,
        said: [`capture: sent again to ${TOPICS.join(', ')}`],
        complained: `${TOPICS[1]} cannot be written, and is tried again: ${REFUSED}\n`,
      });
    });

    it('begins at a position', async () =>
      expect(await ckm.ckm('republish', 'capture', '--from', '0')).toMatchObject({ code: 2 }));
  });
});
