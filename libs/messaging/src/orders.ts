import { Rejection } from '@ckm/event-sourcing';
import type { EventStore } from '@ckm/event-store';
import { counter } from '@ckm/telemetry';
import type { ClientBase } from 'pg';
import type { Due, RunOptions } from './batch-run.js';
import type { PartitionOf } from './checkpoint.js';
import { askForSealing, quarantine, type SealedRecord, sealRecord } from './quarantine.js';
import type { Quarantined } from './slice.js';
import type { Received } from './transport/transport.js';

const applied = counter('ckm_consumer_applied_total', 'Messages whose effects were committed');
const rejected = counter('ckm_reaction_rejections_total', 'Commands of reactions that were answered with no');

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
