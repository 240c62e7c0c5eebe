import { setTimeout as rest } from 'node:timers/promises';
import { Client } from 'pg';
import type { Installation } from './installation.js';

interface Status {
  answers: boolean;
  lanes: { lagEvents: number }[];
  consumers: { lagEvents: number }[];
  alarms: string[];
}

const WORDS = [
  'The new tray jams, and nobody told us about its key.',
  'Der Drucker zieht seit gestern kein Papier mehr ein.',
  '复印件左边总有一条黑线，请尽快派人来。',
];
const FORGOTTEN = 'C-2';

/** Customers say things, a team subscribes, somebody is forgotten. */
export async function live(ckm: Installation): Promise<void> {
  await ckm.ask('/v1/subscriptions', { name: 'All', query: {}, channel: { kind: 'topic', team: 'print' } });
  await speak(ckm, 'before', 30);
  await untilQuiet(ckm);
  await ckm.ask(`/v1/subjects/external:${FORGOTTEN}/erasure`, {});
  await untilForgotten(ckm);
}

/** Who speaks again after they were forgotten is known again: others speak later. */
export async function speak(ckm: Installation, when: string, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const event = { specversion: '1.0', id: `${when}-${i}`, source: 'drill', type: 'ticket.message' };
    const data = { customerId: `${when === 'before' ? 'C' : 'D'}-${i % 7}`, text: WORDS[i % 3] };
    await ckm.send({ ...event, data });
  }
}

/** Every log is published, every topic read, every delivery sent; seen three times in a row. */
export async function untilQuiet(ckm: Installation): Promise<void> {
  for (let still = 0, looks = 0; still < 3; looks += 1) {
    if (looks > 300) throw new Error('it never comes to rest');
    const { data } = await ckm.ask<{ data: Status[] }>('/v1/ops/status');
    const isQuiet = data.every(
      ({ answers, lanes = [], consumers = [], alarms = [] }) =>
        answers && alarms.length === 0 && [...lanes, ...consumers].every(({ lagEvents }) => lagEvents === 0),
    );
    still = isQuiet ? still + 1 : 0;
    await rest(400);
  }
}

async function untilForgotten(ckm: Installation): Promise<void> {
  for (let looks = 0; (await forgottenWords(ckm)).length > 0; looks += 1) {
    if (looks > 300) throw new Error('nobody is forgotten');
    await rest(200);
  }
  await untilQuiet(ckm);
}

/** What can still be read of the customer who was forgotten. */
export async function forgottenWords(ckm: Installation): Promise<string[]> {
  const { data } = await ckm.ask<{ data: { text: string | null }[] }>(`/v1/feed?customer=external:${FORGOTTEN}`);
  return data.flatMap(({ text }) => text ?? []);
}

/** Table → rows, of everything that an installation keeps but clusters: they are worked out again, in their own time. */
export async function countRows(url: string): Promise<Record<string, number>> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('capture', 'enrichment', 'sharing', 'innovation', 'vault', 'transport')
         AND NOT (schemaname = 'enrichment' AND tablename IN ('cluster_item', 'clustering'))`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${name}`);
      counts[name] = Number(rows[0]?.count);
    }
    return counts;
  } finally {
    await client.end();
  }
}
