import { Rejection } from '@ckm/event-sourcing';
import { isOutage } from '@ckm/event-store';
import type { ClientBase, Pool } from 'pg';
import { effectsFor, writeViews } from './batch-run.js';
import { hold, move } from './checkpoint.js';
import type { ConsumerOptions } from './consumer.js';
import { holdErasures } from './erasure.js';
import { applyOrders } from './orders.js';
import { type Asker, causeOf, countParked, earliestParked, findParked, type Parked } from './parking.js';
import { asError, type Prepared, prepareOne } from './prepare.js';

/** `slices` are all that this process runs. */
export type RedriveOptions = Pick<ConsumerOptions, 'slices' | 'database' | 'store' | 'privacy' | 'renew' | 'now'>;

export interface Redriven {
  /** Number of messages that were handled now. */
  redriven: number;
  /** Number of messages of the key that are still parked, and why the first of them is; null when none failed. */
  parked: number;
  cause: string | null;
}

/** Messages in one transaction: with one each, a redrive could not catch up with messages that keep arriving. */
const MAX_MESSAGES = 50;

/**
 * Runs the parked messages of a key in order, each through the slices that have not handled it; messages that arrive meanwhile are parked
 * behind them. A message that fails stays parked with its new cause, and so do those behind it for the slices that it waits for.
 * @param id of any parked message of the key
 * @throws Rejection `parked-not-found`; an outage (`isOutage`)
 */
export async function redriveParked(asker: Asker, id: number, options: RedriveOptions): Promise<Redriven> {
  const pool = options.database.writer;
  const asked = await findParked(pool, asker, id);
  if (asked === null) throw new Rejection('parked-not-found');
  // The messages may wait for a build that has gone live in another process.
  await options.renew();
  const stuck = new Set<string>();
  let [redriven, cause, limit]: [number, string | null, number] = [0, null, MAX_MESSAGES];
  for (;;) {
    const messages = await earliestParked(pool, asked, { stuck: [...stuck], limit });
    const [first] = messages;
    if (!first) return { redriven, parked: await countParked(pool, asked), cause };
    try {
      redriven += await run(messages, options);
      limit = Math.min(2 * limit, MAX_MESSAGES);
    } catch (error) {
      if (isOutage(error)) throw error;
      if (messages.length === 1) {
        first.slices.forEach(slice => stuck.add(slice));
        const why = await stays(pool, first, asError(error));
        cause ??= why;
      }
      limit = 1;
    }
  }
}

/** None of the slices that a message waits for runs here, so that nothing was tried. */
class NotHere extends Error {}

async function stays(pool: Pool, { id }: Parked, error: Error): Promise<string> {
  const cause = causeOf(error);
  // The cause for which it was parked is still the one to show.
  if (!(error instanceof NotHere)) await pool.query('UPDATE parked SET cause = $2 WHERE id = $1', [id, cause]);
  return cause;
}

interface Waiting {
  parked: Parked;
  /** Those of its slices that run here. */
  names: string[];
  prepared: Prepared;
}

/**
 * Runs messages in one transaction.
 * @param gone ids of keys that were erased meanwhile
 * @returns how many were handled: all, or 0 when another process has changed one of them
 */
async function run(messages: Parked[], options: RedriveOptions, gone: string[] = []): Promise<number> {
  const waiting: Waiting[] = [];
  for (const parked of messages) {
    const slices = options.slices.filter(one => parked.slices.includes(one.name));
    if (slices.length === 0) throw new NotHere(`nothing here is called ${parked.slices.join(', ')}`);
    const prepared = await prepareOne(parked.topic, parked.received, {
      ...options,
      slices,
      checkpoints: [],
      gone: new Set(gone),
    });
    waiting.push({ parked, names: slices.map(slice => slice.name), prepared });
  }
  try {
    const handled = await options.database.transaction(client => apply(client, waiting, options));
    return typeof handled === 'number' ? handled : await run(messages, options, [...gone, ...handled.erased]);
  } finally {
    waiting.forEach(({ prepared }) => prepared.span?.end(prepared.error ?? undefined));
  }
}

async function apply(
  client: ClientBase,
  waiting: Waiting[],
  options: RedriveOptions,
): Promise<number | { erased: string[] }> {
  const { parked: partition } = waiting[0] as Waiting;
  const checkpoints = await hold(client, [...new Set(waiting.flatMap(one => one.names))], partition);
  const erased = await holdErasures(
    client,
    waiting.map(one => one.prepared),
  );
  if (erased.length > 0) return { erased };
  if (!(await areThere(client, waiting))) return 0;
  for (const { parked, names } of waiting)
    await client.query('UPDATE parked SET slices = $2 WHERE id = $1', [
      parked.id,
      parked.slices.filter(name => !names.includes(name)),
    ]);
  await client.query(`DELETE FROM parked WHERE id = ANY ($1) AND slices = '{}'`, [waiting.map(one => one.parked.id)]);
  // To where they stand: what was applied shows in when they were moved.
  await move(client, partition, checkpoints);
  const due = waiting.flatMap(({ prepared, names }) => names.map(name => effectsFor(prepared, name)));
  await writeViews(client, due);
  await applyOrders(client, partition, due, options);
  return waiting.length;
}

/** Locks the parked messages. @returns whether they are as they were when they were read */
async function areThere(client: ClientBase, waiting: Waiting[]): Promise<boolean> {
  const { rows } = await client.query<{ id: string; slices: string[] }>(
    'SELECT id, slices FROM parked WHERE id = ANY ($1) FOR UPDATE',
    [waiting.map(({ parked }) => parked.id)],
  );
  return waiting.every(({ parked }) =>
    rows.some(({ id, slices }) => Number(id) === parked.id && slices.join() === parked.slices.join()),
  );
}
