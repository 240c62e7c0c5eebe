import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

export class Tombstone1763856000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who was forgotten. What says that it happened until then is not taken any more.
      CREATE TABLE tombstone (
        erasure_id uuid PRIMARY KEY, tenant_id text NOT NULL, subject text NOT NULL, key_ids uuid[] NOT NULL, actor text NOT NULL,
        at timestamptz NOT NULL, until timestamptz NOT NULL, told_at timestamptz);
      CREATE INDEX ON tombstone (tenant_id, subject, at);
      CREATE INDEX ON tombstone (at) WHERE told_at IS NULL`);
  }
}
