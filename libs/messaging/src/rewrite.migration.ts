import { type Migration, roleOf } from '@ckm/event-store';
import type { QueryRunner } from 'typeorm';

/** In which builds an erasure found something: their files hold what was said until they are gone. */
export class Rewrite1764374400000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema AS schema')) as [{ schema: string }];
    await runner.query(`
      ALTER TABLE erasure ADD COLUMN builds text[] NOT NULL DEFAULT '{}';
      -- Of those made before, any build that stands now may have been there.
      ALTER TABLE erasure NO FORCE ROW LEVEL SECURITY;
      UPDATE erasure SET builds = ARRAY(
        SELECT table_name FROM projection WHERE personal <> '{}' AND state <> 'retired' AND (rows ->> name)::int > 0);
      ALTER TABLE erasure FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner ON erasure FOR SELECT TO ${roleOf(schema, 'owner')} USING (true)`);
  }
}
