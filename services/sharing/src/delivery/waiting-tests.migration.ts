import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** While a subscription rests, tests of its channel alone are sent, and everything else that is shared waits beside them. */
export class WaitingTests1765152000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "CREATE INDEX delivery_test ON delivery (subscription_id, next_at, seq) WHERE state = 'pending' AND item_id IS NULL",
    );
  }
}
