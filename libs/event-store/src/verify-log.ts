import type { EventName } from '@ckm/contracts';
import { createHash, type Hash } from 'node:crypto';
import type { Queryable } from './append.js';
import { digestOf } from './entry.js';

/** A violation of a promise, located as closely as possible. */
export interface Broken {
  tenantId?: string;
  streamId?: string;
  position?: number;
  detail: string;
}

/** A promise of the system, an invariant, as it was checked while the system runs. */
export interface Promised {
  name: string;
  /** Null: it was not checked, and `broken` says why. */
  holds: boolean | null;
  /** How many events, rows or partitions were checked. */
  checked: number;
  /** The first hundred violations. */
  broken: Broken[];
  /** Each violation concerns the events of all tenants, even if it names one tenant's event. */
  isOfAll?: true;
}

/** So many violations of a promise are named. */
export const MAX_BROKEN = 100;
const PAGE = 200;

export const promised = (name: string, checked: number, broken: Broken[]): Promised => ({
  name,
  holds: broken.length === 0,
  checked,
  broken: broken.slice(0, MAX_BROKEN),
});

export const unchecked = (name: string, why: string): Promised => ({
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
    FROM events WHERE position <= $1) AS numbered WHERE version <> nth ORDER BY position LIMIT ${MAX_BROKEN}`;
const IDS = `SELECT tenant_id AS "tenantId", stream_id AS "streamId", position::float8 AS position,
    format('the event %s stands at %s too', event_id, first) AS detail
  FROM (SELECT tenant_id, stream_id, position, event_id, min(position) OVER (PARTITION BY event_id) AS first
    FROM events WHERE position <= $1) AS placed WHERE position <> first ORDER BY position LIMIT ${MAX_BROKEN}`;

/**
 * Reads the whole log as it is now, page by page, while others go on writing: that positions are gapless, every event is the one that was
 * written, the hash chain fits, versions are gapless, and event ids are unique.
 * @param log sees the events of all tenants
 */
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

/**
 * Recomputes the hash of each block from the digests of its events and the hash before it. A block that does not fit is noted once: the
 * next one is computed from the hash that is stored.
 */
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
  if (list.length < MAX_BROKEN) list.push(broken);
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
