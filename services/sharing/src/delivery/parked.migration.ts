import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Few are parked of very many: their number is asked for all the time. */
export class ParkedDeliveries1764201600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX delivery_parked ON delivery (delivery_id) WHERE state = 'parked'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX delivery_parked');
  }
}
