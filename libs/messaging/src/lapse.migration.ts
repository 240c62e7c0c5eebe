import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** A quarantined record loses its bytes after a time; the row stays, so that it is counted for ever. */
export class Lapse1764201600000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE quarantine ADD COLUMN lapsed_at timestamptz;
      CREATE INDEX ON quarantine (received_at) WHERE lapsed_at IS NULL`);
  }
}
