import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** A parked message waits for slices, not for the loop that ran them: they keep their names when a build goes live. */
export class Parked1763942400000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE parked ADD COLUMN slices text[] NOT NULL DEFAULT '{}';
      UPDATE parked p SET slices = ARRAY(
        SELECT slice FROM checkpoint c WHERE (c.topic, c.partition) = (p.topic, p.partition) AND (p.consumer LIKE '%.' || slice
          OR p.consumer LIKE '%.live' AND slice NOT IN (SELECT format('%s_v%s_%s', name, version, build) FROM projection WHERE state <> 'live')));
      ALTER TABLE parked DROP COLUMN consumer;
      CREATE INDEX ON parked (topic, partition, key);
      CREATE INDEX ON quarantine (tenant_id, received_at, id);
    `);
  }
}
