import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** Deliveries are listed newest first, shares and tests of the channel together. */
export class DeliveriesByTime1764806400000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ON delivery (tenant_id, subscription_id, shared_at, seq, delivery_id);
      DROP INDEX delivery_tenant_id_subscription_id_seq_idx`);
  }
}
