import { contractOf, type ServiceName } from '@ckm/contracts';
import { type OfService, promisesOf, type Verified } from './promises.js';

const { topic } = contractOf('KnowledgeItemCaptured');
const applied = { slice: 'item_feed_v1_1', topic, partition: 3, epoch: 'e-1', highWater: 40 };
const logOf = (epoch: string, ...read: NonNullable<Verified['applied']>): Verified => ({
  epoch,
  applied: read,
  promises: [],
});
const statusOf = (service: ServiceName, head: number, sums: OfService['sums'] = {}): OfService => ({
  ...{ service, answers: true, head, sums },
});
const view = { view: 'sharing.item_feed', shown: 9, withdrawn: 0, erased: 0, parked: 0 };

const brokenOf = (verified: [ServiceName, Verified | undefined][], statuses: OfService[], service: ServiceName) =>
  promisesOf(service, new Map(verified), statuses).filter(({ holds }) => holds === false);

describe('a promise that no service can verify alone', () => {
  it('holds when consumers have read no further than the logs of their producers go', () => {
    const verified: [ServiceName, Verified][] = [
      ['capture', logOf('e-1')],
      ['sharing', logOf('e-2', applied)],
    ];
    expect(promisesOf('sharing', new Map(verified), [statusOf('capture', 40)])).toEqual([
      { name: 'nobody has read more than there is', holds: true, checked: 1, broken: [] },
    ]);
  });

  it('is broken when a consumer has read further than the log goes', () =>
    expect(
      brokenOf(
        [
          ['capture', logOf('e-1')],
          ['sharing', logOf('e-2', applied)],
        ],
        [statusOf('capture', 39)],
        'sharing',
      ),
    ).toMatchObject([
      { broken: [{ position: 40, detail: `item_feed_v1_1 has read ${topic}/3 to 40, the log of capture ends at 39` }] },
    ]));

  it('is broken when a consumer has read another log', () =>
    expect(
      brokenOf(
        [
          ['capture', logOf('e-9')],
          ['sharing', logOf('e-2', applied)],
        ],
        [statusOf('capture', 50)],
        'sharing',
      ),
    ).toMatchObject([{ broken: [{ detail: `item_feed_v1_1 has read ${topic}/3 of another log of capture` }] }]));

  it('is left out where the heads of the logs are not told', () =>
    expect(promisesOf('sharing', new Map(), [{ service: 'sharing', answers: true }])).toEqual([]));

  it("compares a service's own log with its own head", () => {
    const own = logOf('e-1', { ...applied, topic: 'log', partition: 0 });
    expect(brokenOf([['capture', own]], [statusOf('capture', 40)], 'capture')).toEqual([]);
    expect(brokenOf([['capture', own]], [statusOf('capture', 39)], 'capture')).toHaveLength(1);
  });

  it('says nothing of a producer that does not answer', () =>
    expect(
      brokenOf(
        [
          ['capture', undefined],
          ['sharing', logOf('e-2', applied)],
        ],
        [],
        'sharing',
      ),
    ).toEqual([]));

  it.each([
    ['the intake', { intake: { received: 7, unanswered: 0, balanced: false } }],
    ['a view', { views: [{ ...view, captured: 10, inFlight: 1, balanced: false }] }],
  ])('is broken when the sum of %s does not come out even', (_, sums) =>
    expect(brokenOf([], [statusOf('capture', 1, sums)], 'capture')).toHaveLength(1),
  );

  it('holds when the sums are balanced', () => {
    const views = [{ ...view, captured: 9, inFlight: 0, balanced: true }];
    const intake = { received: 7, unanswered: 1, balanced: true };
    expect(brokenOf([], [statusOf('capture', 1, { intake, views })], 'capture')).toEqual([]);
  });

  it('is neither kept nor broken when the sums are not known', () => {
    const views = [{ ...view, captured: null, inFlight: null, balanced: null }];
    const promises = promisesOf('capture', new Map(), [statusOf('capture', 1, { views })]);
    expect(promises.map(({ holds }) => holds)).toEqual([true, null, null]);
  });
});
