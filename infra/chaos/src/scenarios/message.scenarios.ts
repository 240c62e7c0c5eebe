import { setTimeout as rest } from 'node:timers/promises';
import { type CustomerEvent, eventOf, itemOf } from '../load/customer-event.js';
import { authorization, post } from '../load/ways.js';
import { until } from '../site/until.js';
import { A_FEW, type Scenarios, type Stage } from './scenario.js';

const TOPIC = 'ckm.customer-events.v1';
const WITHIN_MS = 30_000;
const CLOUD_EVENT = 'application/cloudevents+json';

export const MESSAGE_SCENARIOS: Scenarios = {
  poison: {
    does: 'one record in 10,000 on the topic is no JSON',
    promise: 'it lies in quarantine, everything before and behind it is taken',
    trouble: async ({ site, upstream, lasting, aside }) => {
      const count = lasting(10_000, 400);
      const events = Array.from({ length: count - 1 }, (_, nth) => eventNamed(`poison-${nth}`));
      const [before, behind] = [events.slice(0, count / 2), events.slice(count / 2)];
      await publish(site, [...before.map(textOf), '{"specversion": "1.0", "id": ', ...behind.map(textOf)]);
      for (const event of events) upstream.acknowledged.set(event.id, itemOf(event));
      aside(1);
    },
  },
  'same-id': {
    does: 'the same event 1,000 times by HTTP and the topic at once, and 10 times with another body',
    promise: 'it is one item; the others are refused with 409, or lie in quarantine',
    trouble: async ({ site, installation, upstream, claim, aside }) => {
      const event = eventNamed('again');
      const other = { ...event, data: { ...event.data, text: 'Nobody has said this.' } };
      upstream.acknowledged.set(event.id, itemOf(event));
      const send = async (one: CustomerEvent): Promise<number> =>
        (await post(installation, '/v1/events', one, CLOUD_EVENT)).status;
      claim('the first is taken', (await send(event)) === 202);
      const publishing = publish(site, [...copies(event, 500).map(textOf), textOf(other)]);
      for (let nth = 0; nth < 10; nth += 1) {
        const answers = await Promise.all(copies(event, 50).map(send));
        claim(
          'every repeat by HTTP is answered like the first',
          answers.every(status => status === 202),
        );
      }
      const refusals = await Promise.all(copies(other, 9).map(send));
      claim(
        'another body is answered with 409',
        refusals.every(status => status === 409),
      );
      await publishing;
      aside(1);
    },
  },
  'clock-skew': {
    does: 'events of 1970, of tomorrow and of the year 9999, by HTTP and the topic',
    promise: 'each is an item like any other: what a sender says of the time orders nothing',
    trouble: async stage => {
      const { site, installation, upstream, claim } = stage;
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
      const skewed: string[] = [];
      for (const [nth, time] of ['1970-01-01T00:00:00Z', tomorrow, '9999-12-31T23:59:59Z'].entries()) {
        const one = { ...eventNamed(`skewed-${nth}-http`), time };
        const other = { ...eventNamed(`skewed-${nth}-topic`), time };
        const answer = await post(installation, '/v1/events', one, CLOUD_EVENT);
        claim(`an event of ${time} is taken`, answer.status === 202);
        const { data } = (await answer.json()) as { data?: { itemId: string } };
        if (data) skewed.push(data.itemId);
        await publish(site, [textOf(other)]);
        for (const event of [one, other]) upstream.acknowledged.set(event.id, itemOf(event));
      }
      await upstream.untilAcknowledged(A_FEW);
      await until('the skewed in the feed, and others before them', WITHIN_MS, () => areBehind(stage, skewed));
    },
  },
  unreadable: {
    does: 'an unknown type, malformed UTF-8, U+0000, a lone surrogate and 1 MB + 1 byte on the topic; the last and 50 MB by HTTP',
    promise: 'each lies in quarantine, or is refused with 413 or 400; nothing behind it waits',
    trouble: async ({ site, installation, upstream, claim, aside }) => {
      const event = eventNamed('unreadable');
      const saying = (text: string): CustomerEvent => ({ ...event, data: { ...event.data, text } });
      const bad = Buffer.from(textOf(saying('Grüße')), 'latin1');
      const large = textOf(saying('x'.repeat(1_048_577)));
      await publish(site, [textOf({ ...event, type: 'nobody.knows' }), bad, textOf(saying('a\u0000b'))]);
      const behind = eventNamed('behind-the-unreadable');
      await publish(site, [textOf(saying('a\ud800b')), large, textOf(behind)]);
      upstream.acknowledged.set(behind.id, itemOf(behind));
      aside(5);
      const send = async (body: unknown): Promise<number> =>
        (await post(installation, '/v1/events', body, CLOUD_EVENT)).status;
      claim('1 MB + 1 byte of words is refused', (await send(saying('x'.repeat(1_048_577)))) === 400);
      claim('50 MB are refused', [413, 0].includes(await send(saying('x'.repeat(52_428_800))).catch(() => 0)));
      await rest(A_FEW);
    },
  },
};

/** Whether the feed knows all of them, and begins with an item that came later. */
async function areBehind({ installation }: Stage, items: string[]): Promise<true | undefined> {
  const { rows } = await installation.database.ask('SELECT FROM sharing.item_feed WHERE item_id = ANY ($1)', [items]);
  const answer = await fetch(`${installation.url}/v1/feed?limit=1`, { headers: await authorization(installation) });
  const { data } = (await answer.json()) as { data: { itemId: string }[] };
  return (rows.length === items.length && !items.includes(String(data[0]?.itemId))) || undefined;
}

const eventNamed = (id: string): CustomerEvent => ({ ...eventOf(1), id });
const copies = <T>(one: T, count: number): T[] => Array.from({ length: count }, () => one);
const textOf = (event: CustomerEvent): string => JSON.stringify(event);

const publish = (site: Stage['site'], values: (string | Buffer)[]): Promise<unknown> =>
  site.transport.publish(
    TOPIC,
    values.map(value => ({
      key: Buffer.from('office-1'),
      headers: { 'content-type': Buffer.from(CLOUD_EVENT) },
      value: Buffer.from(value as string),
    })),
  );
