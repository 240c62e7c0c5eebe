import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** The tables of sharing beside its views: the progress of each subscription, the owner of each team's slug, deliveries. Ids, no words. */
export class Sharing1764028800000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- How far a subscription was matched, and the number of its last share. Updated often: room for the new version beside the old.
      CREATE TABLE subscription_progress (
        subscription_id uuid PRIMARY KEY, tenant_id text NOT NULL, position bigint NOT NULL, seq bigint NOT NULL DEFAULT 0,
        moved_at timestamptz NOT NULL DEFAULT clock_timestamp()) WITH (fillfactor = 50);

      -- A slug names a topic of the whole installation: the first tenant has it.
      CREATE TABLE team (slug text PRIMARY KEY, tenant_id text NOT NULL);

      -- One row for each share, and for each test of a channel (item_id null). Rows of one message_id are sent together; a digest's get it
      -- when the window has ended.
      CREATE TABLE delivery (
        delivery_id uuid PRIMARY KEY, tenant_id text NOT NULL, subscription_id uuid NOT NULL, item_id uuid, customer_id uuid,
        seq bigint NOT NULL, shared_at timestamptz NOT NULL, traceparent text, window_end timestamptz, message_id uuid,
        state text NOT NULL CHECK (state IN ('pending', 'delivered', 'parked', 'ended')), next_at timestamptz,
        tried int NOT NULL DEFAULT 0, first_tried_at timestamptz, delivered_at timestamptz, sent_to text, with_words boolean,
        UNIQUE (tenant_id, subscription_id, item_id));
      CREATE INDEX ON delivery (tenant_id, subscription_id, seq);
      CREATE INDEX ON delivery (subscription_id, seq) WHERE state = 'pending';
      CREATE INDEX ON delivery (subscription_id, next_at, seq) WHERE state = 'pending';
      CREATE INDEX ON delivery (tenant_id, customer_id);
      CREATE INDEX ON delivery (message_id);

      CREATE TABLE delivery_attempt (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id text NOT NULL, message_id uuid NOT NULL,
        at timestamptz NOT NULL, status int, error text, took_ms int NOT NULL);
      CREATE INDEX ON delivery_attempt (tenant_id, message_id, id);

      -- Who sends for a subscription at the moment: one at a time, so that its order is kept.
      CREATE TABLE delivery_lease (subscription_id uuid PRIMARY KEY, holder uuid NOT NULL, until timestamptz NOT NULL);
    `);
    for (const table of ['delivery', 'delivery_attempt'])
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        GRANT SELECT ON ${table} TO ckm_sharing_reader;
        CREATE POLICY writer ON ${table} TO ckm_sharing_writer USING (true) WITH CHECK (true);
        CREATE POLICY reader ON ${table} FOR SELECT TO ckm_sharing_reader USING (tenant_id = current_setting('ckm.tenant', true))`);
  }
}
