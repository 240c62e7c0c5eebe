import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

export class Vault1763769600000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE subject_key (
      key_id uuid PRIMARY KEY, tenant_id text NOT NULL, subject text NOT NULL, wrapped bytea NOT NULL,
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (tenant_id, subject))`);
  }
}
