import { testPostgres } from '@ckm/backing-services';
import { Log1763769500000, migrate, provision } from '@ckm/event-store';
import { Pool } from 'pg';
import { ROAD_MIGRATIONS } from './migrations.js';
import { Rewrite1764374400000 } from './rewrite.migration.js';

it('an erasure made before counts for the builds that stand, where it emptied rows of their view', async () => {
  const postgres = await testPostgres();
  const admin = new Pool({ connectionString: postgres.url, max: 1 });
  const url = await provision(postgres.url, 'sharing', 'a password');
  const all = [Log1763769500000, ...ROAD_MIGRATIONS];
  await migrate({ url, service: 'sharing', migrations: all.filter(one => one !== Rewrite1764374400000) });
  await admin.query(`
    INSERT INTO sharing.projection (name, version, build, state, personal) VALUES
      ('feed', 1, 1, 'retired', '{said}'), ('feed', 1, 2, 'live', '{said}'), ('feed', 2, 1, 'building', '{said}'),
      ('person', 1, 1, 'live', '{name}'), ('count', 1, 1, 'live', '{}');
    INSERT INTO sharing.erasure (tenant_id, erasure_id, customer_id, key_ids, rows)
      VALUES ('acme', gen_random_uuid(), gen_random_uuid(), '{}', '{"feed":2,"person":0}')`);
  await migrate({ url, service: 'sharing', migrations: all });
  const { rows } = await admin.query('SELECT builds FROM sharing.erasure');
  expect(rows).toEqual([{ builds: ['feed_v1_2', 'feed_v2_1'] }]);
  await admin.end();
  await postgres.stop();
});
