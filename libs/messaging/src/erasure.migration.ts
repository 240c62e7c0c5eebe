import { type Migration, roleOf } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** What a service keeps so that a person stays forgotten, and can be told so. */
export class Erasure1763856100000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema AS schema')) as [{ schema: string }];
    const [writer, reader] = [roleOf(schema, 'writer'), roleOf(schema, 'reader')];
    await runner.query(`
      -- The columns of a build that say something about a person, also of builds that this code no longer knows.
      ALTER TABLE projection ADD COLUMN personal text[] NOT NULL DEFAULT '{}';

      -- Nothing that was opened with one of these is written any more.
      CREATE TABLE erased_key (key_id uuid PRIMARY KEY, erased_at timestamptz NOT NULL DEFAULT clock_timestamp());

      -- Who was forgotten here, with the rows of each view that became tombstones.
      CREATE TABLE erasure (
        tenant_id text NOT NULL, erasure_id uuid NOT NULL, customer_id uuid NOT NULL, key_ids uuid[] NOT NULL, rows json NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (tenant_id, erasure_id));
      ALTER TABLE erasure ENABLE ROW LEVEL SECURITY; ALTER TABLE erasure FORCE ROW LEVEL SECURITY;
      GRANT SELECT ON erasure TO ${reader};
      CREATE POLICY writer ON erasure TO ${writer} USING (true) WITH CHECK (true);
      CREATE POLICY reader ON erasure FOR SELECT TO ${reader} USING (tenant_id = current_setting('ckm.tenant', true))`);
  }
}
