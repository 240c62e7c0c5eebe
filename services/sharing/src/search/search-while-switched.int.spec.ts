import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { Principal } from '@ckm/http';
import { openProjections } from '@ckm/messaging';
import { FeedRoute } from '../feed/feed.route.js';
import { feed } from '../feed/feed.view.js';
import { SharedKnowledge } from '../fixture/shared-knowledge.js';
import { SearchRoute } from './search.route.js';

const SWITCHES = 15;
const READERS = 3;
const reader = { tenantId: 'demo' } as Principal;

let postgres: TestPostgres;
let knowledge: SharedKnowledge;

beforeAll(async () => {
  postgres = await testPostgres();
  knowledge = await SharedKnowledge.in(postgres.url);
});
afterAll(async () => {
  await knowledge?.close();
  await postgres?.stop();
});

it('search and feed answer while one build of the view replaces the other, again and again', async () => {
  const [search, list] = [new SearchRoute(knowledge.service), new FeedRoute(knowledge.service)];
  const projections = await openProjections(knowledge.owner, 'sharing', [feed]);
  let switching = true;
  const ask = async (): Promise<void> => {
    while (switching) {
      await search.list({ q: 'toner' }, reader);
      await list.list({}, reader);
    }
  };
  const asking = Promise.all(Array.from({ length: READERS }, ask));
  for (let nth = 0; nth < SWITCHES; nth += 1) await projections.goLive(await projections.rebuild(feed.name), new Map());
  switching = false;
  await expect(asking).resolves.toHaveLength(READERS);
});
