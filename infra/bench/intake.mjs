// HTTP intake, one event or a hundred in a request: ours, which makes them durable, beside Nest on Fastify and Fastify, which keep nothing.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { makeSite } from '../../services/capture/dist/fixture/site.js';
import { durablePostgres } from './database.mjs';
import { load } from './peers/load.mjs';
import { inRounds, medianOf, ratio, table } from './rounds.mjs';
import { eventOf } from './sentences.mjs';

const SECONDS = 5;
const ROUNDS = 5;
const CONNECTIONS = 64;
const BATCH = 100;

export async function intake(say) {
  const site = await makeSite(await durablePostgres());
  const capture = await site.fork();
  const peers = { nest: await startPeer('nest', 4101), fastify: await startPeer('fastify', 4102) };
  const authorization = `Bearer ${site.token()}`;
  let nth = 0;
  const single = {
    headers: { authorization, 'content-type': 'application/cloudevents+json' },
    bodies: () => JSON.stringify(eventOf(nth++)),
    connections: CONNECTIONS,
  };
  const batch = {
    headers: { authorization, 'content-type': 'application/cloudevents-batch+json' },
    bodies: () => JSON.stringify(Array.from({ length: BATCH }, () => eventOf(nth++))),
    connections: 8,
  };
  const rows = [];
  for (const [name, asked, events] of [
    ['one event a request', single, 1],
    [`${BATCH} events a request`, batch, BATCH],
  ]) {
    const to = url => () => load({ url: `${url}/v1/events`, ...asked, seconds: SECONDS });
    const contestants = { ckm: to(capture.url), nest: to(peers.nest.url), fastify: to(peers.fastify.url) };
    const found = await inRounds(contestants, { rounds: ROUNDS, say: line => say(`${name}, ${line}`) });
    const { ckm, nest, fastify } = found;
    rows.push([
      name,
      ...[ckm, nest, fastify].map(one => medianOf(one, 'perSecond') * events),
      ratio(ckm, nest, 'perSecond'),
      ratio(ckm, fastify, 'perSecond'),
      medianOf(ckm, 'p50'),
      medianOf(ckm, 'p99'),
    ]);
  }
  await Promise.all([capture.stop(), ...Object.values(peers).map(peer => peer.stop())]);
  await site.close();
  const head = ['', 'ckm events/s', 'Nest', 'Fastify', '× Nest', '× Fastify', 'p50 ms', 'p99 ms'];
  return `Events of some 300 bytes over ${CONNECTIONS} connections (8 for batches), ${SECONDS} s each, ${ROUNDS} rounds; ckm's events are sealed and durable when they are answered, Nest and Fastify keep nothing. The load and PostgreSQL run on the same cores.\n\n${table(head, rows)}`;
}

async function startPeer(kind, port) {
  const child = fork(fileURLToPath(new URL('./servers.mjs', import.meta.url)), [kind, String(port)]);
  await once(child, 'message');
  return { url: `http://127.0.0.1:${port}`, stop: () => (child.kill(), once(child, 'exit')) };
}
