import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** A gauge counts the parked deliveries all the time: few among very many. */
export class ParkedDeliveries1764201600000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX delivery_parked ON delivery (delivery_id) WHERE state = 'parked'");
  }
}
