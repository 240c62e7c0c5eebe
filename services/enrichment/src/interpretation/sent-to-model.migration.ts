import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** Every address that an item's words may have gone to, for a model to read them. Ids, no words. */
export class SentToModel1764720000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sent_to_model (
        tenant_id text NOT NULL, item_id uuid NOT NULL, customer_id uuid NOT NULL, address text NOT NULL, at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, item_id, address));
      CREATE INDEX ON sent_to_model (tenant_id, customer_id);
      ALTER TABLE sent_to_model ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      GRANT SELECT ON sent_to_model TO ckm_enrichment_reader;
      CREATE POLICY writer ON sent_to_model TO ckm_enrichment_writer USING (true) WITH CHECK (true);
      CREATE POLICY reader ON sent_to_model FOR SELECT TO ckm_enrichment_reader USING (tenant_id = current_setting('ckm.tenant', true))`);
  }
}
