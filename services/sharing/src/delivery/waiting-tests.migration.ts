import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** While a subscription is paused only its tests are sent: the index finds them among very many pending shares. */
export class WaitingTests1765152000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "CREATE INDEX delivery_test ON delivery (subscription_id, next_at, seq) WHERE state = 'pending' AND item_id IS NULL",
    );
  }
}
