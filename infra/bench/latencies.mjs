import { setTimeout as rest } from 'node:timers/promises';

const EVERY_MS = 10;
const POLL_MS = 2;
/** How many are asked for at a time, those first that have waited longest: more would take from the database what the events need. */
const MOST_ASKED = 50;
const LOST_AFTER_MS = 120_000;

/**
 * Sends events at a fixed rate, whether or not those before have arrived: those of ten milliseconds in one request, at least one. Polls the feed for the first event of each request.
 * @param next makes so many new events
 * @param until when to stop sending
 * @returns milliseconds from the request to the committed row
 */
export async function latencies(ckm, next, { rate, until }) {
  const waiting = new Map();
  const took = [];
  const everyMs = Math.max(EVERY_MS, 1_000 / rate);
  let sending = true;
  const looking = (async () => {
    while (sending || waiting.size > 0) {
      for (const id of await shownOf(ckm, [...waiting.keys()].slice(0, MOST_ASKED))) {
        took.push(performance.now() - waiting.get(id));
        waiting.delete(id);
      }
      const [oldest, since] = waiting.entries().next().value ?? [null, Infinity];
      if (performance.now() - since > LOST_AFTER_MS) throw new Error(`${oldest} never came to the feed`);
      await rest(POLL_MS);
    }
  })();
  let stopped = false;
  until.then(() => (stopped = true));
  const began = performance.now();
  const sent = [];
  for (let batch = 0; !stopped; batch++) {
    await rest(Math.max(0, began + batch * everyMs - performance.now()));
    const at = performance.now();
    const events = next((rate * everyMs) / 1_000);
    sent.push(ckm.send(events).then(([first]) => waiting.set(first.itemId, at)));
  }
  await Promise.all(sent);
  sending = false;
  await looking;
  return took;
}

async function shownOf(ckm, ids) {
  const rows = await ckm.sql(
    'SELECT item_id FROM sharing.item_feed WHERE item_id = ANY($1) AND captured_at IS NOT NULL',
    [ids],
  );
  return rows.map(row => row.item_id);
}
