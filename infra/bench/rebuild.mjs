// A view is built anew beside the live one while events go on coming: how fast, and how much slower the live one becomes.
import { setTimeout as rest } from 'node:timers/promises';
import { startInstallation } from './installation.mjs';
import { latencies } from './latencies.mjs';
import { quantile, table } from './rounds.mjs';
import { eventOf } from './sentences.mjs';

const EVENTS = Number(process.env.CKM_BENCH_EVENTS ?? 30_000);
/** Single events a second; a hundred would take the whole machine. */
const RATE = 20;
const BEFORE_MS = 30_000;
const VIEW = 'sharing.item_feed';
const POLL_MS = 500;

export async function rebuild(say) {
  const ckm = await startInstallation();
  let nth = 0;
  const next = count => Array.from({ length: count }, () => eventOf(nth++));
  const sender = async () => {
    while (nth < EVENTS) await ckm.send(next(100));
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  await ckm.atRest();
  say(`${EVENTS} events are there`);
  const before = await latencies(ckm, next, { rate: RATE, until: rest(BEFORE_MS) });
  const messages = (await builds(ckm))[0].total;
  const began = performance.now();
  await fetch(`${ckm.url}/v1/ops/projections/${VIEW}/rebuild`, { method: 'POST', headers: ckm.headers });
  const building = (async () => {
    do await rest(POLL_MS);
    while (!(await isLive(ckm)));
    return (performance.now() - began) / 1_000;
  })();
  const during = await latencies(ckm, next, { rate: RATE, until: building });
  const seconds = await building;
  await ckm.atRest();
  await ckm.stop();
  const p99 = [before, during].map(took => quantile(took, 0.99));
  const row = [
    messages,
    seconds,
    messages / seconds,
    quantile(before, 0.5),
    p99[0],
    quantile(during, 0.5),
    p99[1],
    p99[1] / p99[0],
  ];
  return `\`${VIEW}\` with ${EVENTS.toLocaleString('en-GB')} items (captured, interpreted) while ${RATE} events a second come in, on PostgreSQL. Latency, in milliseconds, is from the request to the row of the live feed; the last column is p99 during the build as a multiple of p99 before.\n\n${table(['messages read', 's', 'messages /s', 'p50 before', 'p99 before', 'p50 during', 'p99 during', '×'], [row])}`;
}

/** The builds of the view; none if sharing does not answer in time. */
async function builds(ckm) {
  const answer = await fetch(`${ckm.url}/v1/ops/projections`, { headers: ckm.headers });
  return (await answer.json()).data.filter(one => one.name === VIEW);
}

async function isLive(ckm) {
  const found = await builds(ckm);
  return found.length > 0 && found.every(one => one.state === 'live');
}
