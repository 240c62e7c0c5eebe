import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Vault1763769600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE subject_key (
      key_id uuid PRIMARY KEY, tenant_id text NOT NULL, subject text NOT NULL, wrapped bytea NOT NULL,
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(), UNIQUE (tenant_id, subject))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE subject_key');
  }
}
