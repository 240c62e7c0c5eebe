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
  // Offsets may have legal gaps: a whole run ends where the next delivery begins.
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
  // By key, not by place in the batch: what the same batch wrote under it is found as well.
  for (const { effects } of due) if (effects.erasure) await erase(client, effects.erasure);
}

/** Appends what the run's reactions command, and keeps what no command could be made of. To be called last. */
export async function applyOrders(
  client: ClientBase,
  partition: PartitionOf,
  due: Due[],
  { store, privacy, slices }: RunOptions,
): Promise<void> {
  const sealed = (unread: Unread[]): Promise<SealedRecord[]> =>
    Promise.all(unread.map(one => sealRecord(privacy, partition, one)));
  // Before the log is locked: the vault may take its time. What is refused is only known then.
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

/** Tenants with commands that are kept when they are refused. */
const refusable = (due: Due[]): string[] =>
  due.flatMap(({ effects: { orders = [] } }) => orders.filter(one => one.ifRejected).map(one => one.context.tenantId));

const forgottenIn = (due: Due[]): number => due.filter(({ effects }) => effects.forgotten).length;

/** What no command could be made of, or whose command was refused. */
export interface Unread {
  received: Received;
  quarantined: Quarantined;
}

export const unreadIn = (due: Due[]): Unread[] =>
  due.flatMap(({ message: { received }, effects: { quarantined } }) =>
    quarantined ? [{ received, quarantined }] : [],
  );

export interface HandledOrders {
  /** Events that were not there before. */
  appended: number;
  /** Commands whose events were. */
  duplicates: number;
  refused: Unread[];
}

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

/** Of a message without a key nothing else waits. */
const hexOf = (key: Uint8Array | null): string => (key === null ? 'none' : Buffer.from(key).toString('hex'));
