import type { EventName } from '@ckm/contracts';
import { createHash, type Hash } from 'node:crypto';
import type { Queryable } from './append.js';
import { digestOf } from './entry.js';

/** What breaks a promise, as near as it can be named. */
export interface Broken {
  tenantId?: string;
  streamId?: string;
  position?: number;
  detail: string;
}

/** One promise, looked at on the live system. */
export interface Promised {
  name: string;
  /** Null: it was not looked at, and `broken` says why. */
  holds: boolean | null;
  /** How many were looked at. */
  checked: number;
  /** The first hundred. */
  broken: Broken[];
  /** It is of the events of all tenants, whoever's is named. */
  isOfAll?: true;
}

/** So many of what breaks a promise are named. */
export const MOST_BROKEN = 100;
const PAGE = 200;

export const promised = (name: string, checked: number, broken: Broken[]): Promised => ({
  name,
  holds: broken.length === 0,
  checked,
  broken: broken.slice(0, MOST_BROKEN),
});

export const notLookedAt = (name: string, why: string): Promised => ({
  ...promised(name, 0, [{ detail: why }]),
  holds: null,
});

export const promisedOfAll = (...promise: Parameters<typeof promised>): Promised => ({
  ...promised(...promise),
  isOfAll: true,
});

interface Row {
  position: string;
  tenant_id: string;
  stream_id: string;
  event_id: string;
  type: EventName;
  schema_version: number;
  data: string;
  meta: string;
  digest: Buffer;
}

interface Block {
  position: string;
  hash: Buffer;
}

const ENDS = `SELECT (SELECT count(*) FROM events)::float8 AS events,
  greatest((SELECT max(position) FROM events), (SELECT max(last_position) FROM block), 0)::float8 AS end`;
const EVENTS = `SELECT position, tenant_id, stream_id, event_id, type, schema_version, data::text, meta::text, digest
  FROM events WHERE position > $1 AND position <= $2 ORDER BY position LIMIT ${PAGE}`;
const BLOCKS = `SELECT last_position AS position, hash FROM block WHERE last_position > $1 AND last_position <= $2
  ORDER BY last_position LIMIT ${PAGE}`;

/** The nth event of each stream has version n. */
const VERSIONS = `SELECT tenant_id AS "tenantId", stream_id AS "streamId", position::float8 AS position,
    format('version %s comes where %s should', version, nth) AS detail
  FROM (SELECT tenant_id, stream_id, position, version, row_number() OVER (PARTITION BY tenant_id, stream_id ORDER BY position) AS nth
    FROM events WHERE position <= $1) AS numbered WHERE version <> nth ORDER BY position LIMIT ${MOST_BROKEN}`;
const IDS = `SELECT tenant_id AS "tenantId", stream_id AS "streamId", position::float8 AS position,
    format('the event %s stands at %s too', event_id, first) AS detail
  FROM (SELECT tenant_id, stream_id, position, event_id, min(position) OVER (PARTITION BY event_id) AS first
    FROM events WHERE position <= $1) AS placed WHERE position <> first ORDER BY position LIMIT ${MOST_BROKEN}`;

/** Goes through the log as it is now, page by page, while it goes on being written. */
export async function verifyLog(log: Queryable): Promise<Promised[]> {
  const ends = await log.query<{ events: number; end: number }>(ENDS);
  const { events, end } = ends.rows[0]!;
  const chain = await Chain.at(pages<Block>(log, BLOCKS, end));
  const [gaps, changed]: [Broken[], Broken[]] = [[], []];
  let expected = 1;
  for await (const row of pages<Row>(log, EVENTS, end)) {
    const position = Number(row.position);
    if (position > expected) note(gaps, missing(expected, position - 1));
    if (!isAsWritten(row)) note(changed, { ...placeOf(row), detail: 'the event is not the one that was written' });
    await chain.add(position, row.digest);
    expected = position + 1;
  }
  if (expected <= end) note(gaps, missing(expected, end));
  const ask = async (sql: string): Promise<Broken[]> => (await log.query<Broken>(sql, [end])).rows;
  return [
    promised('positions are gapless', events, gaps),
    promised('every event is the one that was written', events, changed),
    await chain.end(end),
    promised('versions of every stream are gapless and in order', events, await ask(VERSIONS)),
    promised('event ids are unique', events, await ask(IDS)),
  ];
}

/** Adds up digests up to where each block ends. A block that does not fit says so once; the next one begins with what stands there. */
class Chain {
  private readonly broken: Broken[] = [];
  private block: Block | undefined;
  private hash: Hash = createHash('sha256');
  private last = 0;
  private checked = 0;

  private constructor(private readonly blocks: AsyncGenerator<Block, void>) {}

  static async at(blocks: AsyncGenerator<Block, void>): Promise<Chain> {
    const chain = new Chain(blocks);
    await chain.begin();
    return chain;
  }

  async add(position: number, digest: Buffer): Promise<void> {
    while (this.block && Number(this.block.position) < position) await this.close(this.block);
    this.hash.update(digest);
    if (this.block && Number(this.block.position) === position) await this.close(this.block);
  }

  async end(end: number): Promise<Promised> {
    while (this.block) await this.close(this.block);
    if (this.last < end) note(this.broken, { position: this.last, detail: `the chain ends here, the log at ${end}` });
    return promised('the hash chain fits', this.checked, this.broken);
  }

  private async close(block: Block): Promise<void> {
    this.last = Number(block.position);
    if (!this.hash.digest().equals(block.hash))
      note(this.broken, { position: this.last, detail: 'the block that ends here does not fit what stands before it' });
    this.checked += 1;
    this.hash = createHash('sha256').update(block.hash);
    await this.begin();
  }

  private async begin(): Promise<void> {
    const next = await this.blocks.next();
    this.block = next.done ? undefined : next.value;
  }
}

async function* pages<R extends { position: string }>(
  log: Queryable,
  sql: string,
  end: number,
): AsyncGenerator<R, void> {
  for (let after = '0'; ;) {
    const { rows } = await log.query<R>(sql, [after, end]);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.position;
  }
}

function note(list: Broken[], broken: Broken): void {
  if (list.length < MOST_BROKEN) list.push(broken);
}

const isAsWritten = (row: Row): boolean =>
  digestOf(row.tenant_id, row.stream_id, {
    id: row.event_id,
    type: row.type,
    schemaVersion: row.schema_version,
    data: row.data,
    meta: row.meta,
  }).equals(row.digest);

const placeOf = (row: Row): Broken => ({
  tenantId: row.tenant_id,
  streamId: row.stream_id,
  position: Number(row.position),
  detail: '',
});

const missing = (first: number, last: number): Broken => ({
  position: first,
  detail: first === last ? `position ${first} is missing` : `positions ${first} to ${last} are missing`,
});
