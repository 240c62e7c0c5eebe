import { Rejection } from '@ckm/event-sourcing';
import type { EventStore } from '@ckm/event-store';
import type { Privacy } from '@ckm/privacy';
import { counter } from '@ckm/telemetry';
import type { ClientBase } from 'pg';
import { type Checkpoint, claim, move, type PartitionOf, verdict } from './checkpoint.js';
import { erase, holdErasures } from './erasure.js';
import { park, waitingKeys } from './parking.js';
import { askForSealing, quarantine, type SealedRecord, sealRecord } from './quarantine.js';
import type { Prepared } from './prepare.js';
import { writeRows } from './row-changes.js';
import type { Effects, Quarantined, Slice } from './slice.js';
import type { Batch, Received } from './transport/transport.js';
import type { Finding, PartitionMonitor } from './partition-monitor.js';
import { isUnknown } from './wire.js';

const applied = counter('ckm_consumer_applied_total', 'Messages whose effects were committed');
const rejected = counter('ckm_reaction_rejections_total', 'Commands of reactions that were answered with no');

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
  const waiting = await waitingKeys(client, batch);
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

/** Handles the commands of reactions and intakes, and quarantines records that gave no command or whose command was refused. Call it last. */
export async function applyOrders(
  client: ClientBase,
  partition: PartitionOf,
  due: Due[],
  { store, privacy, slices }: RunOptions,
): Promise<void> {
  const sealed = (unread: Unread[]): Promise<SealedRecord[]> =>
    Promise.all(unread.map(one => sealRecord(privacy, partition, one)));
  // The vault is asked before the log is locked, because it may be slow. Which commands are refused is only known under the lock.
  await askForSealing(privacy, refusable(due));
  const records = await sealed(unreadIn(due));
  const { refused, ...ordered } = await handleOrders(client, due, store);
  records.push(...(await sealed(refused)));
  let { duplicates } = ordered;
  for (const record of records) if (!(await quarantine(client, record))) duplicates += 1;
  const counts = { received: due.length, duplicates, refused: 0, forgotten: forgottenIn(due) };
  for (const { tally, topics } of slices)
    if (tally && due.length > 0 && topics.includes(partition.topic)) await tally(client, counts);
  applied.add(due.length, { topic: partition.topic });
}

/** The tenants of commands that are quarantined when they are refused. */
const refusable = (due: Due[]): string[] =>
  due.flatMap(({ effects: { orders = [] } }) => orders.filter(one => one.ifRejected).map(one => one.context.tenantId));

const forgottenIn = (due: Due[]): number => due.filter(({ effects }) => effects.forgotten).length;

/** A record that gave no command, or whose command was refused. */
export interface Unread {
  received: Received;
  quarantined: Quarantined;
}

export const unreadIn = (due: Due[]): Unread[] =>
  due.flatMap(({ message: { received }, effects: { quarantined } }) =>
    quarantined ? [{ received, quarantined }] : [],
  );

export interface HandledOrders {
  /** Number of events. */
  appended: number;
  /** Number of commands that changed nothing, because everything was already so. */
  duplicates: number;
  refused: Unread[];
}

/** Handles all commands of `due` in the caller's transaction. */
export async function handleOrders(client: ClientBase, due: Due[], store: EventStore): Promise<HandledOrders> {
  const orders = due.flatMap(({ message, effects }) => (effects.orders ?? []).map(one => ({ message, ...one })));
  const ordered: HandledOrders = { appended: 0, duplicates: 0, refused: [] };
  const outcomes = orders.length === 0 ? [] : await store.handleAll(client, orders);
  outcomes.forEach((outcome, i) => {
    const { message, ifRejected } = orders[i] as (typeof orders)[number];
    if (!(outcome instanceof Rejection)) {
      ordered.appended += outcome.events.length;
      if (outcome.events.length === 0) ordered.duplicates += 1;
      return;
    }
    rejected.add(1, { slug: outcome.slug });
    if (ifRejected) ordered.refused.push({ received: message.received, quarantined: ifRejected(outcome) });
  });
  return ordered;
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
