import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** The table of a build, which is the name of its slice too: made here, read everywhere else. */
export class Projection1764288000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE projection ADD COLUMN table_name text GENERATED ALWAYS AS (name || '_v' || version || '_' || build) STORED`,
    );
  }
}
