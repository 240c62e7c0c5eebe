import { Rejection } from '@ckm/event-sourcing';
import type { EventStore } from '@ckm/event-store';
import type { Privacy } from '@ckm/privacy';
import { counter } from '@ckm/telemetry';
import type { ClientBase } from 'pg';
import { type Checkpoint, claim, move, verdict } from './checkpoint.js';
import { erase, holdErasures } from './erasure.js';
import { park, parkedKeys, quarantine } from './parking.js';
import type { Prepared } from './prepare.js';
import { writeRows } from './row-changes.js';
import type { Effects, Order } from './slice.js';
import type { Batch } from './transport/transport.js';
import type { Finding, Trouble } from './trouble.js';

const applied = counter('ckm_consumer_applied_total', 'Messages whose effects were committed');
const forgotten = counter('ckm_intake_forgotten_total', 'Records of persons who were forgotten after they happened');
const rejected = counter('ckm_reaction_rejections_total', 'Commands of reactions that were answered with no');

export interface RunOptions {
  /** Of the consumer. */
  name: string;
  store: EventStore;
  privacy: Privacy;
}

export interface Work {
  batch: Batch;
  messages: Prepared[];
  /** Given when the single message is to be parked because of it. */
  cause?: Error;
}

/**
 * A batch in the caller's transaction. Locks: checkpoints, then the service's erasures, then rows, the log last.
 * @returns null when another process holds a checkpoint; `erased` keys when something was opened with them: nothing was done
 */
export async function runBatch(
  client: ClientBase,
  work: Work,
  { slices, trouble, ...options }: RunOptions & { slices: string[]; trouble: Trouble },
): Promise<Finding | { erased: string[] } | null> {
  const { batch, messages } = work;
  const checkpoints = await claim(client, slices, batch);
  if (checkpoints === null) return null;
  const elsewhere = trouble.elsewhere(batch, checkpoints);
  if (elsewhere) {
    if (elsewhere.next === 0n) await move(client, batch, checkpoints);
    return elsewhere;
  }
  const erased = await holdErasures(client, messages);
  if (erased.length > 0) return { erased };
  const run = await applyRun(client, { ...work, checkpoints }, options.name);
  const finding = trouble.after(batch, run, checkpoints);
  await move(client, batch, checkpoints);
  await applyOrders(client, batch, run.due, options);
  return finding;
}

/** What one message does to one slice. */
export interface Due {
  message: Prepared;
  effects: Effects;
}

export interface Run {
  /** A record of another log came: nothing from there on was applied. */
  otherLog: boolean;
  /** The sequence that must come first: what stands behind the gap was passed over. Null when there is no gap. */
  missing: bigint | null;
}

/**
 * Everything that a run of messages does to the service, in the caller's transaction, except what goes to the log: that is returned, because
 * the log's lock is the last one taken.
 * @param checkpoints locked rows; they are moved in place
 */
async function applyRun(
  client: ClientBase,
  { batch, checkpoints, messages, cause }: Work & { checkpoints: Checkpoint[] },
  consumer: string,
): Promise<Run & { due: Due[] }> {
  const waiting = await parkedKeys(client, consumer, batch);
  const run: Run & { due: Due[] } = { due: [], otherLog: false, missing: null };
  const take = async (message: Prepared, slices: Checkpoint[]): Promise<void> => {
    if (message.place !== null) run.missing = null;
    if (cause !== undefined || waiting.has(hexOf(message.received.key)))
      await park(client, consumer, batch, { message, cause });
    else run.due.push(...slices.map(one => effectsFor(message, one)));
  };
  for (const message of messages) {
    const verdicts = checkpoints.map(checkpoint => verdict(checkpoint, message.received.offset, message.place));
    run.otherLog = verdicts.includes('other-log');
    if (run.otherLog) break;
    if (verdicts.includes('gap')) {
      run.missing ??= message.place!.previous;
      continue;
    }
    const slices = checkpoints.filter((_, i) => verdicts[i] === 'due');
    if (slices.length > 0) await take(message, slices);
    checkpoints.forEach(checkpoint => pass(checkpoint, message));
  }
  // Offsets may have legal gaps: a whole run ends where the next delivery begins.
  if (!run.otherLog && run.missing === null)
    checkpoints.filter(one => one.next < batch.next).forEach(one => (one.next = batch.next));
  await writeViews(
    client,
    run.due.map(one => one.effects),
  );
  return run;
}

async function writeViews(client: ClientBase, effects: Effects[]): Promise<void> {
  await writeRows(
    client,
    effects.flatMap(one => one.changes ?? []),
  );
  // By key, not by place in the batch: what the same batch wrote under it is found as well.
  for (const { erasure } of effects) if (erasure) await erase(client, erasure);
}

/** Appends what the run's reactions command, and keeps what no command could be made of. To be called last. */
async function applyOrders(
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
  forgotten.add(due.filter(({ effects }) => effects.forgotten).length);
  applied.add(due.length, { topic: batch.topic });
}

function effectsFor(message: Prepared, checkpoint: Checkpoint): Due {
  if (message.error) throw message.error;
  const effects = message.effects.get(checkpoint.slice);
  if (!effects) throw new Error(`nothing was prepared for ${checkpoint.slice}`);
  return { message, effects };
}

function pass(checkpoint: Checkpoint, { received, place }: Prepared): void {
  if (received.offset >= checkpoint.next) checkpoint.next = received.offset + 1n;
  if (place === null || place.sequence <= checkpoint.highWater) return;
  checkpoint.epoch = place.epoch;
  checkpoint.highWater = place.sequence;
}

/** Of a message without a key nothing else waits. */
const hexOf = (key: Uint8Array | null): string => (key === null ? 'none' : Buffer.from(key).toString('hex'));
