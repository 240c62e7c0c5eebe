import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** What a service keeps to send its log out and to read the topics of others. */
export class Road1763769700000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One row per domain topic of this service: how far the log was published. Lease: owner, generation, expires_at.
      CREATE TABLE lane (
        topic text PRIMARY KEY, transport text NOT NULL DEFAULT '', position bigint NOT NULL DEFAULT 0,
        last_sequences bigint[] NOT NULL DEFAULT '{}', ends bigint[] NOT NULL DEFAULT '{}',
        owner text, generation bigint NOT NULL DEFAULT 0, expires_at timestamptz NOT NULL DEFAULT '-infinity',
        failure text, moved_at timestamptz);

      -- One row per slice and partition. next_offset means something within one transport, high_water within one epoch.
      CREATE TABLE checkpoint (
        slice text NOT NULL, topic text NOT NULL, partition int NOT NULL, transport text NOT NULL,
        next_offset bigint NOT NULL DEFAULT 0, epoch uuid, high_water bigint NOT NULL DEFAULT 0,
        moved_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (slice, topic, partition));

      -- Messages that could not be handled, and those of the same key that wait behind them. Personal fields are sealed.
      CREATE TABLE parked (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, consumer text NOT NULL, topic text NOT NULL, partition int NOT NULL,
        "offset" bigint NOT NULL, key bytea, headers json NOT NULL, value bytea NOT NULL, cause text NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT clock_timestamp());
      CREATE INDEX ON parked (consumer, topic, partition, "offset");

      -- Records of upstream systems that could not be read, or that contradict an earlier one. Bytes are sealed under the tenant's key.
      CREATE TABLE quarantine (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), tenant_id text NOT NULL, topic text NOT NULL, partition int NOT NULL,
        "offset" bigint NOT NULL, sealed bytea NOT NULL, code text NOT NULL, detail text NOT NULL,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp());

      CREATE TABLE projection (
        name text NOT NULL, version int NOT NULL, build int NOT NULL, state text NOT NULL CHECK (state IN ('building', 'live', 'retired')),
        since timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (name, version, build));
    `);
  }
}
