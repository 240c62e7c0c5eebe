import { Rejection } from '@ckm/event-sourcing';
import type { EventStore } from '@ckm/event-store';
import type { Privacy } from '@ckm/privacy';
import { counter } from '@ckm/telemetry';
import type { ClientBase } from 'pg';
import { type Checkpoint, verdict, type Verdict } from './checkpoint.js';
import { park, parkedKeys, quarantine } from './parking.js';
import type { Prepared } from './prepare.js';
import { writeRows } from './row-changes.js';
import type { Effects, Order } from './slice.js';
import type { Batch } from './transport/transport.js';

const applied = counter('ckm_consumer_applied_total', 'Messages whose effects were committed');
const rejected = counter('ckm_reaction_rejections_total', 'Commands of reactions that were answered with no');

export interface RunOptions {
  store: EventStore;
  privacy: Privacy;
}

/** What one message does to one slice. */
export interface Due {
  message: Prepared;
  effects: Effects;
}

export interface Run {
  applied: number;
  /** What stopped it before the end. */
  stopped: Exclude<Verdict, 'due' | 'known'> | null;
}

/**
 * Everything that a run of messages does to the service, in the caller's transaction, except what goes to the log: that is returned, because
 * the log's lock is the last one taken.
 * @param checkpoints locked rows; they are moved in place
 * @param cause given when the single message is to be parked because of it
 */
export async function applyRun(
  client: ClientBase,
  {
    batch,
    checkpoints,
    messages,
    cause,
  }: { batch: Batch; checkpoints: Checkpoint[]; messages: Prepared[]; cause?: Error },
  consumer: string,
): Promise<Run & { due: Due[] }> {
  const waiting = await parkedKeys(client, consumer, batch);
  const due: Due[] = [];
  for (const message of messages) {
    const verdicts = checkpoints.map(checkpoint => verdict(checkpoint, message.received.offset, message.place));
    const stopped = verdicts.find(one => one === 'gap' || one === 'other-log');
    if (stopped) return write(client, due, stopped);
    const aside = cause !== undefined || waiting.has(hexOf(message.received.key));
    if (aside && verdicts.includes('due')) await park(client, consumer, batch, { message, cause });
    if (!aside)
      due.push(
        ...checkpoints.filter((_, i) => verdicts[i] === 'due').map(checkpoint => effectsFor(message, checkpoint)),
      );
    checkpoints.forEach(checkpoint => pass(checkpoint, message));
  }
  // Offsets may have legal gaps: a whole run ends where the next delivery begins.
  checkpoints.filter(one => one.next < batch.next).forEach(one => (one.next = batch.next));
  return write(client, due, null);
}

async function write(client: ClientBase, due: Due[], stopped: Run['stopped']): Promise<Run & { due: Due[] }> {
  const changes = due.flatMap(one => one.effects.changes ?? []);
  await writeRows(client, changes);
  return { due, applied: due.length, stopped };
}

/** Appends what the run's reactions command, and keeps what no command could be made of. To be called last. */
export async function applyOrders(
  client: ClientBase,
  batch: Batch,
  due: Due[],
  { store, privacy }: RunOptions,
): Promise<void> {
  const orders = due.flatMap(({ message, effects }) => (effects.orders ?? []).map(one => ({ message, one })));
  const unread = due.flatMap(({ message, effects }) =>
    effects.quarantined ? [{ message, quarantined: effects.quarantined }] : [],
  );
  const outcomes =
    orders.length === 0
      ? []
      : await store.handleAll(
          client,
          orders.map(({ one }) => one),
        );
  const refused = outcomes.flatMap((outcome, i) => {
    const { message, one } = orders[i] as { message: Prepared; one: Order };
    if (!(outcome instanceof Rejection)) return [];
    rejected.add(1, { slug: outcome.slug });
    return one.ifRejected ? [{ message, quarantined: one.ifRejected(outcome) }] : [];
  });
  for (const one of [...unread, ...refused]) await quarantine(client, privacy, batch, one);
  applied.add(due.length, { topic: batch.topic });
}

function effectsFor(message: Prepared, checkpoint: Checkpoint): Due {
  if (message.error) throw message.error;
  return { message, effects: message.effects.get(checkpoint.slice) ?? {} };
}

function pass(checkpoint: Checkpoint, { received, place }: Prepared): void {
  if (received.offset >= checkpoint.next) checkpoint.next = received.offset + 1n;
  if (place === null || place.sequence <= checkpoint.highWater) return;
  checkpoint.epoch = place.epoch;
  checkpoint.highWater = place.sequence;
}

/** Of a message without a key nothing else waits. */
const hexOf = (key: Uint8Array | null): string => (key === null ? 'none' : Buffer.from(key).toString('hex'));
