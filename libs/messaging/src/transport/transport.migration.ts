import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/**
 * The tables of the PostgreSQL transport. The row in `partition` is only locked, never updated: a counter that is updated
 * leaves dead versions behind every open transaction. The head is read from the primary key under that lock.
 */
const TABLES = [
  `DO $$ BEGIN IF to_regnamespace('transport') IS NULL THEN CREATE SCHEMA transport; END IF; END $$`,
  `CREATE TABLE transport.store (one boolean PRIMARY KEY DEFAULT true CHECK (one), id uuid NOT NULL DEFAULT gen_random_uuid())`,
  `INSERT INTO transport.store DEFAULT VALUES`,
  `CREATE TABLE transport.topic (name text PRIMARY KEY, partitions integer NOT NULL CHECK (partitions > 0))`,
  `CREATE TABLE transport.partition (topic text REFERENCES transport.topic, partition integer, PRIMARY KEY (topic, partition))`,
  `CREATE TABLE transport.message (
    topic text, partition integer, "offset" bigint, key bytea NOT NULL, headers json NOT NULL, value bytea NOT NULL,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (topic, partition, "offset"))`,
];

// READ COMMITTED: the second statement sees what was committed before the lock was granted.
const PUBLISH = `
CREATE FUNCTION transport.publish(to_topic text, places integer[], keys bytea[], header json[], bodies bytea[])
RETURNS TABLE (to_partition integer, last_offset bigint) LANGUAGE plpgsql AS $$
DECLARE locked integer;
BEGIN
  SELECT count(*) INTO locked FROM (
    SELECT 1 FROM transport.partition p WHERE p.topic = to_topic AND p.partition = ANY (places)
    ORDER BY p.partition FOR UPDATE) held;
  IF locked < (SELECT count(DISTINCT place) FROM unnest(places) place) THEN
    RAISE EXCEPTION 'there is no topic % with these partitions', to_topic USING ERRCODE = 'undefined_object';
  END IF;
  RETURN QUERY
  WITH head AS MATERIALIZED (
    SELECT d.place, coalesce((
      SELECT m."offset" FROM transport.message m WHERE m.topic = to_topic AND m.partition = d.place
      ORDER BY m."offset" DESC LIMIT 1), -1) AS last
    FROM (SELECT DISTINCT unnest(places) AS place) d),
  written AS (
    INSERT INTO transport.message (topic, partition, "offset", key, headers, value)
    SELECT to_topic, n.place, h.last + row_number() OVER (PARTITION BY n.place ORDER BY n.nth), n.key, n.header, n.body
    FROM unnest(places, keys, header, bodies) WITH ORDINALITY AS n(place, key, header, body, nth)
    JOIN head h ON h.place = n.place
    RETURNING partition, "offset")
  SELECT w.partition, max(w."offset") FROM written w GROUP BY w.partition;
END $$ SET enable_seqscan = off SET jit = off`;

export class Transport1763769600000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, PUBLISH]) await runner.query(statement);
  }
}

const AS_TEXT = `UPDATE transport.message SET headers = (
  SELECT coalesce(json_object_agg(name, convert_from(decode(value, 'base64'), 'LATIN1')), '{}') FROM json_each_text(headers) AS h(name, value))`;

/** Headers were kept in base64; as text they can be read, and take less. */
export class HeadersAsText1764316800000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AS_TEXT);
  }
}

export const TRANSPORT_MIGRATIONS = [Transport1763769600000, HeadersAsText1764316800000];
