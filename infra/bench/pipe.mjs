// From the request to the row of the feed, through capture, relay, transport and sharing: throughput and latency. And the throughput of all that is made of an event.
import { setTimeout as rest } from 'node:timers/promises';
import { missingForLocalKafka, startLocalKafka } from '@ckm/backing-services';
import { startInstallation } from './installation.mjs';
import { latencies } from './latencies.mjs';
import { median, quantile, table } from './rounds.mjs';
import { eventOf } from './sentences.mjs';

const EVENTS = 10_000;
const ROUNDS = 3;
const RATE = 1_000;
const SECONDS = 15;
const IN_FLIGHT = 8;
const OTHERS = ['enrichment', 'innovation'];

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
  `Throughput: ${EVENTS.toLocaleString('en-GB')} events in batches of 100, ${ROUNDS} rounds, each first to the row of the feed, with ${OTHERS.join(' and ')} frozen, then to the last effect, with all running. Latency: ${RATE} events a second for ${SECONDS} s, ten at a time, with the same two frozen, from the request to the committed row (polled every 2 ms).\n\n` +
  table(
    [
      'transport',
      'acknowledged /s',
      'in the feed /s',
      'p50 ms',
      'p99 ms',
      'CPU µs a feed row',
      'all effects /s',
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
  let written = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const alone = await whileOthersAreFrozen(ckm, () => throughputToFeed(ckm, next));
    await ckm.atRest();
    const before = await rowsWritten(ckm);
    const all = await throughputOfAll(ckm, next);
    written += (await rowsWritten(ckm)) - before;
    rounds.push({ ...alone, all });
    say(`${name}: ${JSON.stringify(rounds.at(-1))}`);
  }
  const took = await whileOthersAreFrozen(ckm, () =>
    latencies(ckm, next, { rate: RATE, until: rest(SECONDS * 1_000) }),
  );
  say(`${name}: p50 ${quantile(took, 0.5)} ms, p99 ${quantile(took, 0.99)} ms of ${took.length}`);
  await ckm.atRest();
  await ckm.stop();
  const of = measure => median(rounds.map(round => round[measure]));
  return [
    name,
    of('acknowledged'),
    of('shown'),
    quantile(took, 0.5),
    quantile(took, 0.99),
    of('cpu'),
    of('all'),
    written / (ROUNDS * EVENTS),
  ];
}

/** Other readers of the feed's topics would take the same cores, and be measured too. */
async function whileOthersAreFrozen(ckm, work) {
  const pids = OTHERS.map(ckm.pidOf);
  pids.forEach(pid => process.kill(pid, 'SIGSTOP'));
  try {
    return await work();
  } finally {
    pids.forEach(pid => process.kill(pid, 'SIGCONT'));
  }
}

async function throughputToFeed(ckm, next) {
  const before = await shown(ckm);
  const busy = ckm.cpuSeconds();
  const began = performance.now();
  await sendAll(ckm, next);
  const acknowledged = perSecond(began);
  // Not often: counting takes from the same cores.
  while ((await shown(ckm)) < before + EVENTS) await rest(200);
  const cpu = ((ckm.cpuSeconds() - busy) / EVENTS) * 1e6;
  return { acknowledged, shown: perSecond(began), cpu };
}

async function throughputOfAll(ckm, next) {
  const began = performance.now();
  await sendAll(ckm, next);
  await ckm.atRest();
  return perSecond(began);
}

const perSecond = began => EVENTS / ((performance.now() - began) / 1_000);

async function sendAll(ckm, next) {
  let left = EVENTS / 100;
  const sender = async () => {
    while (left-- > 0) await ckm.send(next(100));
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
}

const shown = async ckm =>
  Number((await ckm.sql('SELECT count(*) FROM sharing.item_feed WHERE captured_at IS NOT NULL'))[0].count);

const rowsWritten = async ckm => {
  await rest(1_500);
  const [{ sum }] = await ckm.sql('SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables');
  return Number(sum);
};
