// From the request to the row of the feed, through capture, relay, transport and sharing: how much, and how soon.
import { setTimeout as rest } from 'node:timers/promises';
import { missingForLocalKafka, startLocalKafka } from '@ckm/backing-services';
import { startInstallation } from './installation.mjs';
import { latencies } from './latencies.mjs';
import { median, quantile, table } from './rounds.mjs';
import { eventOf } from './sentences.mjs';

const EVENTS = 20_000;
const ROUNDS = 3;
const RATE = 1_000;
const SECONDS = 15;
const IN_FLIGHT = 8;

export async function pipe(say) {
  const rows = [await through('postgres', {}, say)];
  const missing = await missingForLocalKafka();
  if (missing) return `${tableOf(rows)}\n\nNot on Kafka: ${missing}`;
  const kafka = await startLocalKafka();
  rows.push(await through('kafka', { TRANSPORT: 'kafka', KAFKA_BROKERS: kafka.brokers.join() }, say));
  await kafka.stop();
  return tableOf(rows);
}

const tableOf = rows =>
  `${EVENTS.toLocaleString('en-GB')} events in batches of 100, ${ROUNDS} times; then ${RATE} a second for ${SECONDS} s, ten at a time. Latency is from the request to the committed row, looked at every 2 ms.\n\n` +
  table(
    [
      'transport',
      'acknowledged /s',
      'in the feed /s',
      'evidence and all /s',
      'p50 ms',
      'p99 ms',
      'rows written per item',
    ],
    rows,
  );

async function through(name, env, say) {
  const ckm = await startInstallation(env);
  let nth = 0;
  const next = count => Array.from({ length: count }, () => eventOf(nth++));
  await ckm.send(next(100));
  await ckm.atRest();
  const rounds = [];
  const written = await rowsWritten(ckm);
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await sustained(ckm, next));
    say(`${name}: ${JSON.stringify(rounds.at(-1))}`);
  }
  const perItem = ((await rowsWritten(ckm)) - written) / (ROUNDS * EVENTS);
  const took = await latencies(ckm, next, { rate: RATE, until: rest(SECONDS * 1_000) });
  say(`${name}: p50 ${quantile(took, 0.5)} ms, p99 ${quantile(took, 0.99)} ms of ${took.length}`);
  await ckm.atRest();
  await ckm.stop();
  const of = measure => median(rounds.map(round => round[measure]));
  return [name, of('acknowledged'), of('shown'), of('all'), quantile(took, 0.5), quantile(took, 0.99), perItem];
}

async function sustained(ckm, next) {
  const before = await shown(ckm);
  const began = performance.now();
  const perSecond = () => EVENTS / ((performance.now() - began) / 1_000);
  let left = EVENTS / 100;
  const sender = async () => {
    while (left-- > 0) await ckm.send(next(100));
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
  const acknowledged = perSecond();
  // Seldom: to count takes from those who work.
  while ((await shown(ckm)) < before + EVENTS) await rest(200);
  const inFeed = perSecond();
  await ckm.atRest();
  return { acknowledged, shown: inFeed, all: perSecond() };
}

const shown = async ckm =>
  Number((await ckm.sql('SELECT count(*) FROM sharing.item_feed WHERE captured_at IS NOT NULL'))[0].count);

const rowsWritten = async ckm => {
  await rest(1_500);
  const [{ sum }] = await ckm.sql('SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables');
  return Number(sum);
};
