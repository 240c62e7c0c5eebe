import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { upsert, view } from '@ckm/event-sourcing';
import { capture } from './capture.module.js';
import { makeSite, type Serving, type Site } from './fixture/site.js';

const sayings = view({
  name: 'saying',
  version: 1,
  columns: { item_id: 'uuid', source: 'text' },
  key: ['item_id'],
  on: { KnowledgeItemCaptured: ({ data }) => upsert({ item_id: data.itemId }, { source: data.source }) },
});

let site: Site;
let processes: Serving[] = [];

beforeAll(async () => {
  site = await makeSite();
  const definition = { ...capture, views: [sayings] };
  processes = [await site.serve(definition), await site.serve(definition)];
  // What is being built when a process begins it builds as well.
  await rest(2_000);
});
afterAll(async () => {
  await Promise.all(processes.map(one => one.stop()));
  await site?.close();
});

it('a process that has read nothing since another one switched to a new build finds no promise broken', async () => {
  const [one, other] = processes as [Serving, Serving];
  const { status } = await one.ask('/v1/ops/projections/capture.saying/rebuild', { method: 'POST', role: 'admin' });
  expect(status).toBeLessThan(300);
  await eventually(async () => {
    const { body } = await one.ask<{ data: object[] }>('/v1/ops/projections');
    expect(body.data).toMatchObject([{ build: 2, state: 'live' }]);
  });
  const { body } = await other.ask<{ data: { promises: { broken: object[] }[] } }>('/v1/ops/verify?views=false');
  expect(body.data.promises.flatMap(({ broken }) => broken)).toEqual([]);
});
