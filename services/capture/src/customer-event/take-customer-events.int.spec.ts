import { ckm, serveBeforeAll, site } from '../fixture/one-site.js';

const send = (ids: string[]) =>
  ckm.ask('/v1/events', {
    method: 'POST',
    body: JSON.stringify(
      ids.map(id => ({
        ...{ specversion: '1.0', id, source: '/crm', type: 'call.noted' },
        data: { customerId: 'K-7', text: 'Der Deckel klemmt.' },
      })),
    ),
    headers: { 'content-type': 'application/cloudevents-batch+json' },
  });

serveBeforeAll();

it('the events of one request have one correlation id, those of the next another', async () => {
  await send(['one', 'two', 'three']);
  await send(['four']);
  const counts = await site.sql(
    "SELECT count(*)::int FROM capture.events GROUP BY meta ->> 'correlationId' ORDER BY count(*) DESC",
  );
  expect(counts).toEqual([{ count: 3 }, { count: 1 }]);
});
