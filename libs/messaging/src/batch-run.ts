import type { EventStore } from '@ckm/event-store';
import type { Privacy } from '@ckm/privacy';
import type { ClientBase } from 'pg';
import { type Checkpoint, claim, move, verdict } from './checkpoint.js';
import { erase, holdErasures } from './erasure.js';
import { applyOrders } from './orders.js';
import { park, waitingKeys } from './parking.js';
import type { Prepared } from './prepare.js';
import { writeRows } from './row-changes.js';
import type { Effects, Slice } from './slice.js';
import type { Batch } from './transport/transport.js';
import type { Finding, PartitionMonitor } from './partition-monitor.js';
import { isUnknown } from './wire.js';

export interface RunOptions {
  store: EventStore;
  privacy: Privacy;
  slices: Slice[];
}

export interface Work {
  batch: Batch;
  messages: Prepared[];
  /** The failure for which the batch's single message is to be parked. */
  cause?: Error;
}

/**
 * Runs a batch in the caller's transaction. Order of locks: checkpoints, the service's erasure lock, rows of views, the log last.
 * @returns null when another process holds a checkpoint, or `erased`, keys that a message was opened with and that are gone meanwhile: in
 * both cases nothing was done
 */
export async function runBatch(
  client: ClientBase,
  work: Work,
  {
    names,
    transport,
    monitor,
    ...options
  }: RunOptions & { names: string[]; transport: string; monitor: PartitionMonitor },
): Promise<Finding | { erased: string[] } | null> {
  const { batch, messages } = work;
  const checkpoints = await claim(client, names, batch, transport);
  if (checkpoints === null) return null;
  const elsewhere = monitor.checkDelivery(batch, checkpoints);
  if (elsewhere) {
    if (elsewhere.next === 0n) await move(client, batch, checkpoints);
    return elsewhere;
  }
  const erased = await holdErasures(client, messages);
  if (erased.length > 0) return { erased };
  const run = await applyRun(client, { ...work, checkpoints });
  const finding = monitor.checkRun(batch, run, checkpoints);
  await move(client, batch, checkpoints);
  await applyOrders(client, batch, run.due, options);
  return finding;
}

/** What one message makes one slice do. */
export interface Due {
  message: Prepared;
  effects: Effects;
}

export interface Run {
  /** A message of another log came: nothing from it on was applied. */
  otherLog: boolean;
  /** The sequence that must be applied before what is behind a gap, which was passed over. Null without a gap. */
  missing: bigint | null;
}

/**
 * Parks messages and writes rows of views, in the caller's transaction. Commands are only returned, in `due`, because the lock of the log is
 * taken last.
 * @param checkpoints locked; the objects are changed in place, and written by the caller
 */
async function applyRun(
  client: ClientBase,
  { batch, checkpoints, messages, cause }: Work & { checkpoints: Checkpoint[] },
): Promise<Run & { due: Due[] }> {
  const known = messages.filter(({ received }) => !isUnknown(received));
  const waiting = await waitingKeys(client, batch, () => known.map(({ received }) => received.key));
  const run: Run & { due: Due[] } = { due: [], otherLog: false, missing: null };
  const take = async (message: Prepared, slices: string[]): Promise<void> => {
    if (message.place !== null) run.missing = null;
    if (isUnknown(message.received)) return;
    const waits = (slice: string): boolean =>
      waiting.size > 0 && waiting.has(`${slice} ${hexOf(message.received.key)}`);
    const parked = slices.filter(slice => cause !== undefined || waits(slice));
    if (parked.length > 0) await park(client, batch, { message, slices: parked, cause });
    run.due.push(...slices.filter(slice => !parked.includes(slice)).map(slice => effectsFor(message, slice)));
  };
  for (const message of messages) {
    const verdicts = checkpoints.map(checkpoint => verdict(checkpoint, message.received.offset, message.place));
    run.otherLog = verdicts.includes('other-log');
    if (run.otherLog) break;
    if (verdicts.includes('gap')) {
      run.missing ??= message.place!.previous;
      continue;
    }
    const slices = checkpoints.filter((_, i) => verdicts[i] === 'due').map(one => one.slice);
    if (slices.length > 0) await take(message, slices);
    checkpoints.forEach(checkpoint => pass(checkpoint, message));
  }
  // Offsets may have legal gaps: a batch that was applied as a whole ends where the next one begins.
  if (!run.otherLog && run.missing === null)
    checkpoints.filter(one => one.next < batch.next).forEach(one => (one.next = batch.next));
  await writeViews(client, run.due);
  return run;
}

export async function writeViews(client: ClientBase, due: Due[]): Promise<void> {
  await writeRows(
    client,
    due.flatMap(({ effects }) => effects.changes ?? []),
  );
  // After all rows: an erasure finds rows by their keys, also those that this batch has written.
  for (const { effects } of due) if (effects.erasure) await erase(client, effects.erasure);
}

/** What was prepared for the slice. @throws the error that the message's preparation ended with */
export function effectsFor(message: Prepared, slice: string): Due {
  if (message.error) throw message.error;
  const effects = message.effects.get(slice);
  if (!effects) throw new Error(`nothing was prepared for ${slice}`);
  return { message, effects };
}

function pass(checkpoint: Checkpoint, { received, place }: Prepared): void {
  if (received.offset >= checkpoint.next) checkpoint.next = received.offset + 1n;
  if (place === null || place.sequence <= checkpoint.highWater) return;
  checkpoint.epoch = place.epoch;
  checkpoint.highWater = place.sequence;
}

/** `none` is no hexadecimal number: nothing waits behind a message without a key. */
const hexOf = (key: Uint8Array | null): string => (key === null ? 'none' : Buffer.from(key).toString('hex'));
