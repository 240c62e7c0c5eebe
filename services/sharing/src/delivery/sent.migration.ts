import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** Every place that a delivery may have reached: it can change between two attempts, and an attempt that failed may have arrived. */
export class Sent1764115200000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sent (
        delivery_id uuid NOT NULL, place text NOT NULL, tenant_id text NOT NULL, at timestamptz NOT NULL, words boolean NOT NULL);
      -- A long address does not fit into an index.
      CREATE UNIQUE INDEX ON sent (delivery_id, md5(place));
      -- The owner, too, sees no row otherwise.
      ALTER TABLE delivery NO FORCE ROW LEVEL SECURITY;
      INSERT INTO sent SELECT delivery_id, sent_to, tenant_id, delivered_at, with_words FROM delivery WHERE sent_to IS NOT NULL;
      ALTER TABLE delivery FORCE ROW LEVEL SECURITY, DROP COLUMN sent_to, DROP COLUMN with_words;
      ALTER TABLE sent ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      GRANT SELECT ON sent TO ckm_sharing_reader;
      CREATE POLICY writer ON sent TO ckm_sharing_writer USING (true) WITH CHECK (true);
      CREATE POLICY reader ON sent FOR SELECT TO ckm_sharing_reader USING (tenant_id = current_setting('ckm.tenant', true))`);
  }
}
