import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import type { DomainEvent } from '@ckm/contracts';
import { contextOf, ITEMS, say, uuid } from './fixture/customers.js';
import { silent, type TestService } from './fixture/installation.js';
import { capture, installation, openBeforeEach } from './fixture/two-services.js';
import { type Relay, startRelay } from './relay.js';
import type { Message, Transport } from './transport/transport.js';

const relays: Relay[] = [];
/** Of each publish on the topic of items: whose it was, how many messages, and where the lane stood. */
let published: { owner: string; count: number; laneAt: number }[];

const positionOf = async () =>
  Number(
    (await installation.sql<{ position: string }>('SELECT position FROM capture.lane WHERE topic = $1', [ITEMS]))[0]!
      .position,
  );
const standsAt = (position: number) => eventually(async () => expect(await positionOf()).toBe(position));
const sizesOf = () => published.map(({ count }) => count);

/** A relay whose transport does something before it takes what is published. */
function relay(process: TestService, owner: string, before: (messages: Message[]) => Promise<void>): void {
  const { store, transport, database } = process;
  const publish: Transport['publish'] = async (topic, messages) => {
    if (topic === ITEMS) published.push({ owner, count: messages.length, laneAt: await positionOf() });
    if (topic === ITEMS) await before(messages);
    return transport.publish(topic, messages);
  };
  const whole = Object.assign(Object.create(transport) as Transport, { publish });
  relays.push(startRelay({ service: 'capture', store, pool: database.writer, transport: whole, owner, log: silent }));
}

async function sayAtLength(item: string): Promise<void> {
  const data: DomainEvent<'KnowledgeItemCaptured'>['data'] = {
    itemId: uuid(item),
    customerId: uuid('Meier'),
    customerExternalId: 'Meier',
    source: 'shop.example',
    externalId: item,
    sourceType: 'chat.ended',
    text: '杯子太重'.repeat(5_000),
    occurredAt: '2026-03-04T08:12:31+01:00',
    receivedAt: '2026-03-04T07:12:33.004Z',
    sameness: 'q3mVt0s1nK8yQd2L',
  };
  const events: DomainEvent[] = [{ type: 'KnowledgeItemCaptured', data }];
  await capture.store.append({ context: contextOf('acme'), streamId: uuid(item), expected: 'none', events });
}

openBeforeEach();
beforeEach(() => {
  published = [];
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map(one => one.stop()));
});

describe('a publish', () => {
  it('keeps the lane however long it takes, and is not done by another process as well', async () => {
    for (const item of ['a', 'b', 'c']) await say(capture, 'Meier', item);
    let finish: () => void = () => undefined;
    relay(capture, 'one', () => new Promise(resolve => (finish = resolve)));
    await eventually(() => expect(sizesOf()).toEqual([3]));
    // As if it had gone on for so long that a lease of a dead process would end next.
    await installation.sql("UPDATE capture.lane SET expires_at = now() + interval '6 seconds'");
    relay(await installation.open('capture'), 'two', () => Promise.resolve());
    await rest(8_000);
    finish();
    await standsAt(3);
    expect(published).toEqual([{ owner: 'one', count: 3, laneAt: 0 }]);
  });

  it('takes no more bytes at once than a request does, and the lane moves in between', async () => {
    for (let nth = 0; nth < 70; nth += 1) await sayAtLength(`item ${nth}`);
    const bytes: number[] = [];
    relay(capture, 'one', messages => {
      bytes.push(messages.reduce((sum, { value }) => sum + value.length, 0));
      return Promise.resolve();
    });
    await standsAt(70);
    expect(bytes.length).toBeGreaterThan(1);
    expect(Math.max(...bytes)).toBeLessThan(4_000_000);
    const before = (nth: number) =>
      sizesOf()
        .slice(0, nth)
        .reduce((sum, count) => sum + count, 0);
    expect(published.map(({ laneAt }) => laneAt)).toEqual(published.map((_, nth) => before(nth)));
    expect(before(published.length)).toBe(70);
  });

  it('that failed is tried with half as many, until it is taken, and then with a few more again', async () => {
    for (let nth = 0; nth < 10; nth += 1) await say(capture, 'Meier', `item ${nth}`);
    relay(capture, 'one', messages =>
      messages.length > 3 ? Promise.reject(new Error('that is too much')) : Promise.resolve(),
    );
    await standsAt(10);
    expect(sizesOf()).toEqual([10, 5, 3, 4, 2, 3, 2]);
  });
});
