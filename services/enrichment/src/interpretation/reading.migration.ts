import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** How often an item was tried, and when it may be tried again. Ids, no words. */
export class Reading1764547200000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reading (
        tenant_id text NOT NULL, item_id uuid NOT NULL, tried int NOT NULL, next_at timestamptz, PRIMARY KEY (tenant_id, item_id));`);
  }
}
