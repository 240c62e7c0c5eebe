import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** What is parked is looked for by its subscription, which may have ended; counted it is as before. */
export class ParkedBySubscription1765065600000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX delivery_parked_subscription ON delivery (subscription_id) WHERE state = 'parked';
      DROP INDEX delivery_parked`);
  }
}
