import { Rejection } from '@ckm/event-sourcing';
import type { EventStore, Outcome } from '@ckm/event-store';
import type { Privacy } from '@ckm/privacy';
import { counter } from '@ckm/telemetry';
import type { ClientBase } from 'pg';
import { type Checkpoint, verdict } from './checkpoint.js';
import { park, parkedKeys, quarantine } from './parking.js';
import type { Prepared } from './prepare.js';
import { writeRows } from './row-changes.js';
import type { Effects, Order, Slice } from './slice.js';
import type { Batch } from './transport/transport.js';

const applied = counter('ckm_consumer_applied_total', 'Messages whose effects were committed');
const rejected = counter('ckm_reaction_rejections_total', 'Commands of reactions that were answered with no');

export interface RunOptions {
  store: EventStore;
  privacy: Privacy;
  slices: Slice[];
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
  await writeRows(
    client,
    run.due.flatMap(one => one.effects.changes ?? []),
  );
  return run;
}

/** Appends what the run's reactions command, and keeps what no command could be made of. To be called last. */
export async function applyOrders(
  client: ClientBase,
  batch: Batch,
  due: Due[],
  { store, privacy, slices }: RunOptions,
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
  let duplicates = outcomes.filter(isRepeat).length;
  for (const one of [...unread, ...refused]) if (!(await quarantine(client, privacy, batch, one))) duplicates += 1;
  const counting = slices.filter(({ tally, topics }) => tally && topics.includes(batch.topic) && due.length > 0);
  for (const { tally } of counting)
    await tally?.(client, { received: due.length, duplicates, refused: 0, forgotten: 0 });
  applied.add(due.length, { topic: batch.topic });
}

const isRepeat = (outcome: Outcome): boolean => !(outcome instanceof Rejection) && outcome.events.length === 0;

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
