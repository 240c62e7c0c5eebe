import type { Migration } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** Before a message is parked it is looked whether it is: by its offset, for very many of its partition may be. */
export class ParkedByOffset1765238400000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX ON parked (topic, partition, "offset")');
  }
}
