import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** Parked deliveries are found by their subscription when that ends; the new index also serves to count them. */
export class ParkedBySubscription1765065600000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX delivery_parked_subscription ON delivery (subscription_id) WHERE state = 'parked';
      DROP INDEX delivery_parked`);
  }
}
