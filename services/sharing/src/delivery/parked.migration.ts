import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** Few are parked of very many: their number is asked for all the time. */
export class ParkedDeliveries1764201600000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX delivery_parked ON delivery (delivery_id) WHERE state = 'parked'");
  }
}
