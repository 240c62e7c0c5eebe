import type { Principal } from '@ckm/http';
import type { Service } from '@ckm/service';
import type { ClientBase } from 'pg';
import { admin, serveBeforeAll, sharing } from '../fixture/one-process.js';
import { journey } from './journey.view.js';
import { OrphansRoute } from './orphans.route.js';

const ITEMS = 2_000;
const uuid = (n: number): string => `0a52b1d6-1111-5111-8111-${String(n).padStart(12, '0')}`;
const steward = { tenantId: 'acme' } as Principal;

let table: string;

serveBeforeAll();
beforeAll(async () => {
  const { rows } = await write(`SELECT table_name FROM projection WHERE name = '${journey.name}' AND state = 'live'`);
  table = (rows as { table_name: string }[])[0]!.table_name;
});
beforeEach(() => write(`DELETE FROM ${table}`));

const write = (sql: string, values: unknown[] = []) => sharing.service.transaction(client => client.query(sql, values));
const into = () =>
  `INSERT INTO ${table} (tenant_id, item_id, event_id, service, type, recorded_at, position, stream_id, causation_id, cause_id)`;
const step = (event: number, cause: string | null, tenantId = 'acme') =>
  write(`${into()} VALUES ($1, $2, $3, 'capture', 'KnowledgeItemCaptured', now(), 1, $2, $4, $5)`, [
    tenantId,
    uuid(event % 10),
    uuid(event),
    cause,
    cause?.startsWith('0a') ? cause : null,
  ]);
const orphans = async (service: Pick<Service, 'read'> = sharing.service): Promise<string[]> => {
  const { data } = await new OrphansRoute(service as Service).list({}, steward);
  return data.map(({ eventId }) => eventId);
};

it('orphans are events whose cause is in no log, and everything that followed from them', async () => {
  await step(11, null);
  await step(12, uuid(11));
  await step(21, uuid(99));
  await step(22, uuid(21));
  await step(33, uuid(22));
  await step(44, 'no id');
  await step(98, null, 'another');
  await step(56, uuid(98));
  expect((await orphans()).sort()).toEqual([21, 22, 33, 44, 56].map(uuid));
});

it('what followed from each is found by an index', async () => {
  await write(
    `${into()}
     SELECT 'acme', md5(item::text)::uuid, md5(item || '.' || nth)::uuid, 's', 't', now(), nth, md5(item::text)::uuid, cause::text, cause
     FROM generate_series(1, $1::int) item, generate_series(0, 4) nth,
       LATERAL (SELECT CASE WHEN nth > 0 THEN md5(item || '.' || nth - 1)::uuid END AS cause) of WHERE item % 1000 > 0 OR nth > 0`,
    [ITEMS],
  );
  await admin.query(`ANALYZE sharing.${table}`);
  expect(await orphans()).toHaveLength(8);
  const plan: string[] = [];
  const explaining = (client: ClientBase) => ({
    query: async (sql: string, values: unknown[]) => {
      const { rows } = await client.query<Record<string, string>>(`EXPLAIN ${sql}`, values);
      plan.push(...rows.map(row => row['QUERY PLAN']!));
      return { rows: [] };
    },
  });
  await orphans({
    read: (views, tenantId, work) => sharing.service.read(views, tenantId, client => work(explaining(client) as never)),
  });
  expect(plan.join('\n')).toContain(`Index Scan using ${table}_tenant_id_cause_id_idx`);
});
