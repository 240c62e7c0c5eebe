import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** Counts of what came in, by each way in. Rows are added, and later added up; none changes. */
export class IntakeTally1764028800000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE intake_tally (
        way text NOT NULL, received bigint NOT NULL, duplicates bigint NOT NULL, refused bigint NOT NULL, forgotten bigint NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp());

      -- Items are nearly all of the log: they are counted as what these few are not.
      CREATE INDEX ON events (type) WHERE type <> 'KnowledgeItemCaptured'`);
  }
}
