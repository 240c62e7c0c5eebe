import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** Which cluster an uncategorised item is in, and when a tenant's items were grouped. Ids, no words: what is lost is grouped again. */
export class Clustering1764633600000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cluster_item (
        tenant_id text NOT NULL, item_id uuid NOT NULL, cluster_id uuid NOT NULL, PRIMARY KEY (tenant_id, item_id));
      CREATE INDEX ON cluster_item (tenant_id, cluster_id);
      ALTER TABLE cluster_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      GRANT SELECT ON cluster_item TO ckm_enrichment_reader;
      CREATE POLICY writer ON cluster_item TO ckm_enrichment_writer USING (true) WITH CHECK (true);
      CREATE POLICY reader ON cluster_item FOR SELECT TO ckm_enrichment_reader USING (tenant_id = current_setting('ckm.tenant', true));

      -- held_until: by a process that groups, unless it died of it.
      CREATE TABLE clustering (tenant_id text PRIMARY KEY, grouped_at timestamptz, regrouped_at timestamptz, held_until timestamptz)`);
  }
}
