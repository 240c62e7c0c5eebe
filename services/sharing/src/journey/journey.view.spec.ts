import { EVENT_NAMES, type EventMap, type EventName } from '@ckm/contracts';
import { interleavings, type RecordedEvent, rowsOf } from '@ckm/event-sourcing';
import { inCausalOrder, type Step } from './causal-order.js';
import { journey } from './journey.view.js';

const uuid = (n: number): string => `0a52b1d6-1111-5111-8111-00000000000${n}`;

const recorded = <N extends EventName>(id: number, type: N, data: Partial<EventMap[N]>): RecordedEvent =>
  ({
    id: uuid(id),
    type,
    data,
    tenantId: 'demo',
    streamId: uuid(9),
    position: BigInt(id),
    recordedAt: new Date('2026-11-02T08:15:00Z'),
    erased: false,
    meta: {
      actor: 'test',
      correlationId: 'c',
      causationId: null,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    },
  }) as unknown as RecordedEvent;

const captured = recorded(1, 'KnowledgeItemCaptured', { itemId: uuid(5) });
const interpreted = recorded(2, 'ItemInterpreted', { itemId: uuid(5) });
const linked = recorded(3, 'EvidenceLinked', { itemId: uuid(5), opportunityId: uuid(8) });
const opened = recorded(4, 'OpportunityOpened', { opportunityId: uuid(8), itemIds: [uuid(5), uuid(6), uuid(7)] });

describe('the journey', () => {
  it('handles every event', () => expect(Object.keys(journey.on).sort()).toEqual([...EVENT_NAMES].sort()));

  it('ends in the same rows whichever topics are read first', () => {
    const orders = interleavings([[captured], [interpreted], [linked, opened]]);
    expect(orders).toHaveLength(12);
    for (const order of orders) expect(rowsOf(journey, order)).toEqual(rowsOf(journey, orders[0] as RecordedEvent[]));
  });

  it('shows the opening of an opportunity to each item that it names', () => {
    expect(rowsOf(journey, [opened]).map(row => row.item_id)).toEqual([uuid(5), uuid(6), uuid(7)]);
  });

  it('carries the trace of the creation', () => {
    expect(rowsOf(journey, [captured])).toMatchObject([
      { trace_id: '0af7651916cd43dd8448eb211c80319c', service: 'capture' },
    ]);
  });
});

it("a cause is shown as it was recorded, and joined where it is an event's id", () => {
  const causedBy = (causationId: string): RecordedEvent => ({ ...captured, meta: { ...captured.meta, causationId } });
  expect(rowsOf(journey, [causedBy(uuid(4))])).toMatchObject([{ causation_id: uuid(4), cause_id: uuid(4) }]);
  expect(rowsOf(journey, [causedBy('no id')])).toMatchObject([{ causation_id: 'no id', cause_id: null }]);
});

describe('the order of a journey', () => {
  const step = (eventId: string, second: number, causationId: string | null = null): Step => ({
    eventId,
    causationId,
    recordedAt: new Date(second * 1000),
    service: 's',
    type: 't',
    position: 1,
    streamId: 's',
    traceId: null,
  });
  const ids = (steps: Step[]): string =>
    inCausalOrder(steps)
      .map(one => one.eventId)
      .join('');

  it('is that of recorded time', () => expect(ids([step('a', 1), step('b', 2), step('c', 3)])).toBe('abc'));

  it('never puts an effect before its cause, though another clock says so', () => {
    expect(ids([step('c', 1, 'b'), step('b', 2, 'a'), step('a', 3)])).toBe('abc');
  });

  it('leaves a step whose cause is not among them in its place', () =>
    expect(ids([step('a', 1, 'x'), step('b', 2)])).toBe('ab'));
});
