import type { QueryRunner } from 'typeorm';
import { roleOf } from './connection.js';
import type { Migration } from './migrate.js';

/** The log of a service: its events, their hash chain, its write lock, its epoch. */
export class Log1763769500000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema AS schema')) as [{ schema: string }];
    await runner.query(TABLES);
    await runner.query(APPEND);
    await runner.query(guards(roleOf(schema, 'writer'), roleOf(schema, 'reader')));
  }
}

const TABLES = `
  -- Locked, never updated: an updated row leaves dead versions behind any open transaction elsewhere.
  CREATE TABLE log_lock (one boolean PRIMARY KEY DEFAULT true CHECK (one));
  INSERT INTO log_lock DEFAULT VALUES;

  CREATE TABLE log_epoch (one boolean PRIMARY KEY DEFAULT true CHECK (one), epoch uuid NOT NULL DEFAULT gen_random_uuid());
  INSERT INTO log_epoch DEFAULT VALUES;

  CREATE TABLE events (
    position bigint PRIMARY KEY, tenant_id text NOT NULL CHECK (tenant_id <> ''), stream_id uuid NOT NULL, version int NOT NULL,
    event_id uuid NOT NULL, type text NOT NULL, schema_version smallint NOT NULL,
    data json NOT NULL, meta json NOT NULL,                  -- json, not jsonb: the bytes stay as they were sent
    digest bytea NOT NULL,                                   -- by the writer, over everything above but position and version
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (tenant_id, stream_id, version));

  -- The hash chain: one block for each call of append.
  CREATE TABLE block (last_position bigint PRIMARY KEY, hash bytea NOT NULL);`;

const APPEND = `
  -- r_*: one entry for each request, at most one request for a stream; e_req points at the request, from 1.
  -- r_expected: -1 any, 0 none, n exactly n. r_retry: the request may have been committed before.
  -- outcome: a(ppended) · d(uplicate: its first event is already there) · c(onflict)
  -- READ COMMITTED only: each statement takes a fresh snapshot after the lock was granted.
  CREATE FUNCTION append(r_tenant text[], r_stream uuid[], r_expected int[], r_retry boolean[],
    e_req int[], e_id uuid[], e_type text[], e_sv smallint[], e_data json[], e_meta json[], e_digest bytea[])
  RETURNS TABLE (idx int, outcome text, version int, first_position bigint) LANGUAGE plpgsql AS $$
  DECLARE base bigint;
  BEGIN
    PERFORM 1 FROM log_lock FOR UPDATE;
    SELECT coalesce((SELECT e.position FROM events e ORDER BY e.position DESC LIMIT 1), 0) INTO base;
    RETURN QUERY
    WITH cur AS MATERIALIZED (
      SELECT r.i::int i, r.t, r.s, r.x, r.y,
             coalesce((SELECT e.version FROM events e WHERE e.tenant_id=r.t AND e.stream_id=r.s ORDER BY e.version DESC LIMIT 1), 0) v
      FROM unnest(r_tenant, r_stream, r_expected, r_retry) WITH ORDINALITY AS r(t,s,x,y,i)),
    dup AS MATERIALIZED (           -- looked up only where it can be: it scans the stream
      SELECT c.i, e.position p, e.version - 1 + (SELECT count(*)::int FROM unnest(e_req) q WHERE q = c.i) v FROM cur c
      JOIN (SELECT DISTINCT ON (q.req) q.req, q.id FROM unnest(e_req,e_id) WITH ORDINALITY q(req,id,o) ORDER BY q.req, q.o) f ON f.req = c.i
      JOIN events e ON e.tenant_id=c.t AND e.stream_id=c.s AND e.version > greatest(c.x,0) AND e.event_id=f.id
      WHERE c.v > 0 AND (c.y OR c.x NOT IN (-1, c.v))),
    ok AS (SELECT c.* FROM cur c WHERE (c.x=-1 OR c.x=c.v) AND NOT EXISTS (SELECT 1 FROM dup d WHERE d.i=c.i)),
    ins AS (
      INSERT INTO events(position,tenant_id,stream_id,version,event_id,type,schema_version,data,meta,digest)
      SELECT base + row_number() OVER (ORDER BY e.o), o.t, o.s, o.v + row_number() OVER (PARTITION BY e.req ORDER BY e.o), e.id, e.ty, e.sv, e.d, e.m, e.h
      FROM unnest(e_req,e_id,e_type,e_sv,e_data,e_meta,e_digest) WITH ORDINALITY AS e(req,id,ty,sv,d,m,h,o) JOIN ok o ON o.i=e.req
      RETURNING events.position p, events.tenant_id t, events.stream_id s),
    pos AS (SELECT t, s, min(p) fp, count(*)::int n FROM ins GROUP BY t, s)
    SELECT c.i, CASE WHEN pos.s IS NOT NULL THEN 'a' WHEN d.i IS NOT NULL THEN 'd' ELSE 'c' END,
           coalesce(d.v, c.v + coalesce(pos.n, 0)), coalesce(pos.fp, d.p)
    FROM cur c LEFT JOIN pos ON pos.t=c.t AND pos.s=c.s LEFT JOIN dup d ON d.i=c.i;
    INSERT INTO block
    SELECT max(e.position), sha256(coalesce((SELECT b.hash FROM block b ORDER BY b.last_position DESC LIMIT 1), ''::bytea) || string_agg(e.digest, ''::bytea ORDER BY e.position))
    FROM events e WHERE e.position > base HAVING count(*) > 0;
  END $$;
  ALTER FUNCTION append SET plan_cache_mode = force_generic_plan;  -- halves the latency of one writer
  ALTER FUNCTION append SET jit = off;
  ALTER FUNCTION append SET enable_seqscan = off;`;

const guards = (writer: string, reader: string): string => `
  REVOKE ALL ON events, block, log_lock, log_epoch FROM ${writer}, ${reader};
  GRANT SELECT, INSERT ON events, block TO ${writer};
  GRANT SELECT, UPDATE ON log_lock TO ${writer};   -- what FOR UPDATE asks for
  GRANT SELECT ON log_epoch TO ${writer};
  GRANT SELECT ON events TO ${reader};

  ALTER TABLE events ENABLE ROW LEVEL SECURITY;
  ALTER TABLE events FORCE ROW LEVEL SECURITY;
  CREATE POLICY writer ON events TO ${writer} USING (true) WITH CHECK (true);
  CREATE POLICY reader ON events FOR SELECT TO ${reader} USING (tenant_id = current_setting('ckm.tenant', true));`;
