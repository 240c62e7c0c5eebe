import { testPostgres } from '@ckm/backing-services';
import { migrate, provision } from '@ckm/event-store';
import { Pool } from 'pg';
import { Sent1764115200000 } from './sent.migration.js';
import { Sharing1764028800000 } from './sharing.migration.js';

it('deliveries that were sent before the migration are in the table of places', async () => {
  const postgres = await testPostgres();
  const admin = new Pool({ connectionString: postgres.url, max: 1 });
  const url = await provision(postgres.url, 'sharing', 'a password');
  await migrate({ url, service: 'sharing', migrations: [Sharing1764028800000] });
  await admin.query(`
    INSERT INTO sharing.delivery (delivery_id, tenant_id, subscription_id, seq, shared_at, state, delivered_at, sent_to, with_words)
    SELECT gen_random_uuid(), 'acme', gen_random_uuid(), 1, now(), state, at::timestamptz, place, words
    FROM (VALUES ('delivered', '2026-11-02T08:15:00Z', 'https://hooks.example/ckm', true), ('pending', NULL, NULL, NULL))
      AS row (state, at, place, words)`);
  await migrate({ url, service: 'sharing', migrations: [Sharing1764028800000, Sent1764115200000] });
  const { rows } = await admin.query('SELECT tenant_id, place, at, words FROM sharing.sent');
  const at = new Date('2026-11-02T08:15:00Z');
  expect(rows).toEqual([{ tenant_id: 'acme', place: 'https://hooks.example/ckm', at, words: true }]);
  await admin.end();
  await postgres.stop();
});
